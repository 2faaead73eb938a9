// What is told of sticks to whoever put them in, and when.
#include <algorithm>

#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using sync::Outcome;

namespace {

// Two couriers' sticks that are in at the same time.
struct TwoSticks {
    Booth booth;
    Kiosk kiosk = booth.kiosk();

    TwoSticks() {
        for (const char* stick : {"/run/baken/sticks/sda1", "/run/baken/sticks/sdb1"}) {
            SupplyNews news;
            news.stick = Outcome{.kind = Outcome::Kind::Unchanged};
            news.stick_at = stick;
            kiosk.hear(std::move(news));
        }
    }
    void is_full(const char* stick) {
        kiosk.hear(PostNews{.stick = StickCarried{.failed = Error{"files.full", "", ""}}, .stick_done = stick});
        kiosk.update();
    }
    bool told(std::string_view words) {
        return std::ranges::any_of(kiosk.scene().items,
                                   [&](const auto& item) { return item.name.find(words) != std::string::npos; });
    }
    void took_three(const char* stick) {
        kiosk.hear(PostNews{.stick = StickCarried{.given = 3}, .stick_done = stick});
        kiosk.update();
    }
};

void the_second_fails(TwoSticks& here) {
    here.took_three("/run/baken/sticks/sda1");
    CHECK(here.kiosk.showing() != Showing::StickNotice);
    here.is_full("/run/baken/sticks/sdb1");
    CHECK(here.kiosk.showing() == Showing::StickNotice);
    CHECK(here.told("files.full"));
    CHECK(!here.told("3 meldingen gaan mee"));
}

void the_first_fails(TwoSticks& here) {
    here.is_full("/run/baken/sticks/sdb1");
    CHECK(here.kiosk.showing() != Showing::StickNotice);
    here.took_three("/run/baken/sticks/sda1");
    CHECK(here.kiosk.showing() == Showing::StickNotice);
    CHECK(here.told("files.full"));
    CHECK(!here.told("3 meldingen gaan mee"));
}

// What was said of the records of a courier's stick is not said of the next one, which took none.
void a_refusal_tells_of_no_records(TwoSticks& here) {
    here.took_three("/run/baken/sticks/sda1");
    here.took_three("/run/baken/sticks/sdb1");
    CHECK(here.told("3 meldingen gaan mee"));
    SupplyNews news;
    news.stick = Outcome{.kind = Outcome::Kind::Refused, .why = Error{"stick.kind", "a link", ""}};
    here.kiosk.hear(std::move(news));
    here.kiosk.update();
    CHECK(here.told("stick.kind"));
    CHECK(!here.told("3 meldingen gaan mee"));
}

}  // namespace

int run_stick_teller_tests() {
    const CMUnitTest tests[] = {
        test<the_second_fails, TwoSticks>("of two sticks at once nothing is told before both are written"),
        test<the_first_fails, TwoSticks>("of two sticks at once the one that failed is told"),
        test<a_refusal_tells_of_no_records, TwoSticks>("of a stick that took no records none are told"),
    };
    return run("app stick teller", tests);
}
