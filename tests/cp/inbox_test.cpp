// The same on SQLite and on a real PostgreSQL.
#include "cp/inbox/inbox.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "exchange/base/ids.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/records/receipt_trail.hpp"
#include "exchange/trust/encoding.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/postgres.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;
using Kind = TakenIn::Kind;

namespace {

struct OnSqlite {
    TempFolder folder;
    std::string address() { return (folder.path / "in box.sqlite").string(); }
};

// One server for all tests of this file; each has a database of its own.
Postgres& server() {
    static Postgres postgres;
    return postgres;
}
struct OnPostgres {
    std::string name = server().address();
    std::string address() { return name; }
};

struct Kiosk {
    trust::SigningKey signing = trust::SigningKey::generate();
    trust::SealingKey sealing = trust::SealingKey::generate();
    std::string id = records::kiosk_id_of(signing.public_bytes());
};

template <typename Place>
struct Box {
    Place place;
    MemoryFiles disk;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    Kiosk kiosk;
    Kiosk other;
    InboxKeys keys;
    std::vector<std::string> cp_keys;
    std::string seal_to;
    KioskRegister kiosks = *KioskRegister::open(disk, "kiosks.toml");
    std::unique_ptr<InboxStore> store = open_store();
    Inbox inbox{*store, kiosks, clock, keys};

    Box() {
        for (const auto* one : {&kiosk, &other}) {
            auto code = records::format({one->signing.public_bytes(), one->sealing.public_bytes()});
            CHECK_OK(kiosks.add(one == &kiosk ? "noord" : "zuid", code, clock.now()));
        }
        keys.receipts.push_back(trust::SigningKey::generate());
        keys.sealing.push_back(trust::SealingKey::generate());
        cp_keys = {keys.receipts.back().public_bytes()};
        seal_to = keys.note_to = keys.sealing.front().public_bytes();
    }
    std::unique_ptr<InboxStore> open_store() {
        auto opened = InboxStore::open(place.address());
        CHECK_OK(opened);
        return std::move(*opened);
    }
    records::Record record(records::Record made) {
        made.head.id = new_uuid7(clock.now());
        made.head.kiosk = kiosk.id;
        made.head.site = "noord";
        return made;
    }
    std::string seal(const records::Record& made) {
        auto bytes = records::seal_envelope(made, {seal_to, {}}, kiosk.signing);
        CHECK_OK(bytes);
        return *bytes;
    }
    records::Receipt open(const std::string& bytes) {
        auto receipt = records::open_receipt(bytes, {kiosk.id, kiosk.sealing, cp_keys});
        CHECK_OK(receipt);
        return *receipt;
    }
    std::vector<records::Receipt> all_of(const std::string& id) {
        std::vector<records::Receipt> opened;
        auto receipts = *store->receipts(kiosk.id, id);
        for (const auto& kept : receipts) opened.push_back(open(kept.bytes));
        return opened;
    }
};

template <typename Place>
void takes_once(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    auto first = box.inbox.take_in(bytes, RecordRoad::Network);
    CHECK_OK(first);
    CHECK(first->kind == Kind::New);
    auto receipt = box.open(first->receipt);
    CHECK(receipt.state == ReceiptState::Received);
    CHECK_EQ(receipt.record, record.head.id);
    CHECK_EQ(receipt.n, 1);
    auto again = box.inbox.take_in(bytes, RecordRoad::Stick);
    CHECK(again->kind == Kind::Again);
    CHECK(again->receipt == first->receipt);
    auto kept = *box.store->records(InboxStore::Which::Open);
    CHECK_EQ(kept.size(), 1U);
    CHECK(kept[0].road == RecordRoad::Network);
    CHECK_EQ(kept[0].site, std::string("noord"));
    CHECK(*box.inbox.open(record.head.id) == record);
}

template <typename Place>
void keeps_the_first(Box<Place>& box) {
    auto record = box.record(help_request());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto changed = record;
    changed.head.priority = records::Priority::CanWait;
    auto taken = box.inbox.take_in(box.seal(changed), RecordRoad::Network);
    CHECK(taken->kind == Kind::Changed);
    CHECK(*box.inbox.open(record.head.id) == record);
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
}

template <typename Place>
void refuses_by_name(Box<Place>& box) {
    auto bytes = box.seal(box.record(help_request()));
    auto broken = bytes;
    broken.back() = static_cast<char>(broken.back() ^ 1);
    CHECK_REFUSED(box.inbox.take_in(broken, RecordRoad::Network), "envelope.signature");
    CHECK_REFUSED(box.inbox.take_in("", RecordRoad::Network), "envelope.format");
    CHECK_REFUSED(box.inbox.take_in(std::string(records::kMostEnvelopeBytes + 1, 'x'), RecordRoad::Network),
                  "envelope.size");
    auto stranger = box.record(help_request());
    stranger.head.kiosk = "somebody";
    CHECK_REFUSED(box.inbox.take_in(box.seal(stranger), RecordRoad::Network), "envelope.kiosk");
    auto borrowed = box.record(help_request());
    borrowed.head.kiosk = box.other.id;
    CHECK_REFUSED(box.inbox.take_in(box.seal(borrowed), RecordRoad::Network), "envelope.signature");
    CHECK_OK(box.kiosks.revoke(box.kiosk.id, box.clock.now()));
    CHECK_REFUSED(box.inbox.take_in(bytes, RecordRoad::Network), "inbox.revoked");
    CHECK((*box.store->records(InboxStore::Which::All)).empty());
}

template <typename Place>
void tells_how_it_stands(Box<Place>& box) {
    auto record = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    box.clock.advance(std::chrono::minutes{2});
    CHECK_OK(box.inbox.tell(record.head.id.substr(20), ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::OnTheWay, "Over tien minuten bij u."));
    auto receipts = box.all_of(record.head.id);
    CHECK_EQ(receipts.size(), 3U);
    CHECK(receipts[1].state == ReceiptState::Accepted);
    CHECK(receipts[2].state == ReceiptState::OnTheWay);
    CHECK_EQ(receipts[2].answer, std::string("Over tien minuten bij u."));
    CHECK(receipts[2].at == box.clock.now());
    auto feed = *box.store->receipts_after(box.kiosk.id, 1, 10);
    CHECK_EQ(feed.size(), 2U);
    CHECK_EQ(feed.back().number, 3);
    CHECK_EQ(*box.store->newest_number(box.kiosk.id), 3);
    CHECK_EQ(*box.store->newest_number(box.other.id), 0);
    CHECK_EQ((*box.store->newest_receipts()).size(), 1U);
    CHECK_EQ(box.inbox.note_of(feed.back().note), std::string("Over tien minuten bij u."));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::Handled, ""));
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 1U);
    CHECK_REFUSED(box.inbox.tell("00000000", ReceiptState::Handled, ""), "inbox.unknown");
    CHECK_REFUSED(box.inbox.tell("", ReceiptState::Handled, ""), "inbox.unknown");
    CHECK_REFUSED(box.inbox.tell(record.head.id, ReceiptState::Answered, std::string(9000, 'x')), "receipt.content");
}

// Two have one record before them: what the one says of what both saw first takes back nothing the other said since.
template <typename Place>
void takes_nothing_back_unseen(Box<Place>& box) {
    auto record = box.record(emergency());
    const auto& id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, "", 1));
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 1), "inbox.moved");
    CHECK_OK(box.inbox.tell(id, ReceiptState::OnTheWay, "", 1));
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 2), "inbox.moved");
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Handled, "", 2), "inbox.moved");
    CHECK_OK(box.inbox.tell(id, ReceiptState::Answered, "Ga alvast naar buiten.", 2));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, "", 4));
    for (auto state : {ReceiptState::Accepted, ReceiptState::OnTheWay, ReceiptState::Answered}) {
        CHECK_REFUSED(box.inbox.tell(id, state, "", 4), "inbox.moved");
    }
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, "", 4));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Answered, "Dank u wel.", 6));
    CHECK_EQ(box.all_of(id).size(), 7U);
    // One that the radio brought once more is still taken on by nobody.
    auto read_out = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(read_out), RecordRoad::Network));
    CHECK_OK(box.inbox.note_stub("noord", records::format(records::check_number_of(read_out.head)), ""));
    CHECK_OK(box.inbox.tell(read_out.head.id, ReceiptState::Accepted, "", 1));
}

// Whoever has a stolen kiosk's keys, and saw a record's name on a courier's stick.
template <typename Place>
void a_borrowed_id_hides_nothing(Box<Place>& box) {
    auto record = box.record(emergency());
    auto twin = record;
    twin.head.kiosk = box.other.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto forged = records::seal_envelope(twin, {box.seal_to, {}}, box.other.signing);
    CHECK_OK(box.inbox.take_in(*forged, RecordRoad::Network));
    auto id = record.head.id;
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, ""), "inbox.unknown");
    auto told = box.inbox.tell(box.kiosk.id + "/" + id, ReceiptState::Accepted, "");
    CHECK_OK(told);
    CHECK_EQ(told->kiosk, box.kiosk.id);
    CHECK_EQ((*box.store->record(box.other.id, id))->last_n, 1);
    CHECK_OK(box.kiosks.revoke(box.other.id, box.clock.now()));
    CHECK_EQ(box.inbox.tell(id, ReceiptState::OnTheWay, "Wij komen")->kiosk, box.kiosk.id);
    CHECK_EQ(box.all_of(id).back().answer, std::string("Wij komen"));
    CHECK((*box.store->receipts(box.other.id, id)).back().note.empty());
    CHECK(*box.inbox.open(id) == record);
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    // The other rings no more.
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
}

// What a stolen kiosk hands in under the id of a report that is closed: whoever presses its row knows its first step
// only.
template <typename Place>
void a_borrowed_id_opens_nothing(Box<Place>& box) {
    auto record = box.record(emergency());
    auto id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    auto twin = record;
    twin.head.kiosk = box.other.id;
    CHECK_OK(
        box.inbox.take_in(*records::seal_envelope(twin, {box.seal_to, {}}, box.other.signing), RecordRoad::Network));
    CHECK_OK(box.kiosks.revoke(box.other.id, box.clock.now()));
    for (int times = 0; times < 2; ++times) {
        CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 1), "inbox.moved");
        CHECK((*box.store->records(InboxStore::Which::Open)).empty());
    }
    CHECK((*box.store->record(box.kiosk.id, id))->state == ReceiptState::Handled);
    CHECK_EQ((*box.store->record(box.other.id, id))->last_n, 2);
}

template <typename Place>
void works_without_keys(Box<Place>& box) {
    auto keys = std::exchange(box.keys, {});
    auto record = box.record(emergency());
    auto taken = box.inbox.take_in(box.seal(record), RecordRoad::Network);
    CHECK_OK(taken);
    CHECK(taken->receipt.empty());
    CHECK_REFUSED(box.inbox.open(record.head.id), "inbox.locked");
    CHECK_REFUSED(box.inbox.answer_waiting(), "inbox.locked");
    box.keys = std::move(keys);
    CHECK_EQ(*box.inbox.answer_waiting(), 1U);
    CHECK_EQ(*box.inbox.answer_waiting(), 0U);
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
}

// The process ended between keeping the record and answering it.
template <typename Place>
void answers_after_a_fall(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    auto keys = std::exchange(box.keys, {});
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    box.keys = std::move(keys);
    auto again = box.inbox.take_in(bytes, RecordRoad::Network);
    CHECK(again->kind == Kind::Again);
    CHECK(box.open(again->receipt).state == ReceiptState::Received);
}

std::string card_number(const records::Record& record) {
    return records::format(records::check_number_of(record.head));
}

template <typename Place>
void joins_what_comes_after_the_radio(Box<Place>& box) {
    auto record = box.record(emergency());
    auto stub = box.inbox.note_stub("noord", card_number(record), "Brand in de sporthal, twee gewonden");
    CHECK_OK(stub);
    CHECK(stub->record.empty());
    CHECK_OK(box.inbox.tell(stub->id, ReceiptState::OnTheWay, "Brandweer rijdt."));
    auto taken = box.inbox.take_in(box.seal(record), RecordRoad::Stick);
    CHECK_OK(taken);
    auto receipts = box.all_of(record.head.id);
    CHECK_EQ(receipts.size(), 3U);
    CHECK(receipts[1].state == ReceiptState::Merged);
    CHECK_EQ(receipts[1].merged_into, stub->id);
    CHECK(receipts[2].state == ReceiptState::OnTheWay);
    CHECK_EQ(receipts[2].answer, std::string("Brandweer rijdt."));
    CHECK_EQ((*box.store->stubs())[0].record, record.head.id);
    CHECK_EQ(box.inbox.note_of((*box.store->stubs())[0].note), std::string("Brand in de sporthal, twee gewonden"));
    CHECK_OK(box.inbox.tell(stub->id, ReceiptState::Handled, ""));
    CHECK(box.all_of(record.head.id).back().state == ReceiptState::Handled);
}

template <typename Place>
void joins_what_was_there(Box<Place>& box) {
    auto record = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_REFUSED(box.inbox.note_stub("west", card_number(record), ""), "inbox.site");
    CHECK_REFUSED(box.inbox.note_stub("noord", "12345", ""), "check-number.check");
    // The same number from another site is another report.
    CHECK((*box.inbox.note_stub("zuid", card_number(record), "")).record.empty());
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "")).record, record.head.id);
}

// Somebody sees to it already; whoever reads it out once more must not hear that nobody does.
template <typename Place>
void stays_as_far_as_it_was(Box<Place>& box) {
    auto record = box.record(emergency());
    const auto& id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(id, ReceiptState::OnTheWay, "Brandweer is er over tien minuten."));
    box.clock.advance(std::chrono::minutes{1});
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "")).record, id);
    auto last = box.all_of(id).back();
    CHECK(last.state == ReceiptState::OnTheWay);
    CHECK_EQ(last.answer, std::string("Brandweer is er over tien minuten."));
    CHECK((*box.inbox.find(id)).state == ReceiptState::OnTheWay);
    // The same by hand, with one that somebody took on, and then with one to which somebody said more since.
    auto taken_on = *box.inbox.note_stub("noord", card_number(record), "");
    auto told_more = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.tell(taken_on.id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.join(taken_on.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::OnTheWay);
    box.clock.advance(std::chrono::minutes{1});
    CHECK_OK(box.inbox.tell(told_more.id, ReceiptState::Answered, "Ga alvast naar buiten."));
    CHECK_OK(box.inbox.join(told_more.id, id));
    CHECK_EQ(box.all_of(id).back().answer, std::string("Ga alvast naar buiten."));
    // What was closed since stays so; what is read out once more after that wants to be looked at.
    auto before = *box.inbox.note_stub("noord", card_number(record), "");
    box.clock.advance(std::chrono::minutes{1});
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    CHECK_OK(box.inbox.join(before.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::Handled);
    box.clock.advance(std::chrono::minutes{1});
    auto after = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.join(after.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::Received);
}

template <typename Place>
void asks_a_person_when_two_fit(Box<Place>& box) {
    auto record = box.record(emergency());
    auto one = *box.inbox.note_stub("noord", card_number(record), "");
    auto two = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
    CHECK_OK(box.inbox.join(two.id, record.head.id));
    CHECK(box.all_of(record.head.id)[1].merged_into == two.id);
    CHECK_REFUSED(box.inbox.join("nothing", record.head.id), "inbox.unknown");
}

// Two hubs, each with a connection of its own, are told the same things at the same time.
template <typename Place>
void stays_single_under_two_hubs(Box<Place>& box) {
    std::vector<records::Record> records;
    std::vector<std::string> envelopes;
    for (int i = 0; i < 20; ++i) records.push_back(box.record(help_request()));
    for (const auto& record : records) envelopes.push_back(box.seal(record));
    std::atomic<int> fresh = 0;
    std::atomic<int> failed = 0;
    auto hub = [&] {
        auto store = box.open_store();
        Inbox inbox(*store, box.kiosks, box.clock, box.keys);
        for (const auto& envelope : envelopes) {
            auto taken = inbox.take_in(envelope, RecordRoad::Network);
            failed += taken && !taken->receipt.empty() ? 0 : 1;
            fresh += taken && taken->kind == Kind::New ? 1 : 0;
        }
    };
    std::thread one(hub);
    std::thread two(hub);
    one.join();
    two.join();
    CHECK_EQ(failed.load(), 0);
    CHECK_EQ(fresh.load(), 20);
    auto feed = *box.store->receipts_after(box.kiosk.id, 0, 1000);
    for (std::size_t i = 0; i < feed.size(); ++i) CHECK_EQ(feed[i].number, static_cast<std::int64_t>(i) + 1);
    for (const auto& record : records) CHECK(!box.all_of(record.head.id).empty());
}

template <typename Place>
void is_there_after_a_start(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    auto later = box.open_store();
    Inbox inbox(*later, box.kiosks, box.clock, box.keys);
    CHECK((*inbox.take_in(bytes, RecordRoad::Network)).kind == Kind::Again);
    CHECK(*inbox.open(record.head.id) == record);
}

records::Record situation_report() {
    auto all = one_of_each();
    return *std::ranges::find(all, records::Kind::SituationReport,
                              [](const auto& one) { return records::kind_of(one); });
}

template <typename Place>
void wipes_what_is_over(Box<Place>& box) {
    auto closed = box.record(help_request());
    auto open = box.record(help_request());
    auto bytes = box.seal(closed);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    CHECK_OK(box.inbox.take_in(box.seal(open), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(closed.head.id, ReceiptState::Handled, "Opgelost"));
    auto stub = box.inbox.note_stub("noord", card_number(box.record(emergency())), "een verhaal");
    auto then = box.clock.now();
    auto day = std::chrono::days{1};
    CHECK_EQ(*box.store->wipe(then - day, then - day, box.clock.now()), 0U);
    box.clock.advance(std::chrono::hours{48});
    CHECK_EQ(*box.store->wipe(then + day, then - day, box.clock.now()), 1U);
    CHECK_EQ(*box.store->wipe(then + day, then - day, box.clock.now()), 0U);
    CHECK_REFUSED(box.inbox.open(closed.head.id), "inbox.wiped");
    CHECK(*box.inbox.open(open.head.id) == open);
    CHECK(box.all_of(closed.head.id).empty());
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    // A courier who brings it once more brings nothing new.
    CHECK((*box.inbox.take_in(bytes, RecordRoad::Stick)).kind == Kind::Again);
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    CHECK(!(*box.store->stubs())[0].note.empty());
    CHECK_EQ(*box.store->wipe(then - day, then + day, box.clock.now()), 1U);
    CHECK_REFUSED(box.inbox.open(open.head.id), "inbox.wiped");
    CHECK((*box.store->stubs())[0].note.empty());
    CHECK_OK(stub);
    // Nobody took it on while it could be read; it is closed all the same.
    auto told = box.inbox.tell(open.head.id, ReceiptState::Handled, "");
    CHECK_OK(told);
    CHECK(told->state == ReceiptState::Handled);
    CHECK_EQ(told->last_n, 2);
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
}

void leaves_nothing_on_the_disk(Box<OnSqlite>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    auto piece = trust::to_base64(bytes).substr(300, 60);
    auto is_there = [&] {
        bool found = false;
        for (const auto& file : std::filesystem::directory_iterator(box.place.folder.path)) {
            std::ifstream in(file.path(), std::ios::binary);
            std::string all{std::istreambuf_iterator<char>(in), {}};
            found = found || all.find(piece) != std::string::npos;
        }
        return found;
    };
    CHECK(is_there());
    CHECK_EQ(*box.store->wipe(box.clock.now(), box.clock.now() + std::chrono::days{1}, box.clock.now()), 1U);
    CHECK(!is_there());
}

template <typename Place>
void keeps_many_together(Box<Place>& box) {
    auto one = box.seal(box.record(help_request()));
    auto two = box.seal(box.record(emergency()));
    CHECK_OK(box.store->together([&] {
        CHECK((*box.inbox.take_in(one, RecordRoad::Network)).kind == Kind::New);
        CHECK((*box.inbox.take_in(two, RecordRoad::Network)).kind == Kind::New);
        CHECK((*box.inbox.take_in(two, RecordRoad::Network)).kind == Kind::Again);
        // One that is refused takes nothing with it.
        CHECK(!box.inbox.take_in("nonsense", RecordRoad::Network));
    }));
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    auto three = box.seal(box.record(help_request()));
    CHECK_REFUSED(box.store->together([&] {
        CHECK_OK(box.inbox.take_in(three, RecordRoad::Network));
        throw std::runtime_error("in the middle");
    }),
                  "inbox.store");
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    CHECK((*box.inbox.take_in(three, RecordRoad::Network)).kind == Kind::New);
}

template <typename Place>
void lists_what_matters_first(Box<Place>& box) {
    std::vector<records::Record> given{box.record(help_request()), box.record(emergency()),
                                       box.record(situation_report())};
    for (const auto& record : given) {
        CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
        box.clock.advance(std::chrono::minutes{1});
    }
    auto page = *box.store->page({.most = 10});
    CHECK_EQ(page.size(), 2U);
    CHECK_EQ(page[0].id, given[1].head.id);
    CHECK_EQ((*box.store->page({.most = 1})).size(), 1U);
    CHECK_EQ((*box.store->page({.skip = 1, .most = 10})).at(0).id, given[0].head.id);
    auto help = *box.store->page({.priority = records::PriorityClass::Help, .most = 10});
    CHECK_EQ(help.size(), 1U);
    CHECK_EQ(help[0].id, given[0].head.id);
    auto fresh = *box.store->count_fresh();
    CHECK_EQ(fresh[records::PriorityClass::Emergency], 1);
    CHECK_EQ(fresh[records::PriorityClass::Help], 1);
    CHECK_OK(box.inbox.tell(given[0].head.id, ReceiptState::Accepted, ""));
    CHECK_EQ((*box.store->count_fresh())[records::PriorityClass::Help], 0);
    CHECK_EQ((*box.store->fresh_of(records::PriorityClass::Emergency, 10)).size(), 1U);
    CHECK_EQ((*box.store->open_by_site()).at("noord"), 2);
    auto statuses = *box.store->newest_statuses(3);
    CHECK_EQ(statuses.size(), 1U);
    CHECK_EQ(statuses[0].id, given[2].head.id);
    CHECK(statuses[0].arrived == box.clock.now() - std::chrono::minutes{1});
    CHECK_OK(box.inbox.tell(given[1].head.id, ReceiptState::Handled, ""));
    CHECK_EQ((*box.store->page({.most = 10})).size(), 1U);
    CHECK_EQ((*box.store->page({.which = InboxStore::Which::All, .most = 10})).size(), 2U);
    CHECK_EQ((*box.store->named(given[0].head.id.substr(10, 20))).size(), 1U);
    CHECK((*box.store->named("%")).empty());
}

void keeps_nothing_readable(Box<OnSqlite>& box) {
    auto record = box.record(emergency());
    std::get<records::EmergencyReport>(record.body).what = "zeldzaamwoord in de kelder";
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.note_stub("noord", card_number(record), "zeldzaamwoord gezegd"));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::Answered, "zeldzaamwoord geantwoord"));
    int looked = 0;
    for (const auto& file : std::filesystem::directory_iterator(box.place.folder.path)) {
        std::ifstream in(file.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK(bytes.find("zeldzaamwoord") == std::string::npos);
        looked += bytes.empty() ? 0 : 1;
    }
    CHECK(looked > 0);
}

void names_a_store_it_cannot_open() {
    CHECK_REFUSED(InboxStore::open("/nowhere/at/all/inbox.sqlite"), "inbox.store");
    CHECK_REFUSED(InboxStore::open("postgresql://nobody@/none?host=/nowhere"), "inbox.store");
}

template <typename Place>
int run_on(const char* module) {
    const CMUnitTest tests[] = {
        test<takes_once<Place>, Box<Place>>("a record that comes twice is kept once and answered the same"),
        test<keeps_the_first<Place>, Box<Place>>("the same id with other content leaves the first"),
        test<refuses_by_name<Place>, Box<Place>>("unknown, revoked, borrowed and broken are refused by name"),
        test<tells_how_it_stands<Place>, Box<Place>>("each step is a receipt that the kiosk can open, in order"),
        test<takes_nothing_back_unseen<Place>, Box<Place>>("nobody takes back what they did not see"),
        test<a_borrowed_id_hides_nothing<Place>, Box<Place>>("a stolen kiosk hides no report by handing in its id"),
        test<a_borrowed_id_opens_nothing<Place>, Box<Place>>(
            "a stolen kiosk opens no closed report by handing in its id"),
        test<works_without_keys<Place>, Box<Place>>("without keys records are taken and answered later"),
        test<answers_after_a_fall<Place>, Box<Place>>("what was kept and not answered is answered the next time"),
        test<joins_what_comes_after_the_radio<Place>, Box<Place>>("a record joins what the radio brought before it"),
        test<joins_what_was_there<Place>, Box<Place>>("a radio message joins the record that was there"),
        test<stays_as_far_as_it_was<Place>, Box<Place>>(
            "a radio message takes nothing back of what was done about its record"),
        test<asks_a_person_when_two_fit<Place>, Box<Place>>("where two radio messages fit a person chooses"),
        test<wipes_what_is_over<Place>, Box<Place>>("what was closed long ago is wiped, and is not taken in again"),
        test<keeps_many_together<Place>, Box<Place>>("many records are kept in one transaction, or none of them"),
        test<lists_what_matters_first<Place>, Box<Place>>("the desk's list has the most urgent first, and a limit"),
        test<stays_single_under_two_hubs<Place>, Box<Place>>("two hubs at once keep each record once"),
        test<is_there_after_a_start<Place>, Box<Place>>("what was kept is there after a start"),
    };
    return run(module, tests);
}

}  // namespace

int run_inbox_tests() {
    const CMUnitTest tests[] = {
        test<keeps_nothing_readable, Box<OnSqlite>>("no word of a record, a stub or an answer can be read on the disk"),
        test<leaves_nothing_on_the_disk, Box<OnSqlite>>("what was wiped is nowhere on the disk"),
        test<names_a_store_it_cannot_open>("a store that cannot be opened is refused by name"),
    };
    return run("inbox", tests) + run_on<OnSqlite>("inbox on SQLite") + run_on<OnPostgres>("inbox on PostgreSQL");
}
