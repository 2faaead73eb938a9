#include "exchange/records/receipt.hpp"

#include <array>

#include "exchange/records/package.hpp"
#include "exchange/records/receipt_trail.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;
using trust::SealingKey;
using trust::SigningKey;

namespace {

constexpr PackageForm kReceiptForm{"baken-receipt 1\n", "receipt", 1, kMostReceiptBytes};

struct Desk {
    SealingKey kiosk = SealingKey::generate();
    SigningKey cp = SigningKey::from_seed(std::string(32, 'c'));
    SigningKey stranger = SigningKey::from_seed(std::string(32, 's'));
    std::array<std::string, 2> cp_keys{SigningKey::from_seed(std::string(32, 'n')).public_bytes(), cp.public_bytes()};
    ReceiptReader reader{"nsp-baflo-1", kiosk, cp_keys};
    Receipt sent = receipt();
    std::string bytes = *seal_receipt(sent, kiosk.public_bytes(), cp);
};

Receipt numbered(int n, ReceiptState state = ReceiptState::Received) {
    auto one = receipt();
    one.n = n;
    one.state = state;
    return one;
}

void receipt_round_trip(Desk& desk) {
    for (auto state : {ReceiptState::Received, ReceiptState::Accepted, ReceiptState::OnTheWay, ReceiptState::Handled,
                       ReceiptState::Answered, ReceiptState::Merged}) {
        auto bytes = seal_receipt(numbered(1, state), desk.kiosk.public_bytes(), desk.cp);
        CHECK_OK(bytes);
        CHECK_OK(open_receipt(*bytes, desk.reader));
        CHECK(*open_receipt(*bytes, desk.reader) == numbered(1, state));
    }
    CHECK(*look_at_receipt(desk.bytes) == (ReceiptHeader{desk.sent.record, "nsp-baflo-1", 2}));
    CHECK(desk.bytes.find("apotheker") == std::string::npos);
}

void forged(Desk& desk) {
    auto by_stranger = *seal_receipt(desk.sent, desk.kiosk.public_bytes(), desk.stranger);
    CHECK_REFUSED(open_receipt(by_stranger, desk.reader), "receipt.signature");
    ReceiptReader follows_nobody{"nsp-baflo-1", desk.kiosk, {}};
    CHECK_REFUSED(open_receipt(desk.bytes, follows_nobody), "receipt.signature");
    for (std::size_t i = 0; i < desk.bytes.size(); ++i) {
        auto bad = desk.bytes;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        auto opened = open_receipt(bad, desk.reader);
        CHECK(!opened && opened.error().check.starts_with("receipt."));
    }
}

void foreign(Desk& desk) {
    ReceiptReader neighbour{"nsp-winsum-1", desk.kiosk, desk.cp_keys};
    CHECK_REFUSED(open_receipt(desk.bytes, neighbour), "receipt.kiosk");
    auto other_key = SealingKey::generate();
    ReceiptReader with_other_key{"nsp-baflo-1", other_key, desk.cp_keys};
    CHECK_REFUSED(open_receipt(desk.bytes, with_other_key), "receipt.reader");
}

void not_as_outside(Desk& desk) {
    auto package = *read_package(kReceiptForm, desk.bytes);
    auto header = *package.header.object();
    header["n"] = trust::Json{std::int64_t{7}};
    auto renumbered = write_package(kReceiptForm, trust::Json{header}, package.parts, desk.cp);
    CHECK_REFUSED(open_receipt(renumbered, desk.reader), "receipt.mismatch");
    header["name"] = trust::Json{"Lena"};
    CHECK_REFUSED(look_at_receipt(write_package(kReceiptForm, trust::Json{header}, package.parts, desk.cp)),
                  "receipt.header");
    header.erase("name");
    header["n"] = trust::Json{std::int64_t{0}};
    CHECK_REFUSED(look_at_receipt(write_package(kReceiptForm, trust::Json{header}, package.parts, desk.cp)),
                  "receipt.header");
}

void sizes(Desk& desk) {
    CHECK_REFUSED(open_receipt(std::string(kMostReceiptBytes + 1, 'x'), desk.reader), "receipt.size");
    CHECK_REFUSED(open_receipt("", desk.reader), "receipt.format");
    CHECK_REFUSED(open_receipt("baken-envelope 1\n" + std::string(200, 'x'), desk.reader), "receipt.format");
    desk.sent.answer = std::string(2001, 'x');
    CHECK_REFUSED(seal_receipt(desk.sent, desk.kiosk.public_bytes(), desk.cp), "receipt.content");
    desk.sent.answer.clear();
    for (int i = 0; i < 2000; ++i) desk.sent.answer += "ሀ";
    CHECK_OK(open_receipt(*seal_receipt(desk.sent, desk.kiosk.public_bytes(), desk.cp), desk.reader));
}

void garbage_by_the_cp(Desk& desk) {
    auto header = read_package(kReceiptForm, desk.bytes)->header;
    for (const char* content : {"", "{}", "[]", "7", "{\"n\":1.5}"}) {
        std::array parts{*trust::seal(content, desk.kiosk.public_bytes())};
        CHECK_REFUSED(open_receipt(write_package(kReceiptForm, header, parts, desk.cp), desk.reader),
                      "receipt.content");
    }
}

void trail_order() {
    ReceiptTrail trail(receipt().record);
    CHECK(trail.newest() == nullptr);
    CHECK_OK(trail.take(numbered(2, ReceiptState::Accepted)));
    CHECK_OK(trail.take(numbered(4, ReceiptState::Handled)));
    // A stick is slower than a wire: what comes late is kept, and changes nothing of how things stand.
    CHECK_OK(trail.take(numbered(3, ReceiptState::OnTheWay)));
    CHECK_EQ(trail.newest()->n, 4);
    CHECK_EQ(trail.all().size(), 3U);
}

void trail_refusals() {
    ReceiptTrail trail(receipt().record);
    CHECK_OK(trail.take(numbered(1)));
    CHECK_OK(trail.take(numbered(2, ReceiptState::Accepted)));
    CHECK_REFUSED(trail.take(numbered(1)), "receipt.replay");
    CHECK_REFUSED(trail.take(numbered(2, ReceiptState::Handled)), "receipt.conflict");
    auto other = numbered(3);
    other.record = emergency().head.id;
    CHECK_REFUSED(trail.take(other), "receipt.record");
    CHECK_EQ(trail.newest()->n, 2);
    CHECK(trail.newest()->state == ReceiptState::Accepted);
}

}  // namespace

int run_receipt_tests() {
    const CMUnitTest tests[] = {
        test<receipt_round_trip, Desk>(
            "a receipt of every state is opened by the kiosk it is for, and by the outside unreadable"),
        test<forged, Desk>("a receipt by another hand, or with any one bit flipped, is refused"),
        test<foreign, Desk>("a receipt for another kiosk is refused by name"),
        test<not_as_outside, Desk>("a receipt that is another inside than outside is refused"),
        test<sizes, Desk>("a receipt too large, too short or of another sort is refused"),
        test<garbage_by_the_cp, Desk>("a well signed receipt with garbage in it is refused"),
        test<trail_order>("the highest number tells how a record stands, in whatever order receipts come"),
        test<trail_refusals>("a replayed, contradicting or foreign receipt leaves the trail as it was"),
    };
    return run("records.receipt", tests);
}
