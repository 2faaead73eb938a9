#include "kiosk/store/outbox.hpp"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;
using records::PriorityClass;
using records::ReceiptState;
using namespace std::chrono_literals;

namespace {

struct Box {
    TempFolder temp;
    DiskFiles files;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    Outbox outbox = open();

    Outbox open() {
        auto opened = Outbox::open(files, temp.path);
        CHECK_OK(opened);
        return std::move(*opened);
    }
    std::string add(PriorityClass priority = PriorityClass::Help, const std::string& ticket = {}) {
        NewEntry entry{new_uuid7(clock.now()), priority, clock.now(), ticket, "sealed"};
        CHECK_OK(outbox.add(entry));
        return entry.id;
    }
    records::Receipt receipt(const std::string& id, int n, ReceiptState state = ReceiptState::Received) {
        return {id, "kiosk", n, state, clock.now(), {}, {}, {}};
    }
    std::size_t wipe() { return *outbox.wipe(clock.now() - 24h * 7, clock.now()); }
};

void is_there_after_a_start(Box& box) {
    CHECK_EQ(*box.outbox.next_ticket(), 1);
    auto id = box.add(PriorityClass::Help, "DRA-1-A");
    auto later = box.open();
    CHECK_EQ(*later.next_ticket(), 2);
    auto entry = **later.entry(id);
    CHECK_EQ(entry.ticket, std::string("DRA-1-A"));
    CHECK(entry.stored_at == box.clock.now());
    CHECK_EQ(entry.receipt, 0);
    CHECK(!entry.step);
    CHECK_EQ(**later.envelope(id), std::string("sealed"));
    CHECK(!*later.entry("nothing"));
}

void the_urgent_overtake(Box& box) {
    box.add(PriorityClass::Status);
    auto first = box.add(PriorityClass::Help);
    auto second = box.add(PriorityClass::Help);
    auto emergency = box.add(PriorityClass::Emergency);
    auto waiting = *box.outbox.waiting(3);
    CHECK_EQ(waiting.size(), 3U);
    CHECK_EQ(waiting[0].id, emergency);
    CHECK_EQ(waiting[1].id, first);
    CHECK_EQ(waiting[2].id, second);
}

void counts_as_sent_with_a_receipt(Box& box) {
    auto id = box.add();
    CHECK_OK(box.outbox.mark_on_stick({id}, box.clock.now()));
    CHECK_EQ(box.outbox.waiting(9)->size(), 1U);
    CHECK((*box.outbox.entry(id))->on_stick == box.clock.now());
    CHECK(*box.outbox.add_receipt(box.receipt(id, 1), "one", box.clock.now()));
    CHECK(box.outbox.waiting(9)->empty());
    box.clock.advance(5min);
    CHECK(*box.outbox.add_receipt(box.receipt(id, 3, ReceiptState::OnTheWay), "three", box.clock.now()));
    // A slower road brings an older one: history, and no step back.
    CHECK(*box.outbox.add_receipt(box.receipt(id, 2, ReceiptState::Accepted), "two", box.clock.now()));
    auto entry = **box.outbox.entry(id);
    CHECK_EQ(entry.receipt, 3);
    CHECK(entry.state == ReceiptState::OnTheWay);
    CHECK(entry.received_at == box.clock.now() - 5min);
    CHECK_EQ(**box.outbox.newest_receipt(id), std::string("three"));
}

void refuses_receipts_by_name(Box& box) {
    auto id = box.add();
    CHECK(*box.outbox.add_receipt(box.receipt(id, 1), "one", box.clock.now()));
    CHECK(!*box.outbox.add_receipt(box.receipt(id, 1), "one", box.clock.now()));
    CHECK_REFUSED(box.outbox.add_receipt(box.receipt(id, 1), "other", box.clock.now()), "receipt.conflict");
    CHECK_REFUSED(box.outbox.add_receipt(box.receipt(new_uuid7(box.clock.now()), 1), "x", box.clock.now()),
                  "receipt.record");
    CHECK_EQ((*box.outbox.entry(id))->receipt, 1);
}

void wipes_what_was_kept_long_enough(Box& box) {
    auto old = box.add(PriorityClass::Help, "DRA-1-A");
    auto waiting = box.add(PriorityClass::Help, "DRA-2-A");
    CHECK_OK(box.outbox.add_receipt(box.receipt(old, 1), "one", box.clock.now()));
    box.clock.advance(24h * 8);
    auto recent = box.add();
    CHECK_OK(box.outbox.add_receipt(box.receipt(recent, 1), "one", box.clock.now()));
    CHECK_EQ(box.wipe(), 1U);
    CHECK_EQ(box.wipe(), 0U);
    CHECK(!*box.outbox.entry(old));
    CHECK(!*box.outbox.envelope(old));
    CHECK(!*box.outbox.newest_receipt(old));
    CHECK((*box.outbox.entry(waiting)).has_value());
    CHECK((*box.outbox.entry(recent)).has_value());
    CHECK_EQ(*box.outbox.next_ticket(), 3);
}

void what_was_practised_is_wiped_with_its_mark(Box& box) {
    auto practise = [&] {
        NewEntry entry{new_uuid7(box.clock.now()), PriorityClass::Emergency, box.clock.now(), {}, "sealed"};
        entry.mode = records::Mode::Exercise;
        CHECK_OK(box.outbox.add(entry));
        return entry.id;
    };
    auto old = practise();
    auto waiting = practise();
    auto real = box.add(PriorityClass::Emergency);
    auto later = box.open();
    CHECK((*later.entry(old))->mode == records::Mode::Exercise);
    CHECK((*later.entry(real))->mode == records::Mode::Real);
    CHECK_OK(box.outbox.add_receipt(box.receipt(old, 1), "one", box.clock.now()));
    box.clock.advance(24h * 8);
    CHECK_EQ(box.wipe(), 1U);
    CHECK(!*box.outbox.setting("practised-" + old));
    CHECK((*box.outbox.entry(waiting))->mode == records::Mode::Exercise);
}

// The clock was that of the image when the receipt came, and was put right since.
void a_clock_put_right_wipes_nothing_early(Box& box) {
    auto id = box.add();
    CHECK_OK(box.outbox.add_receipt(box.receipt(id, 1), "one", box.clock.now() - 24h * 365));
    CHECK_EQ(box.wipe(), 0U);
    CHECK((*box.outbox.entry(id)).has_value());
    box.clock.advance(24h * 8);
    CHECK_EQ(box.wipe(), 1U);
}

// For an evening the clock was that of 2060.
void a_clock_put_right_keeps_nothing_for_ever(Box& box) {
    auto id = box.add();
    CHECK_OK(box.outbox.add_receipt(box.receipt(id, 1), "one", box.clock.now() + 24h * 365 * 34));
    box.clock.advance(24h);
    CHECK_EQ(box.wipe(), 0U);
    box.clock.advance(24h * 6);
    CHECK_EQ(box.wipe(), 0U);
    CHECK((*box.outbox.entry(id)).has_value());
    box.clock.advance(24h * 2);
    CHECK_EQ(box.wipe(), 1U);
}

void shows_what_was_approved(Box& box) {
    NewEntry start{new_uuid7(box.clock.now()), PriorityClass::Initiative, box.clock.now(), "DRA-1-A", "sealed"};
    start.board = "for the board";
    CHECK_OK(box.outbox.add(start));
    CHECK(box.outbox.board()->empty());
    auto step = [&](records::Step what) {
        NewEntry entry{new_uuid7(box.clock.now()), PriorityClass::Status, box.clock.now(), {}, "sealed"};
        entry.about = start.id;
        entry.step = what;
        CHECK_OK(box.outbox.add(entry));
    };
    step(records::Step::Approved);
    NewEntry joins{new_uuid7(box.clock.now()), PriorityClass::Initiative, box.clock.now(), "DRA-2-A", "sealed"};
    joins.joins = start.id;
    joins.people = 3;
    CHECK_OK(box.outbox.add(joins));
    auto board = *box.outbox.board();
    CHECK_EQ(board.size(), 1U);
    CHECK_EQ(board[0].joined, 3);
    CHECK_EQ(board[0].sealed, std::string("for the board"));
    CHECK(board[0].stored_at == start.at);
    CHECK((*box.outbox.entry(start.id))->step == records::Step::Approved);
    step(records::Step::Closed);
    CHECK(box.outbox.board()->empty());
}

// A line for the board that the coordination point has not looked at.
std::string hang_up(Box& box) {
    NewEntry start{new_uuid7(box.clock.now()), PriorityClass::Initiative, box.clock.now(), "DRA-1-A", "sealed"};
    start.board = "for the board";
    CHECK_OK(box.outbox.add(start));
    return start.id;
}

void what_staff_took_down_stays_down(Box& box) {
    for (auto last : {records::Step::Withdrawn, records::Step::Closed}) {
        auto id = hang_up(box);
        for (auto step : {records::Step::Approved, last, records::Step::PassedOn}) {
            NewEntry entry{new_uuid7(box.clock.now()), PriorityClass::Status, box.clock.now(), {}, "sealed"};
            entry.about = id;
            entry.step = step;
            CHECK_OK(box.outbox.add(entry));
        }
        auto accepted = box.receipt(id, 1, ReceiptState::Accepted);
        CHECK(*box.outbox.add_receipt(accepted, "accepted", box.clock.now()));
        CHECK(box.outbox.board()->empty());
    }
}

void a_note_opens_nothing_again(Box& box) {
    auto id = box.add();
    auto step = [&](records::Step what) {
        box.clock.advance(1h);
        NewEntry entry{new_uuid7(box.clock.now()), PriorityClass::Status, box.clock.now(), {}, "sealed"};
        entry.about = id;
        entry.step = what;
        CHECK_OK(box.outbox.add(entry));
        return box.clock.now();
    };
    step(records::Step::Noted);
    auto last = step(records::Step::Noted);
    CHECK((*box.outbox.entry(id))->step == records::Step::Noted);
    CHECK((*box.outbox.entry(id))->step_at == last);
    last = step(records::Step::HandledHere);
    step(records::Step::Noted);
    CHECK((*box.outbox.entry(id))->step == records::Step::HandledHere);
    CHECK((*box.outbox.entry(id))->step_at == last);
}

void only_the_last_word_approves(Box& box) {
    auto id = hang_up(box);
    auto handled = box.receipt(id, 3, ReceiptState::Handled);
    CHECK(*box.outbox.add_receipt(handled, "handled", box.clock.now()));
    auto accepted = box.receipt(id, 2, ReceiptState::Accepted);
    CHECK(*box.outbox.add_receipt(accepted, "accepted", box.clock.now()));
    CHECK(box.outbox.board()->empty());
    accepted.n = 4;
    CHECK(*box.outbox.add_receipt(accepted, "accepted again", box.clock.now()));
    CHECK_EQ(box.outbox.board()->size(), std::size_t{1});
}

void counts_by_the_hour(Box& box) {
    for (int i = 0; i < 3; ++i) {
        NewEntry entry{new_uuid7(box.clock.now()), PriorityClass::Help, box.clock.now(), {}, "sealed"};
        entry.counts = records::rows_of({box.clock.now(), records::Kind::HelpRequest, "food", "nl"});
        CHECK_OK(box.outbox.add(entry));
    }
    auto counts = *box.outbox.counts();
    CHECK_EQ(counts.size(), 3U);
    for (const auto& row : counts) CHECK_EQ(row.count, 3);
}

void a_damaged_file_is_kept_aside(Box& box) {
    auto other = box.temp.path / "damaged";
    std::filesystem::create_directory(other);
    std::ofstream(other / "outbox.sqlite") << std::string(5000, 'x');
    auto opened = Outbox::open(box.files, other);
    CHECK_OK(opened);
    CHECK_EQ(opened->troubles().size(), 1U);
    CHECK_EQ(opened->troubles()[0].check, std::string("store.damaged"));
    CHECK(opened->entries()->empty());
}

// While it is there, files of this process grow no more and nothing in them is written.
class NoWriting {
public:
    NoWriting() {
        std::signal(SIGXFSZ, SIG_IGN);
        CHECK_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
        rlimit none{0, before_.rlim_max};
        CHECK_EQ(::setrlimit(RLIMIT_FSIZE, &none), 0);
    }
    ~NoWriting() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    NoWriting(const NoWriting&) = delete;
    NoWriting& operator=(const NoWriting&) = delete;

private:
    rlimit before_{};
};

// An outbox of before there were offers, on a disk that takes nothing any more.
void an_older_one_is_read_on_a_full_disk(Box& box) {
    auto id = box.add();
    auto file = box.temp.path / "outbox.sqlite";
    auto other = Database::open(file);
    CHECK_OK(other);
    CHECK_OK(other->run(std::string("DROP TABLE offer")));
    Result<Outbox> opened = refuse("test.not_opened", "");
    std::size_t entries = 0, waiting = 0;
    std::vector<Error> troubles;
    bool era_refused = false;
    {
        NoWriting full;
        opened = Outbox::open(box.files, box.temp.path);
        if (opened) {
            entries = opened->entries()->size();
            waiting = opened->waiting(10)->size();
            era_refused = !opened->begin_era(7);
            troubles = opened->copy_in_memory()->troubles();
        }
    }
    CHECK_OK(opened);
    CHECK_EQ(entries, 1U);
    CHECK_EQ(waiting, 1U);
    CHECK(era_refused);
    CHECK(troubles.empty());
    // There is room again: what is offered now outlives a start.
    records::Receipt receipt{id, "kiosk", 1, ReceiptState::Received, box.clock.now(), {}, {}, {}};
    CHECK_OK(opened->add_receipt(receipt, "sealed", box.clock.now()));
    CHECK_OK(opened->begin_era(7));
    CHECK_EQ(box.open().waiting(10)->size(), 1U);
}

}  // namespace

int run_outbox_tests() {
    const CMUnitTest tests[] = {
        test<is_there_after_a_start, Box>("a record is there after a start, and ticket numbers go on"),
        test<the_urgent_overtake, Box>("what is urgent leaves first, and among the same the oldest"),
        test<counts_as_sent_with_a_receipt, Box>(
            "only a receipt ends the waiting, and an older one steps nothing back"),
        test<refuses_receipts_by_name, Box>(
            "a receipt twice is harmless; another one, or of no record here, is refused"),
        test<wipes_what_was_kept_long_enough, Box>("what has had its receipt long enough is wiped whole"),
        test<what_was_practised_is_wiped_with_its_mark, Box>(
            "that a record was practised outlives a start, and is wiped with it"),
        test<a_clock_put_right_wipes_nothing_early, Box>(
            "a clock that is put right wipes no record whose receipt is new"),
        test<a_clock_put_right_keeps_nothing_for_ever, Box>(
            "a record that was answered while the clock ran far ahead is wiped a week after it was put right"),
        test<shows_what_was_approved, Box>("an initiative is on the board from approval to closing"),
        test<what_staff_took_down_stays_down, Box>("what staff took off the board no acceptance puts back"),
        test<a_note_opens_nothing_again, Box>("a note changes nothing about how a record stands"),
        test<only_the_last_word_approves, Box>("an acceptance that is not the last word puts nothing on the board"),
        test<counts_by_the_hour, Box>("counts add up by the hour"),
        test<an_older_one_is_read_on_a_full_disk, Box>("an older outbox can be read on a disk that takes nothing"),
        test<a_damaged_file_is_kept_aside, Box>("a damaged outbox is kept aside and told"),
    };
    return run("outbox", tests);
}
