#include "kiosk/app/motion.hpp"

#include "tests/app/app_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

void glides_there_in_a_fifth_of_a_second() {
    Motion motion;
    ui::ScrollOffsets offsets;
    motion.glide("page", 100, 500, Tick{});
    int last = 100;
    for (auto at = 0ms; at < 200ms; at += 10ms) {
        motion.apply(offsets, Tick{} + at);
        CHECK(offsets["page"] >= last && offsets["page"] <= 500);
        CHECK(motion.deadline(Tick{} + at) > Tick{} + at);
        last = offsets["page"];
    }
    CHECK(last > 450);
    motion.apply(offsets, Tick{} + 200ms);
    CHECK_EQ(offsets["page"], 500);
    CHECK(!motion.deadline(Tick{} + 200ms));
}

void glides_up_as_well() {
    Motion motion;
    ui::ScrollOffsets offsets;
    motion.glide("page", 500, 0, Tick{});
    motion.apply(offsets, Tick{} + 100ms);
    CHECK(offsets["page"] > 0 && offsets["page"] < 250);
    motion.apply(offsets, Tick{} + 5s);
    CHECK_EQ(offsets["page"], 0);
}

void knows_where_it_is_bound() {
    Motion motion;
    CHECK(!motion.target("page"));
    motion.glide("page", 0, 300, Tick{});
    CHECK(motion.target("page") == 300);
    CHECK(!motion.target("other"));
}

void stops_where_it_is() {
    Motion motion;
    ui::ScrollOffsets offsets{{"page", 40}};
    motion.glide("page", 0, 300, Tick{});
    motion.stop();
    motion.apply(offsets, Tick{} + 100ms);
    CHECK_EQ(offsets["page"], 40);
    CHECK(!motion.deadline(Tick{}));
}

void stillness_needs_no_frame() {
    Motion motion;
    ui::ScrollOffsets offsets;
    motion.apply(offsets, Tick{});
    CHECK(offsets.empty());
    CHECK(!motion.deadline(Tick{}));
}

}  // namespace

int run_motion_tests() {
    const CMUnitTest tests[] = {
        test<glides_there_in_a_fifth_of_a_second>("a glide only goes forward and ends after a fifth of a second"),
        test<glides_up_as_well>("a glide goes up as well, and a late frame ends it"),
        test<knows_where_it_is_bound>("a glide knows where it is bound"),
        test<stops_where_it_is>("a finger stops a glide"),
        test<stillness_needs_no_frame>("stillness needs no frame"),
    };
    return run("app motion", tests);
}
