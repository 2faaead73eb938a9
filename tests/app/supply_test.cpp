// Content by stick and network, to the screen and across threads. Run under the thread sanitizer as well.
#include "kiosk/app/supply.hpp"

#include <fmt/format.h>

#include <fstream>

#include "exchange/trust/hashes.hpp"
#include "exchange/trust/seal.hpp"
#include "kiosk/sync/http_client.hpp"
#include "kiosk/sync/https_road.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/bell.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/sync/region.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using sync::Outcome;

namespace {

// A data partition, and a region whose stick lies ready but is not put in yet.
struct Point {
    TempFolder temp;
    Region region{temp.path / "drawer"};
    DiskFiles files;
    ManualClock clock{region.now};
    SupplyWishes wishes;

    Point() {
        CHECK_OK(files.replace(temp.path / "root.json", region.root()));
        wishes.root = temp.path / "root.json";
        wishes.data = temp.path / "data";
        wishes.sticks = {temp.path / "stick"};
    }
    std::unique_ptr<Supplier> supplier() {
        auto opened = Supplier::open(files, clock, wishes);
        CHECK_OK(opened);
        return std::move(*opened);
    }
    SupplyNews take_stick(Supplier& supplier) {
        sync::StickRoad road(files, region.stick());
        return supplier.take(road);
    }
    static std::string headline(const Holdings& holdings) {
        return std::string(holdings.alerts.at(0).alert.infos.at(0).headline);
    }
};

void shown_again_after_a_start(Point& point) {
    {
        auto supplier = point.supplier();
        auto first = supplier->first();
        CHECK(first.holdings->empty());
        CHECK(first.reception.road == Reception::Road::Factory);
        auto news = point.take_stick(*supplier);
        CHECK(news.stick->kind == Outcome::Kind::Switched);
        CHECK_EQ(news.holdings->alerts.size(), 2U);
        CHECK(news.reception.road == Reception::Road::Stick);
        CHECK(news.signed_floor == point.region.now);
        CHECK(point.take_stick(*supplier).holdings == nullptr);
    }
    point.clock.advance(std::chrono::hours{5});
    auto again = point.supplier()->first();
    CHECK_EQ(again.holdings->alerts.size(), 2U);
    CHECK(again.reception.road == Reception::Road::Stick);
    CHECK(again.reception.heard == point.region.now);
    CHECK(again.problems.empty());
}

// A network, and what the screen says of it after each round.
struct Wire : Point {
    ChildProcess server{{"python3", "tests/sync/hostile_server.py", region.stick().string()}};
    std::string base = fmt::format("http://127.0.0.1:{}", server.line());
    std::unique_ptr<Supplier> kiosk = supplier();

    SupplyNews round(const std::string& mode) {
        sync::HttpsRoad road({base + "/" + mode}, {});
        return kiosk->take(road);
    }
};

// A page of somebody else's, or content that somebody else signed, is no connection to the coordination point.
void only_its_own_word_is_a_connection(Wire& wire) {
    CHECK(wire.round("html").reception.road == Reception::Road::Factory);
    CHECK(wire.round("plain").reception.road == Reception::Road::Network);
    auto heard = wire.clock.now();
    wire.clock.advance(std::chrono::hours{3});
    auto portal = wire.round("html");
    CHECK(portal.reception.road == Reception::Road::NetworkLost);
    CHECK(portal.reception.heard == heard);
    CHECK_EQ(portal.problems.at(0).check, std::string("http.captive"));
    CHECK(wire.round("plain").reception.road == Reception::Road::Network);
    CHECK_OK(wire.files.replace(wire.region.repository() / "metadata/timestamp.json",
                                R"({"signatures": [], "signed": {}})"));
    auto forged = wire.round("plain");
    CHECK(forged.reception.road == Reception::Road::NetworkLost);
    CHECK(forged.reception.heard == heard + std::chrono::hours{3});
    CHECK(forged.problems.at(0).check.starts_with("tuf.timestamp."));
}

// Somebody gives what was signed long ago for the newest, again and again.
void a_word_that_ran_out_is_no_connection(Wire& wire) {
    CHECK(wire.round("plain").reception.road == Reception::Road::Network);
    auto runs_out = wire.region.now + trust::Periods{}.timestamp;
    wire.clock.advance(std::chrono::days{31});
    for (int time = 0; time < 2; ++time) {
        auto frozen = wire.round("plain");
        CHECK(frozen.reception.road == Reception::Road::NetworkLost);
        CHECK(frozen.reception.heard == runs_out);
        CHECK_EQ(frozen.problems.at(0).check, std::string("tuf.timestamp.expired"));
        wire.clock.advance(std::chrono::days{1});
    }
    wire.kiosk.reset();
    wire.kiosk = wire.supplier();
    CHECK(wire.kiosk->first().reception.heard <= runs_out);
    wire.region.now = wire.clock.now();
    wire.region.publish();
    auto renewed = wire.round("plain");
    CHECK(renewed.reception.road == Reception::Road::Network);
    CHECK(renewed.reception.heard == wire.clock.now());
    CHECK(renewed.problems.empty());
}

// A hub's clock ran a day ahead when it published, and was set right since.
void a_day_ahead_is_taken_back(Wire& wire) {
    auto noon = wire.clock.now();
    wire.region.now = noon + std::chrono::days{1};
    wire.region.set("bulletins/third.xml", message("third", "Derde bericht"));
    wire.region.publish();
    CHECK(wire.round("plain").signed_floor == noon + std::chrono::days{1});
    wire.region.now = noon + std::chrono::minutes{1};
    wire.region.set("bulletins/fourth.xml", message("fourth", "Vierde bericht"));
    wire.region.publish();
    auto right = wire.round("plain");
    CHECK(right.signed_floor == wire.region.now);
    CHECK(right.holdings->signed_floor == wire.region.now);
    CHECK(wire.round("plain").reception.heard == wire.region.now);
    wire.kiosk.reset();
    wire.kiosk = wire.supplier();
    CHECK(wire.kiosk->first().reception.heard == wire.region.now);
}

// Pages are read when somebody opens them, long after the supplier went on.
void holdings_live_on(Point& point) {
    point.region.set("pages/water/page.toml", "icon = \"water\"\norder = 1\nphases = [\"first72\"]\n");
    point.region.set("pages/water/nl.md", "+++\ntitle = \"Water\"\nsummary = \"Koken\"\n+++\nKook het water.\n");
    point.region.publish();
    auto supplier = point.supplier();
    auto holdings = point.take_stick(*supplier).holdings;
    supplier.reset();
    auto page = holdings->content.pages.page("water", "nl");
    CHECK(page != nullptr);
}

void damage_is_told(Point& point) {
    (void)point.take_stick(*point.supplier());
    for (const auto& entry : std::filesystem::directory_iterator(point.temp.path / "data/objects")) {
        std::ofstream(entry.path()) << "rot";
    }
    auto supplier = point.supplier();
    auto first = supplier->first();
    CHECK(first.holdings->empty());
    CHECK(first.reception.road == Reception::Road::Factory);
    CHECK_EQ(first.problems.at(0).check, std::string("store.object_damaged"));
    CHECK(point.take_stick(*supplier).problems.empty());
    CHECK_EQ(point.supplier()->first().holdings->alerts.size(), 2U);
}

// One message rots: the kiosk shows what came before, and the newest again as soon as it is whole.
void what_healed_is_shown_at_once(Point& point) {
    (void)point.take_stick(*point.supplier());
    auto before = point.clock.now();
    point.clock.advance(std::chrono::hours{3});
    auto newest = message("flood", "Het water is weg");
    point.region.set("bulletins/flood.xml", newest);
    point.region.publish();
    (void)point.take_stick(*point.supplier());
    std::ofstream(point.temp.path / "data/objects" / trust::sha256_hex(newest)) << "rot";
    auto supplier = point.supplier();
    auto says = [](const Holdings& holdings) {
        return std::ranges::any_of(
            holdings.alerts, [](const auto& one) { return one.alert.infos.at(0).headline == "Het water is weg"; });
    };
    auto first = supplier->first();
    CHECK(!says(*first.holdings));
    CHECK(first.reception.heard == before);
    CHECK(!first.problems.empty());
    auto healed = point.take_stick(*supplier);
    CHECK(healed.stick->kind == Outcome::Kind::Renewed);
    CHECK(healed.problems.empty());
    CHECK(healed.holdings != nullptr);
    CHECK(says(*healed.holdings));
}

// Two publications share nearly all objects, and one page of both rots.
void one_page_costs_no_message(Point& point) {
    auto page = std::string("# Water\n\nKook het water.\n");
    auto keys =
        records::CpKeys{{trust::SealingKey::generate().public_bytes()}, {trust::SigningKey::generate().public_bytes()}};
    point.region.set("coordination-point.toml", records::write_cp_keys(keys));
    point.region.publish();
    (void)point.take_stick(*point.supplier());
    point.region.set("bulletins/third.xml", message("third", "Derde bericht"));
    point.region.publish();
    (void)point.take_stick(*point.supplier());
    std::ofstream(point.temp.path / "data/objects" / trust::sha256_hex(page)) << "rot";
    auto supplier = point.supplier();
    auto first = supplier->first();
    CHECK_EQ(first.holdings->alerts.size(), 3U);
    CHECK(first.holdings->cp_keys == keys);
    CHECK(first.reception.heard == point.region.now);
    CHECK(!first.problems.empty());
    auto healed = point.take_stick(*supplier);
    CHECK(healed.stick->kind == Outcome::Kind::Renewed);
    CHECK_EQ(healed.stick->fetched_files, 1U);
    CHECK(healed.problems.empty());
}

void no_root_no_supply(Point& point) {
    std::filesystem::remove(point.wishes.root);
    CHECK_REFUSED(Supplier::open(point.files, point.clock, point.wishes), "supply.root");
    CHECK_OK(point.files.replace(point.wishes.root, "{}"));
    CHECK_REFUSED(Supplier::open(point.files, point.clock, point.wishes), "supply.root");
}

struct Worker : Point {
    Bell bell;
    std::unique_ptr<Supply> supply;

    void start() {
        auto started = Supply::start(files, clock, supplier(), [this] { bell.ring(); });
        CHECK_OK(started);
        supply = std::move(*started);
    }
    // The next news with something to show or to tell.
    SupplyNews next() {
        while (true) {
            for (auto& news : supply->take()) {
                if (news.holdings || news.stick || news.wrote) return std::move(news);
            }
            CHECK(bell.wait());
        }
    }
    ~Worker() { supply.reset(); }
};

void a_stick_is_noticed(Worker& worker) {
    worker.start();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK(news.stick->kind == Outcome::Kind::Switched);
    CHECK_EQ(news.holdings->alerts.size(), 2U);
    std::filesystem::rename(worker.temp.path / "stick", worker.region.stick());
    std::filesystem::create_directories(worker.temp.path / "empty");
    std::filesystem::rename(worker.temp.path / "empty", worker.temp.path / "stick");
    CHECK_EQ(worker.next().stick->why->check, std::string("stick.empty"));
}

// A link on a stick would lead what is written there to somewhere else, such as our own disk.
void links_lead_nowhere(Worker& worker) {
    auto elsewhere = worker.temp.path / "elsewhere";
    std::filesystem::create_directories(elsewhere);
    for (const char* name : {"outbox", "receipts", "statistics"})
        std::filesystem::create_symlink(elsewhere, worker.region.stick() / "baken" / name);
    worker.start();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK_EQ(news.stick->why->check, std::string("stick.kind"));
    CHECK(!news.stick_at);
    worker.supply->order({StickOrder::What::Counts, "counts.csv", "hour,dimension,value,count\r\n"});
    CHECK_EQ(worker.next().wrote->failed->check, std::string("stick.none"));
    CHECK(std::filesystem::is_empty(elsewhere));
}

// The hub holds our question; what is published meanwhile comes at once.
void the_hub_calls(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    auto ask = [&](const std::string& path) {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + path, {}, ByteLimit{1U << 20U}, {}}, text));
        return text;
    };
    worker.wishes.hubs = {base + "/plain"};
    worker.start();
    auto first = worker.next();
    CHECK(first.reception.road == Reception::Road::Network);
    CHECK_EQ(first.holdings->alerts.size(), 2U);
    while (ask("/log").find("held") == std::string::npos) {
    }
    worker.region.set("bulletins/third.xml", message("third", "Derde bericht"));
    worker.region.publish();
    ask("/fire");
    CHECK_EQ(worker.next().holdings->alerts.size(), 3U);
    // While it waits at the hub's door, a stick still comes first.
    std::filesystem::create_directories(worker.temp.path / "empty");
    std::filesystem::rename(worker.temp.path / "empty", worker.temp.path / "stick");
    CHECK_EQ(worker.next().stick->why->check, std::string("stick.empty"));
}

// As many questions as answers would cost the battery and the bundle.
void who_holds_no_question_is_left_alone(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    worker.wishes.hubs = {base + "/restless"};
    worker.start();
    CHECK(worker.next().reception.road == Reception::Road::Network);
    auto questions = [&] {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + "/log", {}, ByteLimit{1U << 20U}, {}}, text));
        std::size_t found = 0;
        for (auto at = text.find("changes"); at != std::string::npos; at = text.find("changes", at + 1)) ++found;
        return found;
    };
    std::size_t asked = 0;
    while (asked == 0) asked = questions();
    // Whoever asks without a pause asks about as often as we do here.
    for (int ours = 0; ours < 200; ++ours) asked += questions();
    CHECK(asked < 20);
}

// Had it to wait for its usual minute, the second news would still be the first hub's.
void a_useless_hub_keeps_no_other_out(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    worker.wishes.hubs = {base + "/nothing", base + "/plain"};
    worker.start();
    std::vector<SupplyNews> heard;
    while (true) {
        std::ranges::move(worker.supply->take(), std::back_inserter(heard));
        if (heard.size() >= 2) break;
        CHECK(worker.bell.wait());
    }
    CHECK_EQ(heard[0].problems.at(0).check, std::string("tuf.timestamp.missing"));
    CHECK(heard[1].reception.road == Reception::Road::Network);
    CHECK_EQ(heard[1].holdings->alerts.size(), 2U);
}

void it_ends_at_once(Worker& worker) {
    for (int i = 0; i < 10; ++i) worker.start();
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

int run_supply_tests() {
    const CMUnitTest tests[] = {
        test<shown_again_after_a_start, Point>("what a stick brought is shown again after a start"),
        test<only_its_own_word_is_a_connection, Wire>("only what the coordination point signed counts as a connection"),
        test<a_word_that_ran_out_is_no_connection, Wire>(
            "a word that ran out is told as a lost connection, as old as it is"),
        test<a_day_ahead_is_taken_back, Wire>("the time of a hub whose clock ran ahead holds until its next word"),
        test<holdings_live_on, Point>("what was brought can be read after the supplier went on"),
        test<damage_is_told, Point>("damage is told, and mended by the next stick"),
        test<what_healed_is_shown_at_once, Point>("content that was damaged is shown as soon as it is whole again"),
        test<one_page_costs_no_message, Point>(
            "one page that rots costs no message and not the keys records are sealed to"),
        test<no_root_no_supply, Point>("without a root to begin with there is no supply"),
        test<a_stick_is_noticed, Worker>("the worker notices sticks"),
        test<links_lead_nowhere, Worker>("a stick with links on it takes no records and is not written to"),
        test<the_hub_calls, Worker>("what is published while the worker waits comes at once, and a stick comes first"),
        test<a_useless_hub_keeps_no_other_out, Worker>("a hub with nothing to be believed keeps no other out"),
        test<who_holds_no_question_is_left_alone, Worker>(
            "a hub that answers every question at once is not asked without end"),
        test<it_ends_at_once, Worker>("the worker ends when nobody wants it any more"),
        test<staff_are_told>("staff are told what became of a stick"),
        test<a_system_is_followed, Replaced>(
            "a stick with only a new system is told for what it is, until all is decided"),
        test<a_system_is_broken_off, Replaced>(
            "staff are told that a stick was pulled out before its system was there"),
    };
    return run("app supply", tests);
}
