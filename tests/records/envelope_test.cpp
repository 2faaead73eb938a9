#include "exchange/records/envelope.hpp"

#include <fmt/format.h>

#include <array>

#include "exchange/records/package.hpp"
#include "exchange/records/record_json.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;
using trust::SealingKey;
using trust::SigningKey;

namespace {

constexpr PackageForm kEnvelopeForm{"baken-envelope 1\n", "envelope", 2, kMostEnvelopeBytes};

struct Road {
    SealingKey cp = SealingKey::generate();
    SealingKey staff = SealingKey::generate();
    SigningKey kiosk = SigningKey::from_seed(std::string(32, 'k'));
    SigningKey other_kiosk = SigningKey::from_seed(std::string(32, 'o'));
    Readers readers{cp.public_bytes(), staff.public_bytes()};
    KioskKeys kiosks{{"nsp-baflo-1", kiosk.public_bytes()}, {"nsp-other-1", other_kiosk.public_bytes()}};
    Record record = help_request();
    std::string bytes = *seal_envelope(record, readers, kiosk);

    // Signed by the kiosk, with this outside and these parts.
    [[nodiscard]] std::string forged(trust::JsonObject header, const SigningKey& signer) const {
        auto parts = read_package(kEnvelopeForm, bytes)->parts;
        return write_package(kEnvelopeForm, trust::Json{std::move(header)}, parts, signer);
    }
    [[nodiscard]] trust::JsonObject header(const char* class_word, const std::string& id, const char* name) const {
        return {{"class", trust::Json{class_word}}, {"id", trust::Json{id}}, {"kiosk", trust::Json{name}}};
    }
};

void both_readers(Road& road) {
    for (const auto& record : one_of_each()) {
        auto bytes = seal_envelope(record, road.readers, road.kiosk);
        CHECK_OK(bytes);
        auto verified = verify_envelope(*bytes, road.kiosks);
        CHECK_OK(verified);
        CHECK(*verified->open_as_cp(road.cp) == record);
        CHECK(*verified->open_as_staff(road.staff) == record);
        CHECK(verified->header() == *look_at_envelope(*bytes));
        CHECK(verified->header().priority == class_of(kind_of(record)));
    }
}

void wrong_reader(Road& road) {
    auto verified = *verify_envelope(road.bytes, road.kiosks);
    CHECK_REFUSED(verified.open_as_cp(road.staff), "envelope.reader");
    CHECK_REFUSED(verified.open_as_staff(road.cp), "envelope.reader");
    CHECK_REFUSED(verified.open_as_cp(SealingKey::generate()), "envelope.reader");
    auto without_staff =
        *verify_envelope(*seal_envelope(road.record, {road.cp.public_bytes(), {}}, road.kiosk), road.kiosks);
    CHECK_OK(without_staff.open_as_cp(road.cp));
    CHECK_REFUSED(without_staff.open_as_staff(road.staff), "envelope.reader");
}

void outside_tells_nothing(Road& road) {
    for (const auto& record : one_of_each()) {
        auto bytes = *seal_envelope(record, road.readers, road.kiosk);
        for (const char* secret :
             {"Schoolstraat", "Léna", "12345678", "Insuline", "KRT", "medic", "2026", "-request"}) {
            CHECK(bytes.find(secret) == std::string::npos);
        }
    }
    // A word more or less does not show in the size.
    std::get<HelpRequest>(road.record.body).note = "x";
    CHECK_EQ(seal_envelope(road.record, road.readers, road.kiosk)->size(), road.bytes.size());
}

void any_bit(Road& road) {
    for (std::size_t i = 0; i < road.bytes.size(); ++i) {
        auto bad = road.bytes;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        auto verified = verify_envelope(bad, road.kiosks);
        CHECK(!verified && verified.error().check.starts_with("envelope."));
    }
}

void any_cut(Road& road) {
    for (std::size_t size = 0; size < road.bytes.size(); ++size) {
        CHECK(!verify_envelope(road.bytes.substr(0, size), road.kiosks));
    }
    CHECK(!verify_envelope(road.bytes + "x", road.kiosks));
    CHECK_REFUSED(verify_envelope(std::string(kMostEnvelopeBytes + 1, 'x'), road.kiosks), "envelope.size");
    CHECK_REFUSED(verify_envelope("", road.kiosks), "envelope.format");
}

void by_whom(Road& road) {
    auto by_other = *seal_envelope(road.record, road.readers, road.other_kiosk);
    CHECK_REFUSED(verify_envelope(by_other, road.kiosks), "envelope.signature");
    KioskKeys without{{"nsp-other-1", road.other_kiosk.public_bytes()}};
    CHECK_REFUSED(verify_envelope(road.bytes, without), "envelope.kiosk");
    KioskKeys broken{{"nsp-baflo-1", "short"}};
    CHECK_REFUSED(verify_envelope(road.bytes, broken), "envelope.signature");
}

void stolen_inside(Road& road) {
    // Another kiosk takes the sealed parts and signs them as its own.
    auto stolen = road.forged(road.header("help", road.record.head.id, "nsp-other-1"), road.other_kiosk);
    CHECK_REFUSED(verify_envelope(stolen, road.kiosks)->open_as_cp(road.cp), "envelope.mismatch");
    // A kiosk claims that help is an emergency, or puts another id outside.
    auto jumped = road.forged(road.header("emergency", road.record.head.id, "nsp-baflo-1"), road.kiosk);
    CHECK_REFUSED(verify_envelope(jumped, road.kiosks)->open_as_cp(road.cp), "envelope.mismatch");
    auto renamed = road.forged(road.header("help", emergency().head.id, "nsp-baflo-1"), road.kiosk);
    CHECK_REFUSED(verify_envelope(renamed, road.kiosks)->open_as_staff(road.staff), "envelope.mismatch");
}

void odd_headers(Road& road) {
    auto id = road.record.head.id;
    CHECK_REFUSED(verify_envelope(road.forged({}, road.kiosk), road.kiosks), "envelope.header");
    auto more = road.header("help", id, "nsp-baflo-1");
    more["name"] = trust::Json{"Lena"};
    CHECK_REFUSED(verify_envelope(road.forged(more, road.kiosk), road.kiosks), "envelope.header");
    for (const auto& header : {road.header("urgent", id, "nsp-baflo-1"), road.header("help", "../../x", "nsp-baflo-1"),
                               road.header("help", id, "../baflo"), road.header("help", id, "")}) {
        CHECK_REFUSED(look_at_envelope(road.forged(header, road.kiosk)), "envelope.header");
    }
}

void nothing_wrong_is_sealed(Road& road) {
    std::get<HelpRequest>(road.record.body).people = 0;
    CHECK_REFUSED(seal_envelope(road.record, road.readers, road.kiosk), "record.range");
    CHECK_REFUSED(seal_envelope(help_request(), {"short", {}}, road.kiosk), "seal.key");
}

void largest(Road& road) {
    auto size = to_json(road.record)->size();
    for (int i = 0; size < kMostRecordBytes; ++i) {
        auto name = fmt::format("x{:03}", i);
        auto room = std::min<std::size_t>(1000, kMostRecordBytes - size);
        if (room < 12) break;
        road.record.head.others[name] = trust::Json{std::string(room - 10, 'x')};
        size = to_json(road.record)->size();
    }
    auto bytes = seal_envelope(road.record, road.readers, road.kiosk);
    CHECK_OK(bytes);
    CHECK_OK(verify_envelope(*bytes, road.kiosks));
    CHECK_OK(verify_envelope(*bytes, road.kiosks)->open_as_cp(road.cp));
}

}  // namespace

int run_envelope_tests() {
    const CMUnitTest tests[] = {
        test<both_readers, Road>("the CP and the staff each open every kind of record"),
        test<wrong_reader, Road>("no other key opens it, and not each other's half"),
        test<outside_tells_nothing, Road>("neither the bytes nor their number tell a courier what was typed"),
        test<any_bit, Road>("an envelope with any one bit flipped is refused"),
        test<any_cut, Road>("an envelope that was cut off or grew is refused"),
        test<by_whom, Road>("a signature by another kiosk, or of an unknown one, is refused by name"),
        test<stolen_inside, Road>("a sealed record under another kiosk, class or id is refused as a mismatch"),
        test<odd_headers, Road>("a header that says more, less or a path is refused"),
        test<nothing_wrong_is_sealed, Road>("a record that breaks a rule is not sealed"),
        test<largest, Road>("the largest record fits its envelope"),
    };
    return run("records.envelope", tests);
}
