// What staff open with their PIN, and what they let others see.
#include "tests/post/office.hpp"
#include "tests/post/post_tests.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::testing;
using namespace std::chrono_literals;
using Door = StaffNews::Door;

namespace {

void opens_for_staff(Office& here) {
    CHECK(here.state.staff.door == Door::NoPin);
    CHECK_OK(here.save(Office::help()));
    here.open_door();
    CHECK(here.state.staff.door == Door::Open);
    // What was kept before there was a PIN only the coordination point can open.
    CHECK_EQ(here.state.staff.unreadable, 1U);
    auto help = here.save(Office::help(records::Need::Medicines), records::Priority::Now)->id;
    CHECK_OK(here.save(Office::help()));
    auto emergency = here.save(Office::emergency())->id;
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(0)->record.head.id, emergency);
    CHECK_EQ(here.state.staff.list->at(1)->record.head.id, help);
    CHECK(here.state.staff.list->at(1)->record.head.clock == records::ClockConfidence::Sure);
    CHECK_OK(here.step(help, records::Step::HandledHere));
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(1)->steps.size(), 1U);
    CHECK(here.state.staff.list->at(1)->delivery.step == records::Step::HandledHere);
    here.order(Lock{});
    CHECK(here.state.staff.door == Door::Locked);
    CHECK(here.state.staff.list == nullptr);
    CHECK_REFUSED(here.step(help, records::Step::Closed), "post.locked");
    CHECK_OK(here.step(emergency, records::Step::GivenByRadio));
    here.start();
    here.order(Unlock{trust::Secret("0000")});
    CHECK_EQ(here.state.staff.refused->check, std::string("pin.wrong"));
    here.order(Unlock{trust::Secret("2580")});
    while (here.office->has_more()) here.state.hear(here.office->more());
    CHECK(here.state.staff.complete);
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(0)->steps.size(), 1U);
    CHECK_EQ(here.state.staff.audit.front().what, std::string("unlock"));
    CHECK_EQ(here.state.staff.audit.at(1).what, std::string("pin.wrong"));
}

void locks_itself(Office& here) {
    here.open_door();
    here.clock.advance(4min);
    here.order(StaffIsHere{});
    here.clock.advance(4min);
    here.state.hear(here.office->pass());
    CHECK(here.state.staff.door == Door::Open);
    here.clock.advance(1min);
    CHECK(here.office->deadline() <= here.clock.tick());
    here.state.hear(here.office->pass());
    CHECK(here.state.staff.door == Door::Locked);
}

void shows_approved_initiatives(Office& here) {
    here.open_door();
    auto id = here.save(Office::initiative())->id;
    CHECK(here.state.board->empty());
    CHECK_OK(here.step(id, records::Step::Approved));
    CHECK_EQ(here.state.board->size(), 1U);
    CHECK_EQ(here.state.board->front().title, std::string("Soep bij de kerk"));
    CHECK_OK(here.save(records::SignUp{.initiative = id, .people = 2}));
    // Without staff there: the board is public.
    here.start();
    CHECK_EQ(here.state.board->front().joined, 2);
    auto hidden = Office::initiative();
    hidden.showing = records::Showing::Private;
    here.order(Unlock{trust::Secret("2580")});
    CHECK_OK(here.step(here.save(hidden)->id, records::Step::Approved));
    CHECK_EQ(here.state.board->size(), 1U);
    CHECK_OK(here.step(id, records::Step::Withdrawn));
    CHECK(here.state.board->empty());
}

// Whoever walks to a soup that was only played finds a closed door.
void what_was_practised_leaves_the_board(Office& here) {
    here.open_door();
    auto real = here.save(Office::initiative())->id;
    CHECK_OK(here.step(real, records::Step::Approved));
    here.order(SetMode{records::Mode::Exercise});
    auto played = here.save(Office::initiative())->id;
    CHECK_OK(here.step(played, records::Step::Approved));
    auto late = here.save(Office::initiative())->id;
    CHECK_EQ(here.state.board->size(), 2U);
    CHECK_EQ(here.state.board->front().id, played);
    CHECK_OK(here.save(records::SignUp{.initiative = played, .people = 2}));
    CHECK_OK(here.save(records::SignUp{.initiative = real, .people = 3}));
    here.order(SetMode{records::Mode::Real});
    auto only_the_real = [&] { return here.state.board->size() == 1 && here.state.board->front().id == real; };
    CHECK(only_the_real());
    CHECK_EQ(here.state.board->front().joined, 0);
    CHECK_REFUSED(here.save(records::SignUp{.initiative = played, .people = 1}), "post.practised");
    // The coordination point takes one up that still waited.
    const auto& kiosk = here.office->identity().id();
    records::Receipt receipt{late, kiosk, 1, records::ReceiptState::Accepted, here.clock.now(), {}, {}, {}};
    CHECK(*here.office->open_outbox_again()->add_receipt(receipt, "sealed", here.clock.now()));
    here.state.hear(here.office->carried({}));
    CHECK(only_the_real());
    here.start();
    CHECK(only_the_real());
}

// As a visitor reads "today" on it.
void a_card_is_of_the_day_it_was_kept(Office& here) {
    here.open_door();
    auto floor = here.clock.now();
    here.clock.set(*parse_rfc3339("1970-01-01T00:02:00Z"));
    CHECK_OK(here.step(here.save(Office::initiative())->id, records::Step::Approved));
    CHECK(here.state.board->front().stored == floor);
}

}  // namespace

int run_post_staff_tests() {
    const CMUnitTest tests[] = {
        test<opens_for_staff, Office>("the PIN opens what was told, the most urgent first, and closing forgets it"),
        test<locks_itself, Office>("the door locks itself when staff are gone"),
        test<shows_approved_initiatives, Office>("an approved initiative is on the board, without anybody's contact"),
        test<what_was_practised_leaves_the_board, Office>(
            "what was practised leaves the board with the drill, and practice joins nothing real"),
        test<a_card_is_of_the_day_it_was_kept, Office>("a card on the board is of the day it was kept"),
    };
    return run("post staff", tests);
}
