// What becomes of a record when it is kept: ticket, limits, counts, and that nobody can read it.
#include <filesystem>
#include <fstream>

#include "tests/post/office.hpp"
#include "tests/post/post_tests.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

void gives_tickets(Office& here) {
    auto first = here.save(Office::help());
    CHECK_OK(first);
    CHECK_EQ(Office::number_of(first->ticket), 1);
    CHECK_EQ(Office::number_of(here.save(Office::help())->ticket), 2);
    CHECK_EQ(here.state.tickets->size(), 2U);
    const auto& known = here.state.tickets->at(first->ticket);
    CHECK_EQ(known.id, first->id);
    CHECK(!known.delivery.receipt);
    auto report = here.save(Office::emergency(), records::Priority::Now);
    CHECK_OK(report);
    CHECK(report->ticket.empty());
    CHECK_EQ(report->check_number.size(), 5U);
    CHECK_EQ(here.state.outbox.waiting, 3U);
    CHECK_EQ(here.state.outbox.emergencies.size(), 1U);
    CHECK_EQ(here.state.outbox.emergencies[0].check_number, report->check_number);
    here.start();
    CHECK_EQ(here.state.tickets->size(), 2U);
    CHECK_EQ(Office::number_of(here.save(Office::help())->ticket), 3);
}

void nothing_typed_is_readable(Office& here) {
    here.open_door();
    auto id = here.save(Office::help())->id;
    CHECK_OK(here.save(Office::emergency()));
    CHECK_OK(here.save(Office::initiative()));
    CHECK_OK(here.step(id, records::Step::PassedOn));
    auto looked = 0;
    auto look = [&] {
        for (const auto& file : std::filesystem::recursive_directory_iterator(here.temp.path)) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(in), {}};
            for (const auto* word : {kWord, "0612345678", "de Vries", "buurtteam", "Soep"}) {
                if (bytes.find(word) != std::string::npos) fail_check(file.path().string(), __FILE__, __LINE__);
            }
            ++looked;
        }
    };
    look();
    here.office.reset();
    look();
    CHECK(looked > 6);
}

void refuses_by_name(Office& here) {
    auto wrong = Office::help();
    wrong.note = "a\x01";
    CHECK_REFUSED(here.save(wrong), "record.control");
    wrong.note = std::string(10'000, 'x');
    CHECK_REFUSED(here.save(wrong), "record.length");
    for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    CHECK_REFUSED(here.save(Office::help()), "post.often");
    // Staff's own are never too many.
    CHECK_OK(here.save(Office::emergency()));
    here.clock.advance(61min);
    CHECK_OK(here.save(Office::help()));
    here.order(KnowPlace{std::nullopt, "draaikom", records::ClockConfidence::Unsure});
    CHECK_REFUSED(here.save(Office::help()), "post.readers");
}

// Whoever stands at another kiosk of the house, or next door, hears nothing of who asked here.
void another_kiosk_knows_no_number_of_this(Office& here) {
    auto first = here.save(Office::help())->ticket;
    for (const auto* site : {"draaikom", "draaikom-2"}) {
        Office other;
        other.wishes.site = site;
        other.start();
        CHECK_OK(other.save(Office::help()));
        CHECK(!other.state.tickets->contains(first));
    }
}

// The calendar says nothing of how often somebody asks: it may jump, or begin at the same moment at each start.
void a_calendar_refuses_nobody_and_lets_nobody_by(Office& here) {
    for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    for (auto step : {5h, -10h}) {
        here.clock.set(here.clock.now() + step);
        CHECK_REFUSED(here.save(Office::help()), "post.often");
    }
    here.clock.advance(1h);
    CHECK_OK(here.save(Office::help()));
    auto begins = *parse_rfc3339("1970-01-01T00:00:10Z");
    for (int run = 0; run < 3; ++run) {
        here.clock.set(begins);
        here.start();
        for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    }
    CHECK_REFUSED(here.save(Office::help()), "post.often");
}

// What was asked this minute is not of 1970, and what staff did just now is not older than what they heard before.
void a_clock_that_is_behind_dates_by_the_newest_word(Office& here) {
    auto floor = here.clock.now();
    here.clock.set(*parse_rfc3339("1970-01-01T00:02:00Z"));
    here.start();
    here.know_place(floor);
    here.open_door();
    auto stored = *here.save(Office::help());
    CHECK(here.state.tickets->at(stored.ticket).delivery.stored >= floor);
    CHECK(here.state.staff.list->front()->record.head.created < floor);
    // Answered an hour after the newest word.
    const auto& kiosk = here.office->identity().id();
    records::Receipt receipt{stored.id, kiosk, 1, records::ReceiptState::Accepted, floor + 1h, {}, {}, {}};
    CHECK(*here.office->open_outbox_again()->add_receipt(receipt, "sealed", here.clock.now()));
    here.state.hear(here.office->carried({}));
    CHECK_OK(here.step(stored.id, records::Step::HandledHere));
    const auto& delivery = here.state.tickets->at(stored.ticket).delivery;
    CHECK(*delivery.step_at >= *delivery.receipt_at);
    CHECK(*here.state.staff.list->front()->steps.front().at == *delivery.step_at);
}

// Reported in earnest it does, whatever is practised meanwhile.
void a_practised_emergency_calls_nobody_afterwards(Office& here) {
    const auto& open = here.state.outbox.emergencies;
    here.order(SetMode{records::Mode::Exercise});
    CHECK_OK(here.save(Office::emergency()));
    CHECK_EQ(open.size(), 1U);
    here.order(SetMode{records::Mode::Real});
    CHECK(open.empty());
    // It is on its way all the same.
    CHECK_EQ(here.state.outbox.waiting, 1U);
    auto real = here.save(Office::emergency());
    CHECK_OK(real);
    here.start();
    CHECK_EQ(open.size(), 1U);
    CHECK_EQ(open.front().id, real->id);
    here.order(SetMode{records::Mode::Exercise});
    CHECK_EQ(open.size(), 2U);
}

void counts_without_telling(Office& here) {
    for (int i = 0; i < 4; ++i) CHECK_OK(here.save(Office::help()));
    here.order(SetMode{records::Mode::Exercise});
    CHECK_OK(here.save(Office::help()));
    here.start();
    CHECK(here.state.mode == records::Mode::Exercise);
    here.order(AskStatistics{});
    auto csv = *here.state.statistics_csv;
    CHECK(csv.find("2026-11-23T13:00:00Z,category,help-request/food,4\r\n") != std::string::npos);
    CHECK(csv.find(",5\r\n") == std::string::npos);
}

}  // namespace

int run_post_keeping_tests() {
    const CMUnitTest tests[] = {
        test<gives_tickets, Office>("what a resident asks gets a ticket, and staff's emergency a check number"),
        test<nothing_typed_is_readable, Office>("no typed word can be read in the whole data folder"),
        test<refuses_by_name, Office>("what cannot be kept is refused by name"),
        test<another_kiosk_knows_no_number_of_this, Office>("a number that another kiosk gave is not known here"),
        test<a_calendar_refuses_nobody_and_lets_nobody_by, Office>(
            "a calendar that jumps or begins anew refuses nobody, and lets no flood by"),
        test<a_clock_that_is_behind_dates_by_the_newest_word, Office>(
            "with a clock that is behind, records are of the newest signed moment, and a step stands after the answer"),
        test<a_practised_emergency_calls_nobody_afterwards, Office>(
            "an emergency report that was practised calls nobody after the drill"),
        test<counts_without_telling, Office>("counts are kept by the hour, exercises are not"),
    };
    return run("post keeping", tests);
}
