#include "cp/hub/counter.hpp"

#include "cp/inbox/sql_session.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/enrolment.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct Desk {
    MemoryFiles disk;
    TempFolder folder;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    trust::SigningKey signing = trust::SigningKey::generate();
    trust::SealingKey sealing = trust::SealingKey::generate();
    std::string kiosk = records::kiosk_id_of(signing.public_bytes());
    InboxKeys keys;
    KioskRegister kiosks = *KioskRegister::open(disk, "kiosks.toml");
    std::unique_ptr<InboxStore> store = std::move(*InboxStore::open((folder.path / "inbox.sqlite").string()));
    Inbox inbox{*store, kiosks, clock, keys};
    Counter counter{inbox, *store, clock, {.records = 2, .records_per_second = 1}};

    Desk() {
        CHECK_OK(kiosks.add("noord", records::format({signing.public_bytes(), sealing.public_bytes()}), clock.now()));
        keys.receipts.push_back(trust::SigningKey::generate());
        keys.sealing.push_back(trust::SealingKey::generate());
    }
    Errand errand() {
        auto made = help_request();
        made.head.id = new_uuid7(clock.now());
        made.head.kiosk = kiosk;
        auto bytes = records::seal_envelope(made, {keys.sealing.front().public_bytes(), {}}, signing);
        CHECK_OK(bytes);
        return {kiosk, made.head.id + ".envelope", 0, *bytes};
    }
};

Errand forged(Errand errand) {
    errand.body.back() = static_cast<char>(errand.body.back() ^ 1);
    return errand;
}

void a_measure_is_kept(Desk& desk) {
    CHECK_EQ(desk.counter.hand_in(desk.errand()).status, 201);
    CHECK_EQ(desk.counter.hand_in(desk.errand()).status, 201);
    auto waits = desk.errand();
    CHECK_EQ(desk.counter.hand_in(waits).status, 429);
    desk.clock.advance(std::chrono::seconds{1});
    CHECK_EQ(desk.counter.hand_in(waits).status, 201);
}

void strangers_silence_nobody(Desk& desk) {
    for (int i = 0; i < 10; ++i) CHECK_EQ(desk.counter.hand_in(forged(desk.errand())).status, 403);
    CHECK_EQ(desk.counter.hand_in(desk.errand()).status, 201);
}

void each_has_its_own_answer(Desk& desk) {
    auto good = desk.errand();
    auto false_one = forged(desk.errand());
    auto misnamed = desk.errand();
    misnamed.name = good.name;
    const Errand* all[] = {&false_one, &good, &misnamed};
    auto answers = desk.counter.hand_in_all(all);
    CHECK_EQ(answers.at(0).status, 403);
    CHECK_EQ(answers.at(1).status, 201);
    CHECK_EQ(answers.at(2).status, 400);
}

// The store was put back from a copy: whoever knows an earlier era gets the list from its beginning.
void a_new_era_is_told(Desk& desk) {
    auto record = desk.errand();
    CHECK_EQ(desk.counter.hand_in(record).status, 201);
    Errand question{desk.kiosk, "changes", 1, {}, 0};
    CHECK_EQ(desk.counter.list(question).status, 204);
    auto database = SqlSession::open((desk.folder.path / "inbox.sqlite").string(), {});
    (*database)->sql << "INSERT INTO era VALUES(1, 220000000)";
    auto answer = desk.counter.list(question);
    CHECK_EQ(answer.status, 200);
    auto name = record.name.substr(0, 36) + ".1.receipt";
    CHECK_EQ(answer.text, "{\"last\": 1, \"era\": 220000000, \"receipts\": [\"" + name + "\"]}\n");
    question.era = 220'000'000;
    CHECK_EQ(desk.counter.list(question).status, 204);
    // A kiosk of before knows no eras.
    question.era.reset();
    CHECK_EQ(desk.counter.list(question).status, 204);
    // A kiosk that had nothing is told as well.
    CHECK_EQ(desk.counter.list({"other", "changes", 0, {}, 0}).text,
             std::string("{\"last\": 0, \"era\": 220000000, \"receipts\": []}\n"));
    CHECK_EQ(desk.counter.hand_in(desk.errand()).status, 201);
    auto next = desk.counter.list({desk.kiosk, "changes", 5000, {}, 220'000'000}).text;
    CHECK(next.find("\"last\": 220000000001,") != std::string::npos);
    CHECK(next.find(".220000001.receipt") != std::string::npos);
}

}  // namespace

int run_counter_tests() {
    const CMUnitTest tests[] = {
        test<a_measure_is_kept, Desk>("a kiosk beyond its measure waits, and is heard afterwards"),
        test<strangers_silence_nobody, Desk>("what somebody forges uses up no kiosk's measure"),
        test<a_new_era_is_told, Desk>("a store put back from a copy tells its era, and numbers receipts above it"),
        test<each_has_its_own_answer, Desk>("of many at once each has the answer that is due to it"),
    };
    return run("counter", tests);
}
