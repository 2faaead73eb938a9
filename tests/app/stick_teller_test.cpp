// What is told of sticks to whoever put them in, and when.
#include <algorithm>

#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::post;
using namespace baken::supply;
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
    OneByOne() { bare.tell({.system = device::SystemFacts{.version = "1"}}); }
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

// Another stick comes meanwhile, as a neighbour's: what it brought is told without a word of pulling one out.
void a_system_is_followed_past_the_next_stick(OneByOne& here) {
    here.comes("/run/baken/sticks/sda1", true);
    here.took("/run/baken/sticks/sda1", 3);
    here.updater_says(device::NewerSystem::Installing, "sda1");
    CHECK(here.told("Laat de stick zitten"));
    here.comes("/run/baken/sticks/sdb1", false);
    here.took("/run/baken/sticks/sdb1", 5);
    CHECK(here.tells());
    CHECK(here.told("5 meldingen gaan mee"));
    CHECK(here.told("Laat de stick zitten"));
    CHECK(!here.told("eruit halen"));
    // Nor where staff look afterwards.
    here.kiosk.act({"stick-seen", ""});
    here.kiosk.update();
    here.kiosk.act({"open-diagnostic", ""});
    here.kiosk.update();
    CHECK(here.told("Laat de stick zitten"));
    CHECK(!here.told("eruit halen"));
    here.updater_says(device::NewerSystem::None, "");
    CHECK(here.tells());
    CHECK(here.told("te vroeg"));
    // Nothing is at work any more.
    here.comes("/run/baken/sticks/sdb1", false);
    here.took("/run/baken/sticks/sdb1", 5);
    CHECK(here.told("eruit halen"));
    CHECK(!here.told("te vroeg"));
}

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

// A courier comes with the first word of other keys. The pass on the stick is signed with those, so that the keeper of
// records must know them first.
void records_go_for_the_keys_that_came(OneByOne& here) {
    (void)here.kiosk.take_orders();
    SupplyNews news;
    news.stick = Outcome{.kind = Outcome::Kind::Switched};
    news.stick_at = "/run/baken/sticks/sda1";
    news.holdings = load_holdings(here.booth.files, std::vector<Path>{"content/national"}, "draaikom");
    news.holdings->cp_keys = records::CpKeys{.sealing = {"other"}, .receipts = {"other"}};
    auto keys = news.holdings->cp_keys;
    here.kiosk.hear(std::move(news));
    auto orders = here.kiosk.take_orders();
    CHECK_EQ(orders.size(), std::size_t{2});
    const auto* place = std::get_if<KnowPlace>(&orders.front());
    CHECK(place != nullptr && place->cp == keys);
    CHECK(std::holds_alternative<CarryByStick>(orders.back()));
}

// What staff see: the notice until they have seen it or time has passed, and the cause on the page for staff.
void staff_are_told() {
    Booth booth;
    auto kiosk = booth.kiosk();
    SupplyNews news;
    news.reception = {Reception::Road::NetworkLost, booth.clock().now()};
    news.stick = Outcome{.kind = Outcome::Kind::Refused, .why = Error{"tuf.target.hash", "not what was signed", ""}};
    news.problems = {*news.stick->why};
    auto told = [&](std::string_view words) {
        return std::ranges::any_of(kiosk.scene().items,
                                   [&](const auto& item) { return item.name.find(words) != std::string::npos; });
    };
    kiosk.hear(news);
    kiosk.update();
    CHECK(kiosk.showing() == Showing::StickNotice);
    CHECK(told("tuf.target.hash"));
    CHECK(told("Er is niets veranderd"));
    kiosk.act({"stick-seen", ""});
    kiosk.update();
    CHECK(kiosk.showing() == Showing::Route);
    CHECK(told("Geen verbinding met het coördinatiepunt"));
    kiosk.act({"open-diagnostic", ""});
    kiosk.update();
    CHECK(told("tuf.target.hash"));
    kiosk.hear(news);
    kiosk.update();
    CHECK(kiosk.showing() == Showing::StickNotice);
    pass(kiosk, booth.clock(), std::chrono::seconds{46});
    CHECK(kiosk.showing() != Showing::StickNotice);
}

// A kiosk on a machine that is replaced as a whole, and a stick with a new system.
struct Replaced {
    void updater_says(device::NewerSystem word, const char* stick) {
        bare.tell({.system = device::SystemFacts{.version = "1", .by_stick = word, .stick = stick}});
        pass(kiosk, booth.clock(), std::chrono::seconds{2});
    }
    void bring(Outcome::Kind kind) {
        SupplyNews news;
        news.stick = Outcome{.kind = kind};
        news.stick_at = "/run/baken/sticks/sda1";
        news.brings_system = true;
        kiosk.hear(news);
        kiosk.hear(PostNews{.stick_done = "/run/baken/sticks/sda1"});
        kiosk.update();
    }
    bool told(std::string_view words) {
        return std::ranges::any_of(kiosk.scene().items,
                                   [&](const auto& item) { return item.name.find(words) != std::string::npos; });
    }
    Machine machine() {
        auto made = booth.world->machine(ui::Panel::of({1280, 720}, 15.6));
        made.device = &bare;
        return made;
    }

    Booth booth;
    device::BareMachine bare;
    Kiosk kiosk{machine(), booth.world->holdings};
};

void a_system_is_followed(Replaced& here) {
    using device::NewerSystem;
    here.updater_says(NewerSystem::Refused, "sdb1");
    here.bring(Outcome::Kind::SystemOnly);
    CHECK(here.kiosk.showing() == Showing::StickNotice);
    CHECK(here.told("Laat de stick zitten"));
    CHECK(!here.told("geweigerd"));
    here.kiosk.act({"stick-seen", ""});
    here.updater_says(NewerSystem::None, "");
    CHECK(here.kiosk.showing() != Showing::StickNotice);
    here.updater_says(NewerSystem::Installing, "sda1");
    CHECK(here.kiosk.showing() == Showing::StickNotice);
    CHECK(here.told("wordt geplaatst"));
    pass(here.kiosk, here.booth.clock(), std::chrono::seconds{60});
    CHECK(here.kiosk.showing() != Showing::StickNotice);
    here.updater_says(NewerSystem::StartsNext, "sda1");
    CHECK(here.kiosk.showing() == Showing::StickNotice);
    CHECK(here.told("U kunt de stick eruit halen"));
    // Nothing is looked at any more once all is decided.
    here.updater_says(NewerSystem::Refused, "sda1");
    CHECK(!here.told("geweigerd"));
}

// Pulled out while it was installed: nobody may think that it is.
void a_system_is_broken_off(Replaced& here) {
    here.updater_says(device::NewerSystem::Installing, "sda1");
    here.bring(Outcome::Kind::Switched);
    CHECK(here.told("Laat de stick zitten"));
    CHECK(!here.told("eruit halen"));
    here.updater_says(device::NewerSystem::None, "");
    CHECK(here.told("bracht nieuwe inhoud"));
    CHECK(here.told("te vroeg"));
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
        test<a_system_is_followed_past_the_next_stick, OneByOne>(
            "while a system is installed from one stick, no other stick says that it may be pulled out"),
        test<records_go_for_the_keys_that_came, OneByOne>(
            "a courier's stick that brings other keys takes records, as its pass is read with those"),
        test<a_system_waits_for_a_wish, Booth>(
            "what became of a system is told once the stick for the neighbours is written"),
        test<staff_are_told>("staff are told what became of a stick"),
        test<a_system_is_followed, Replaced>(
            "a stick with only a new system is told for what it is, until all is decided"),
        test<a_system_is_broken_off, Replaced>(
            "staff are told that a stick was pulled out before its system was there"),
    };
    return run("app stick teller", tests);
}
