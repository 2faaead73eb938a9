#include "exchange/records/schema.hpp"

#include "exchange/records/describe.hpp"
#include "exchange/records/schema_writer.hpp"

namespace baken::records {

trust::Json schema_of(Kind kind) {
    Record record{{}, empty_body(kind)};
    SchemaWriter writer;
    describe(writer, record);
    return writer.take(name_of(kind));
}

}  // namespace baken::records
