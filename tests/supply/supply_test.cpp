// Content by stick and network, to the screen.
#include "kiosk/supply/supply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "exchange/bulletins/due.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/seal.hpp"
#include "kiosk/sync/https_road.hpp"
#include "tests/supply/supply_point.hpp"
#include "tests/supply/supply_tests.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::supply;
using namespace baken::testing;
using sync::Outcome;

namespace {

void shown_again_after_a_start(SupplyPoint& point) {
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
struct Wire : SupplyPoint {
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

const bulletins::Shown* find_shown(const Holdings& holdings, const bulletins::Due& due, std::string_view identifier) {
    auto found = std::ranges::find(due.shown, identifier, [&](const auto& shown) -> std::string_view {
        return holdings.alerts[shown.alert].alert.identifier;
    });
    return found == due.shown.end() ? nullptr : &*found;
}

// What cannot be told is told as such, and hides nothing: the message counts from when it came.
void a_message_without_its_moment_is_shown(SupplyPoint& point) {
    point.region.set("bulletins/undated.xml", message("undated", "Zonder moment", "gisteren"));
    point.region.publish();
    auto brought = point.take_stick(*point.supplier()).holdings;
    point.clock.advance(std::chrono::hours{5});
    for (const auto& holdings : {brought, point.supplier()->first().holdings}) {
        auto due = bulletins::due(holdings->alerts, holdings->area(), point.clock.now());
        const auto* undated = find_shown(*holdings, due, "undated");
        CHECK(undated != nullptr);
        CHECK(std::ranges::find(undated->reasons, bulletins::Why::Unclear, &bulletins::Reason::why) !=
              undated->reasons.end());
    }
}

// Pages are read when somebody opens them, long after the supplier went on.
void holdings_live_on(SupplyPoint& point) {
    point.region.set("pages/water/page.toml", "icon = \"water\"\norder = 1\nphases = [\"first72\"]\n");
    point.region.set("pages/water/nl.md", "+++\ntitle = \"Water\"\nsummary = \"Koken\"\n+++\nKook het water.\n");
    point.region.publish();
    auto supplier = point.supplier();
    auto holdings = point.take_stick(*supplier).holdings;
    supplier.reset();
    auto page = holdings->content.pages.page("water", "nl");
    CHECK(page != nullptr);
}

void damage_is_told(SupplyPoint& point) {
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
void what_healed_is_shown_at_once(SupplyPoint& point) {
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
void one_page_costs_no_message(SupplyPoint& point) {
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

void no_root_no_supply(SupplyPoint& point) {
    std::filesystem::remove(point.wishes.root);
    CHECK_REFUSED(Supplier::open(point.files, point.clock, point.wishes), "supply.root");
    CHECK_OK(point.files.replace(point.wishes.root, "{}"));
    CHECK_REFUSED(Supplier::open(point.files, point.clock, point.wishes), "supply.root");
}

void goes_on_without_the_file(SupplyPoint& point, std::size_t messages) {
    auto supplier = point.supplier();
    auto first = supplier->first();
    CHECK_EQ(first.holdings->alerts.size(), messages);
    CHECK_EQ(first.problems.size(), 1U);
    CHECK_EQ(first.problems.at(0).check, std::string("supply.root"));
    auto id = fmt::format("after{}", messages);
    point.region.set("bulletins/" + id + ".xml", message(id, "Nog een bericht"));
    point.region.publish();
    auto newer = point.take_stick(*supplier);
    CHECK(newer.stick->kind == Outcome::Kind::Switched);
    CHECK_EQ(newer.holdings->alerts.size(), messages + 1);
    CHECK(newer.problems == first.problems);
}

// The boot partition lost the file, or what is in it; whom to believe is in the store since the first start.
void a_lost_root_takes_nothing_off(SupplyPoint& point) {
    (void)point.take_stick(*point.supplier());
    std::filesystem::remove(point.wishes.root);
    goes_on_without_the_file(point, 2);
    CHECK_OK(point.files.replace(point.wishes.root, ""));
    goes_on_without_the_file(point, 3);
    CHECK_OK(point.files.replace(point.wishes.root, "{}"));
    goes_on_without_the_file(point, 4);
    CHECK_OK(point.files.replace(point.wishes.root, point.region.root()));
    CHECK(point.supplier()->first().problems.empty());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<shown_again_after_a_start, SupplyPoint>("what a stick brought is shown again after a start"),
        test<only_its_own_word_is_a_connection, Wire>("only what the coordination point signed counts as a connection"),
        test<a_word_that_ran_out_is_no_connection, Wire>(
            "a word that ran out is told as a lost connection, as old as it is"),
        test<a_day_ahead_is_taken_back, Wire>("the time of a hub whose clock ran ahead holds until its next word"),
        test<a_message_without_its_moment_is_shown, SupplyPoint>(
            "a message that does not say when it was sent is shown, as one that is not clear"),
        test<holdings_live_on, SupplyPoint>("what was brought can be read after the supplier went on"),
        test<damage_is_told, SupplyPoint>("damage is told, and mended by the next stick"),
        test<what_healed_is_shown_at_once, SupplyPoint>(
            "content that was damaged is shown as soon as it is whole again"),
        test<one_page_costs_no_message, SupplyPoint>(
            "one page that rots costs no message and not the keys records are sealed to"),
        test<no_root_no_supply, SupplyPoint>("without a root to begin with there is no supply"),
        test<a_lost_root_takes_nothing_off, SupplyPoint>(
            "a root that is lost or spoiled later takes nothing off the screen"),
    };
    return run("supply", tests) + run_supply_worker_tests() + run_watch_tests() + run_worn_card_tests();
}
