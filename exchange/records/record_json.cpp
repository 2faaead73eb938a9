#include "exchange/records/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/records/describe.hpp"
#include "exchange/records/field_reader.hpp"
#include "exchange/records/field_writer.hpp"

namespace baken::records {
namespace {

constexpr trust::JsonLimits kLimits{.bytes = kMostRecordBytes, .depth = 12, .values = 4'000};

trust::Json write(Record record) {
    FieldWriter writer;
    describe(writer, record);
    return writer.take();
}

Done check_format(const trust::Json& document) {
    const auto* format = document.find("format");
    if (format == nullptr || !format->integer()) return refuse("record.format", "says no format");
    if (*format->integer() == kFormat) return {};
    return refuse("record.format", fmt::format("format {}, only {} is read here", *format->integer(), kFormat),
                  "it may come from a newer program");
}

Result<Kind> read_kind(const trust::Json& document) {
    const auto* word = document.find("kind");
    auto words = words_of(Kind{});
    auto found = word == nullptr || word->text() == nullptr ? words.end() : std::ranges::find(words, *word->text());
    if (found == words.end()) return refuse("record.kind", "of no known kind");
    return static_cast<Kind>(found - words.begin());
}

Result<Record> read(const trust::Json& document) {
    TRY_DONE(check_format(document));
    TRY(const auto kind, read_kind(document));
    Record record{{}, empty_body(kind)};
    FieldReader reader(document);
    describe(reader, record);
    if (reader.wrong()) return std::unexpected(*reader.wrong());
    return record;
}

}  // namespace

Done check(const Record& record) {
    TRY([[maybe_unused]] const auto again, read(write(record)));
    return {};
}

Result<std::string> to_json(const Record& record) {
    auto document = write(record);
    TRY([[maybe_unused]] const auto again, read(document));
    auto bytes = trust::write_json(document);
    if (bytes.size() > kMostRecordBytes) return refuse("record.size", fmt::format("{} bytes", bytes.size()));
    return bytes;
}

Result<Record> from_json(std::string_view bytes) {
    if (bytes.size() > kMostRecordBytes) {
        return refuse("record.size", fmt::format("{} bytes, at most {} are read", bytes.size(), kMostRecordBytes));
    }
    auto document = trust::parse_json(bytes, kLimits);
    if (!document) return refuse("record.syntax", document.error().text());
    return read(*document);
}

}  // namespace baken::records
