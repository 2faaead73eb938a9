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

// A kiosk to which one stick comes after the other.
struct OneByOne {
    Machine machine() {
        auto made = booth.world->machine(kHouse);
        made.device = &bare;
        return made;
    }
    void comes(const char* stick, bool brings_system) {
        SupplyNews news;
        news.stick = Outcome{.kind = Outcome::Kind::Unchanged};
        news.stick_at = stick;
        news.brings_system = brings_system;
        kiosk.hear(std::move(news));
        kiosk.update();
    }
    void took(const char* stick, std::size_t records) {
        kiosk.hear(PostNews{.stick = StickCarried{.given = records}, .stick_done = stick});
        kiosk.update();
    }
    void updater_says(device::NewerSystem word, const char* stick) {
        bare.tell({.system = device::SystemFacts{.version = "1", .by_stick = word, .stick = stick}});
        pass(kiosk, booth.clock(), std::chrono::seconds{2});
    }
    [[nodiscard]] bool tells() const { return kiosk.showing() == Showing::StickNotice; }
    bool told(std::string_view words) {
        return std::ranges::any_of(kiosk.scene().items,
                                   [&](const auto& item) { return item.name.find(words) != std::string::npos; });
    }

    Booth booth;
    device::BareMachine bare;
    Kiosk kiosk{machine(), booth.world->holdings};
};

// "You may pull it out" was said of the first.
void the_notice_goes_when_the_next_is_written(OneByOne& here) {
    here.comes("/run/baken/sticks/sda1", false);
    here.took("/run/baken/sticks/sda1", 3);
    CHECK(here.tells());
    pass(here.kiosk, here.booth.clock(), std::chrono::seconds{10});
    here.comes("/run/baken/sticks/sdb1", false);
    CHECK(!here.tells());
    here.took("/run/baken/sticks/sdb1", 5);
    CHECK(here.tells());
    CHECK(here.told("5 meldingen gaan mee"));
}

void a_system_waits_for_its_records(OneByOne& here) {
    here.comes("/run/baken/sticks/sda1", false);
    here.took("/run/baken/sticks/sda1", 3);
    here.kiosk.act({"stick-seen", ""});
    here.updater_says(device::NewerSystem::None, "");
    here.comes("/run/baken/sticks/sdb1", true);
    here.updater_says(device::NewerSystem::NotNewer, "sdb1");
    CHECK(!here.tells());
    here.took("/run/baken/sticks/sdb1", 5);
    CHECK(here.tells());
    CHECK(here.told("niet nieuwer"));
    CHECK(here.told("5 meldingen gaan mee"));
}

// Staff want a stick for the neighbours while a system is installed from another one.
void a_system_waits_for_a_wish(Booth& booth) {
    device::BareMachine bare;
    StickTeller teller;
    auto tick = booth.clock().tick();
    SupplyNews brought;
    brought.stick = Outcome{.kind = Outcome::Kind::SystemOnly};
    brought.stick_at = "/run/baken/sticks/sda1";
    brought.brings_system = true;
    teller.hear(brought, tick, {});
    teller.hear(PostNews{.stick_done = "/run/baken/sticks/sda1"}, tick, {});
    teller.seen(tick);
    teller.wish();
    bare.tell(
        {.system = device::SystemFacts{.version = "1", .by_stick = device::NewerSystem::StartsNext, .stick = "sda1"}});
    CHECK(teller.pass(tick, {}, bare));
    CHECK(!teller.tells(tick));
    SupplyNews wrote;
    wrote.wrote = StickAnswer{};
    teller.hear(wrote, tick, {});
    CHECK(teller.tells(tick));
}

}  // namespace

int run_stick_teller_tests() {
    const CMUnitTest tests[] = {
        test<the_second_fails, TwoSticks>("of two sticks at once nothing is told before both are written"),
        test<the_first_fails, TwoSticks>("of two sticks at once the one that failed is told"),
        test<a_refusal_tells_of_no_records, TwoSticks>("of a stick that took no records none are told"),
        test<the_notice_goes_when_the_next_is_written, OneByOne>(
            "what was told of a stick goes from the screen while the next one is written"),
        test<a_system_waits_for_its_records, OneByOne>(
            "what became of a system on a stick is told once its records are written"),
        test<a_system_waits_for_a_wish, Booth>(
            "what became of a system is told once the stick for the neighbours is written"),
    };
    return run("app stick teller", tests);
}
