#include "exchange/records/envelope.hpp"

#include <algorithm>
#include <array>

#include "exchange/records/package.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/token_rule.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::records {
namespace {

using trust::Json;
using trust::JsonObject;

constexpr PackageForm kEnvelopeForm{"baken-envelope 1\n", "envelope", 2, kMostEnvelopeBytes};

EnvelopeHeader header_of(const Record& record) {
    return {record.head.id, class_of(kind_of(record)), record.head.kiosk};
}

Json write_header(const EnvelopeHeader& header) {
    return Json{JsonObject{{"class", Json{std::string(name_of(header.priority))}},
                           {"id", Json{header.id}},
                           {"kiosk", Json{header.kiosk}}}};
}

// Nothing but the three members, so that no kiosk can be made to tell a courier more.
Result<EnvelopeHeader> read_envelope_header(const Json& json) {
    auto text = [&](std::string_view name) {
        const auto* member = json.find(name);
        return member == nullptr || member->text() == nullptr ? std::string{} : *member->text();
    };
    auto words = words_of(PriorityClass{});
    auto word = std::ranges::find(words, text("class"));
    EnvelopeHeader header{text("id"), PriorityClass::Status, text("kiosk")};
    if (json.object() == nullptr || json.object()->size() != 3 || word == words.end() || !kRecordId.fits(header.id) ||
        !kIdentifier.fits(header.kiosk)) {
        return refuse("envelope.header", "not an id, a class and a kiosk");
    }
    header.priority = static_cast<PriorityClass>(word - words.begin());
    return header;
}

}  // namespace

Result<std::string> seal_envelope(const Record& record, const Readers& readers, const trust::SigningKey& kiosk) {
    TRY(auto json, to_json(record));
    const trust::Secret padded(pad_json(std::move(json)));
    TRY(auto for_cp, trust::seal(padded.bytes(), readers.cp));
    std::array parts{std::move(for_cp), std::string{}};
    if (!readers.staff.empty()) {
        TRY(parts[1], trust::seal(padded.bytes(), readers.staff));
    }
    return write_package(kEnvelopeForm, write_header(header_of(record)), parts, kiosk);
}

Result<EnvelopeHeader> look_at_envelope(std::string_view bytes) {
    TRY(const auto package, read_package(kEnvelopeForm, bytes));
    return read_envelope_header(package.header);
}

Result<VerifiedEnvelope> verify_envelope(std::string_view bytes, const KioskKeys& kiosks) {
    TRY(auto package, read_package(kEnvelopeForm, bytes));
    TRY(auto header, read_envelope_header(package.header));
    auto key = kiosks.find(header.kiosk);
    if (key == kiosks.end()) return refuse("envelope.kiosk", "from a kiosk that is not known here: " + header.kiosk);
    if (!is_signed_by(package, key->second)) {
        return refuse("envelope.signature", "not signed by the kiosk it names, " + header.kiosk);
    }
    return VerifiedEnvelope(std::move(header), std::move(package.parts[0]), std::move(package.parts[1]));
}

Result<Record> VerifiedEnvelope::open(const trust::SealingKey& key, const std::string& sealed) const {
    auto json = key.open(sealed);
    if (!json) return refuse("envelope.reader", json.error().message);
    const trust::Secret secret(*std::move(json));
    TRY(auto record, from_json(secret.bytes()));
    if (header_of(record) != header_) return refuse("envelope.mismatch", "the record inside is not the one outside");
    return record;
}

Result<Record> VerifiedEnvelope::open_as_cp(const trust::SealingKey& cp) const {
    return open(cp, for_cp_);
}

Result<Record> VerifiedEnvelope::open_as_staff(const trust::SealingKey& staff) const {
    return open(staff, for_staff_);
}

}  // namespace baken::records
