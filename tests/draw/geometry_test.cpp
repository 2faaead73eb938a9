#include "kiosk/draw/geometry.hpp"

#include <climits>

#include "kiosk/draw/damage.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken::draw;
using namespace baken::testing;

namespace {

void meets_and_joins() {
    Rect a{0, 0, 10, 10};
    Rect b{5, 6, 10, 10};
    CHECK(a.intersected(b) == (Rect{5, 6, 5, 4}));
    CHECK(a.united(b) == (Rect{0, 0, 15, 16}));
    CHECK(a.inset(3) == (Rect{3, 3, 4, 4}));
    CHECK(a.inset(-2) == (Rect{-2, -2, 14, 14}));
    CHECK(a.inset(5).empty());
    CHECK(!a.intersects(Rect{10, 0, 5, 5}));
    CHECK(a.united(Rect{50, 50, 0, 9}) == a);
    CHECK(a.contains(Point{9, 9}) && !a.contains(Point{10, 9}));
    CHECK(a.contains(Rect{2, 2, 8, 8}) && !a.contains(Rect{2, 2, 9, 8}));
}

void absurd_numbers_do_not_overflow() {
    Rect everything{INT_MIN, INT_MIN, INT_MAX, INT_MAX};
    Rect far{INT_MAX - 2, INT_MAX - 2, INT_MAX, INT_MAX};
    CHECK_EQ(far.right(), INT_MAX);
    CHECK_EQ(far.inset(-10).right(), INT_MAX);
    CHECK(everything.inset(INT_MIN).w > 0);
    CHECK((Rect{0, 0, INT_MIN, 5}).empty());
    CHECK((Rect{-5, -5, INT_MAX, INT_MAX}).intersected(Rect{0, 0, 64, 64}) == (Rect{0, 0, 64, 64}));
}

void storm_of_rectangles() {
    std::mt19937 random{11};
    for (int i = 0; i < 20'000; ++i) {
        Rect a = odd_rect(random);
        Rect b = odd_rect(random);
        auto both = a.intersected(b);
        CHECK(both == b.intersected(a));
        CHECK(a.contains(both) && b.contains(both));
        CHECK(a.united(b) == b.united(a));
    }
}

bool covers(const Damage& damage, Point p) {
    return std::ranges::any_of(damage.rects(), [&](const Rect& rect) { return rect.contains(p); });
}

void near_damage_becomes_one() {
    Damage damage;
    damage.add({0, 0, 100, 30});
    damage.add({0, 32, 100, 30});
    CHECK_EQ(damage.rects().size(), 1U);
    CHECK(damage.rects()[0] == (Rect{0, 0, 100, 62}));
    damage.add({1000, 900, 100, 30});
    CHECK_EQ(damage.rects().size(), 2U);
    damage.add({0, 0, 1920, 1080});
    CHECK_EQ(damage.rects().size(), 1U);
    damage.add({5, 5, -1, 7});
    CHECK_EQ(damage.rects().size(), 1U);
    damage.clear();
    CHECK(damage.empty());
}

void damage_stays_small_and_covers() {
    std::mt19937 random{12};
    for (int round = 0; round < 200; ++round) {
        Damage damage;
        std::vector<Rect> added;
        for (int i = 0; i < 40; ++i) {
            added.push_back({static_cast<int>(random() % 1800), static_cast<int>(random() % 1000),
                             1 + static_cast<int>(random() % 100), 1 + static_cast<int>(random() % 60)});
            damage.add(added.back());
        }
        CHECK(damage.rects().size() <= kMostDamage);
        for (const auto& rect : added) {
            CHECK(covers(damage, {rect.x, rect.y}) && covers(damage, {rect.right() - 1, rect.bottom() - 1}));
        }
        for (std::size_t i = 0; i < damage.rects().size(); ++i)
            for (std::size_t j = 0; j < i; ++j) CHECK(!damage.rects()[i].intersects(damage.rects()[j]));
    }
}

}  // namespace

int run_geometry_tests() {
    const CMUnitTest tests[] = {
        test<meets_and_joins>("rectangles meet, join and shrink as drawn on paper"),
        test<absurd_numbers_do_not_overflow>("absurd rectangles do not overflow"),
        test<storm_of_rectangles>("what two rectangles share lies in both, whatever their numbers"),
        test<near_damage_becomes_one>("damage that lies near becomes one rectangle, far damage stays apart"),
        test<damage_stays_small_and_covers>("damage is at most eight rectangles that cover all and do not overlap"),
    };
    return run("draw geometry", tests);
}
