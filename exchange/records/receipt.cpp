#include "exchange/records/receipt.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "exchange/records/field_reader.hpp"
#include "exchange/records/field_writer.hpp"
#include "exchange/records/package.hpp"
#include "exchange/records/schema_writer.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::records {
namespace {

using trust::Json;
using trust::JsonObject;

constexpr PackageForm kReceiptForm{"baken-receipt 1\n", "receipt", 1, kMostReceiptBytes};
constexpr trust::JsonLimits kContentLimits{.bytes = 32'768, .depth = 12, .values = 1'000};
constexpr NumberRule kSequence{1, std::numeric_limits<int>::max()};

void describe(Fields& fields, Receipt& receipt) {
    fields.token({"record", "id of the record it answers"}, receipt.record, kRecordId, Presence::Required);
    fields.token({"kiosk", "the kiosk it is for"}, receipt.kiosk, kIdentifier, Presence::Required);
    fields.number({"n", "counts the receipts of one record"}, receipt.n, kSequence);
    fields.choice({"state", "how the record stands"}, receipt.state);
    fields.moment({"at", "since when, by the clock of the coordination point"}, receipt.at);
    fields.text({"answer", "in words"}, receipt.answer, kStoryText, Presence::Optional);
    fields.token({"merged_into", "the record to follow from now on"}, receipt.merged_into, kRecordId,
                 Presence::Optional);
    fields.others(receipt.others);
}

void describe(Fields& fields, ReceiptHeader& header) {
    fields.token({"record", {}}, header.record, kRecordId, Presence::Required);
    fields.token({"kiosk", {}}, header.kiosk, kIdentifier, Presence::Required);
    fields.number({"n", {}}, header.n, kSequence);
}

template <typename T>
Json write(T value) {
    FieldWriter writer;
    describe(writer, value);
    return writer.take();
}

template <typename T>
Result<T> read(const Json& json, const char* check) {
    if (json.object() == nullptr) return refuse(check, "no object");
    T value;
    FieldReader reader(json);
    describe(reader, value);
    if (reader.wrong()) return refuse(check, reader.wrong()->text());
    return value;
}

ReceiptHeader header_of(const Receipt& receipt) {
    return {receipt.record, receipt.kiosk, receipt.n};
}

Result<ReceiptHeader> read_receipt_header(const Json& json) {
    TRY(auto header, read<ReceiptHeader>(json, "receipt.header"));
    if (write(header) != json) return refuse("receipt.header", "says more than a record, a kiosk and a number");
    return header;
}

}  // namespace

Result<std::string> seal_receipt(const Receipt& receipt, std::string_view kiosk_public_key,
                                 const trust::SigningKey& cp) {
    auto document = write(receipt);
    TRY([[maybe_unused]] const auto again, read<Receipt>(document, "receipt.content"));
    TRY(auto sealed, trust::seal(pad_json(trust::write_json(document)), kiosk_public_key));
    return write_package(kReceiptForm, write(header_of(receipt)), std::array{std::move(sealed)}, cp);
}

Result<ReceiptHeader> look_at_receipt(std::string_view bytes) {
    TRY(const auto package, read_package(kReceiptForm, bytes));
    return read_receipt_header(package.header);
}

Result<Receipt> open_receipt(std::string_view bytes, const ReceiptReader& reader) {
    TRY(const auto package, read_package(kReceiptForm, bytes));
    TRY(const auto header, read_receipt_header(package.header));
    auto signed_by = [&](const std::string& key) { return is_signed_by(package, key); };
    if (std::ranges::none_of(reader.cp_keys, signed_by)) {
        return refuse("receipt.signature", "not signed by the coordination point");
    }
    if (header.kiosk != reader.kiosk) return refuse("receipt.kiosk", "for another kiosk: " + header.kiosk);
    auto json = reader.key.open(package.parts[0]);
    if (!json) return refuse("receipt.reader", json.error().message);
    const trust::Secret secret(*std::move(json));
    auto document = trust::parse_json(secret.bytes(), kContentLimits);
    if (!document) return refuse("receipt.content", document.error().text());
    TRY(auto receipt, read<Receipt>(*document, "receipt.content"));
    if (header_of(receipt) != header) return refuse("receipt.mismatch", "inside is another receipt than outside");
    return receipt;
}

trust::Json receipt_schema() {
    Receipt receipt;
    SchemaWriter writer;
    describe(writer, receipt);
    return writer.take("receipt");
}

}  // namespace baken::records
