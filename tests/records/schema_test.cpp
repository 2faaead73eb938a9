#include "exchange/records/schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "exchange/records/record_json.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

const std::filesystem::path kDocs = "docs/records";

std::string pretty(const std::string& json) {
    return nlohmann::json::parse(json).dump(2) + "\n";
}

void schemas() {
    for (auto word : words_of(Kind{})) {
        auto kind = static_cast<Kind>(std::ranges::find(words_of(Kind{}), word) - words_of(Kind{}).begin());
        check_against(pretty(trust::write_json(schema_of(kind))), kDocs / (std::string(word) + ".schema.json"));
    }
    check_against(pretty(trust::write_json(receipt_schema())), kDocs / "receipt.schema.json");
}

void examples() {
    for (const auto& record : one_of_each()) {
        auto file = kDocs / "examples" / (std::string(name_of(kind_of(record))) + ".json");
        check_against(pretty(*to_json(record)), file);
        CHECK(*from_json(read_text(file)) == record);
    }
}

}  // namespace

int run_schema_tests() {
    const CMUnitTest tests[] = {
        test<schemas>("the schemas in docs/records are those of the program"),
        test<examples>("the examples in docs/records are read as what they show"),
    };
    return run("records.schema", tests);
}
