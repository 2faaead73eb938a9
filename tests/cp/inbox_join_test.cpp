// A record and what was read out of it over a radio come together whole or not at all.
#include <cstdlib>

#include "cp/inbox/inbox.hpp"
#include "cp/inbox/sql_session.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/enrolment.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;

namespace {

// An emergency that is still at its kiosk.
struct Report {
    TempFolder folder;
    MemoryFiles disk;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    trust::SigningKey kiosk = trust::SigningKey::generate();
    trust::SealingKey kiosk_seal = trust::SealingKey::generate();
    KioskRegister kiosks = *KioskRegister::open(disk, "kiosks.toml");
    InboxKeys keys;
    std::string address = (folder.path / "inbox.sqlite").string();
    std::unique_ptr<InboxStore> store = std::move(*InboxStore::open(address));
    Inbox inbox{*store, kiosks, clock, keys};
    records::Record record = emergency();

    Report() {
        CHECK_OK(kiosks.add("noord", records::format({kiosk.public_bytes(), kiosk_seal.public_bytes()}), clock.now()));
        keys.receipts.push_back(trust::SigningKey::generate());
        keys.sealing.push_back(trust::SealingKey::generate());
        keys.note_to = keys.sealing.front().public_bytes();
        record.head.id = new_uuid7(clock.now());
        record.head.kiosk = records::kiosk_id_of(kiosk.public_bytes());
        record.head.site = "noord";
    }

    void arrives() {
        CHECK_OK(inbox.take_in(*records::seal_envelope(record, {keys.note_to, {}}, kiosk), RecordRoad::Stick));
    }
    Result<KeptStub> is_read_out(const std::string& text) {
        return inbox.note_stub("noord", records::format(records::check_number_of(record.head)), text);
    }
};

// It came, with two radio messages that would both fit it, so that nothing was joined yet.
struct Told : Report {
    std::string stub;

    Told() {
        stub = is_read_out("Brand").value().id;
        clock.advance(std::chrono::minutes{1});
        CHECK_OK(is_read_out("Nog steeds brand"));
        arrives();
    }

    // The store keeps no receipt with this number any more, as when its disk is full.
    void refuse_receipt(int n) {
        auto session = std::move(*SqlSession::open(address, {}));
        session->sql << "CREATE TRIGGER full BEFORE INSERT ON receipt WHEN NEW.kiosk <> '' AND NEW.n = " +
                            std::to_string(n) + " BEGIN SELECT RAISE(ABORT, 'full'); END";
    }
    void accept_receipts() {
        auto session = std::move(*SqlSession::open(address, {}));
        session->sql << "DROP TRIGGER full";
    }
    bool is_as_before() {
        auto open = *store->records(InboxStore::Which::Open);
        auto stubs = *store->stubs();
        return open.size() == 1 && open[0].state == ReceiptState::Received && stubs.size() == 2 &&
               stubs[0].record.empty() && stubs[1].record.empty();
    }
};

void joins_whole_or_not(Told& told) {
    for (int n : {2, 3}) {
        told.refuse_receipt(n);
        CHECK_REFUSED(told.inbox.join(told.stub, told.record.head.id), "inbox.store");
        CHECK(told.is_as_before());
        told.accept_receipts();
    }
    CHECK_OK(told.inbox.join(told.stub, told.record.head.id));
    auto open = *told.store->records(InboxStore::Which::Open);
    CHECK_EQ(open.size(), 1U);
    CHECK_EQ(open[0].last_n, 3);
    CHECK(open[0].state == ReceiptState::Received);
    CHECK_EQ((*told.store->stubs())[0].record, told.record.head.id);
}

void joins_nothing_without_a_key(Told& told) {
    auto keys = std::exchange(told.keys.receipts, {});
    CHECK_REFUSED(told.inbox.join(told.stub, told.record.head.id), "inbox.locked");
    CHECK(told.is_as_before());
}

void notes_without_a_key(Report& report) {
    report.arrives();
    auto keys = std::exchange(report.keys.receipts, {});
    CHECK_OK(report.is_read_out("En rook"));
    CHECK_EQ(*report.inbox.answer_waiting(), 0U);
    CHECK((*report.store->stubs())[0].record.empty());
    report.keys.receipts = std::move(keys);
    CHECK_EQ(*report.inbox.answer_waiting(), 0U);
    CHECK_EQ((*report.store->stubs())[0].record, report.record.head.id);
    CHECK((*report.store->records(InboxStore::Which::Open))[0].state == ReceiptState::Received);
}

void leaves_the_choice(Told& told) {
    CHECK_OK(told.inbox.answer_waiting());
    CHECK(told.is_as_before());
}

// Many at once are kept in one transaction; one that cannot be joined is no reason to keep none of them.
void refuses_a_part_alone(Told& told) {
    CHECK_OK(told.store->together([&] {
        auto refused = told.store->all_or_none([&]() -> Done {
            CHECK(*told.store->join(told.stub, told.record.head.kiosk, told.record.head.id));
            return refuse("test.refused", "after all");
        });
        CHECK_REFUSED(refused, "test.refused");
        CHECK_OK(told.inbox.tell(told.record.head.id, ReceiptState::Accepted, ""));
    }));
    CHECK((*told.store->stubs())[0].record.empty());
    CHECK((*told.inbox.find(told.record.head.id)).state == ReceiptState::Accepted);
}

}  // namespace

int run_inbox_join_tests() {
    const CMUnitTest tests[] = {
        test<joins_whole_or_not, Told>("a report that cannot be joined whole stays on the list, and its radio message"),
        test<joins_nothing_without_a_key, Told>("without a key that signs nothing is joined"),
        test<notes_without_a_key, Report>("a radio message noted while no key signs is joined once one does"),
        test<leaves_the_choice, Told>("where two radio messages fit a report, a person says which"),
        test<refuses_a_part_alone, Told>("what is refused in a transaction takes nothing else with it"),
    };
    return cmocka_run_group_tests_name("inbox join", tests, nullptr, nullptr);
}
