// What the desk tells of the feeds of others.
#include "cp/office/desk_imports.hpp"

#include "cp/region/json_fields.hpp"
#include "tests/cp/office.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const std::string kWeather = "https://weer.example/feed";
const std::string kNeighbour = "https://buren.example/feed";
constexpr Duration kRound = std::chrono::minutes{10};

std::string index_of(int messages) {
    std::string text = "<feed>";
    for (int at = 0; at < messages; ++at) text += "<entry><link href='/" + std::to_string(at) + ".xml'/></entry>";
    return text + "</feed>";
}

// A desk that looks at two feeds of others, "Weer" and "Buren".
struct FeedRoom : Office {
    std::unique_ptr<DeskStore> store;
    std::optional<AuditLog> audit;
    std::optional<DeskAccess> access;
    std::optional<DeskShelf> shelf;
    std::optional<DeskImports> imports;
    std::vector<DeskFeed> feeds{{"Weer", kWeather, 10}, {"Buren", kNeighbour, 10}};
    std::map<std::string, std::string> web;
    std::vector<std::string> asked;
    std::map<std::string, std::size_t> waiting_when_asked;
    Duration takes{0};                        // for each question
    std::function<void()> meanwhile = [] {};  // once, while the first is asked
    int told = 0;

    FeedRoom() {
        begin();
        CHECK_OK(publish());
        store = std::move(*DeskStore::open(region.inbox().string()));
        audit.emplace(files, region.desk_audit());
        access.emplace(files, region, *store, *audit, clock, Transport::Plain, trust::kNoCost);
        shelf.emplace(files, region);
        imports.emplace(DeskTools{files, region, clock, *access, *shelf, [this] { ++told; }},
                        [this](const std::string& address) { return fetch(address); });
        CHECK_OK(write_desk_feeds(files, region.desk_feeds(), feeds));
        web[kWeather] = cap_message("weer");
        web[kNeighbour] = cap_message("buren");
    }

    Result<std::string> fetch(const std::string& address) {
        asked.push_back(address);
        std::exchange(meanwhile, [] {})();
        waiting_when_asked[address] = CapImports(files, region.desk_imports()).all()->size();
        clock.advance(takes);
        auto found = web.find(address);
        if (found == web.end()) return refuse("feed.unreachable", address);
        if (found->second == "slow") return refuse("feed.slow", address);
        return found->second;
    }
    void round() {
        Response response = imports->round();
        while (auto* work = std::get_if<Work>(&response)) response = Work(*work).run();
        clock.advance(kRound);
    }
    trust::Json ask(Method method, const std::string& path, trust::Json body = {}) {
        DeskCall call{.body = std::move(body), .user = DeskUser{"eva", "Eva", DeskRole::Administrator, ""}};
        auto doors = imports->doors();
        auto door =
            std::ranges::find_if(doors, [&](const auto& one) { return one.method == method && one.path == path; });
        auto response = door->open(call);
        CHECK_OK(response);
        return *trust::parse_json(std::get<Answer>(*response).text);
    }
    void give_another_address() {
        feeds.front().address = kWeather + "2";
        trust::JsonArray changed;
        for (const auto& one : feeds) {
            changed.push_back(json_of(trust::JsonObject{
                {"name", json_of(one.name)}, {"address", json_of(one.address)}, {"minutes", json_of(one.minutes)}}));
        }
        ask(Method::Post, "feeds", json_of(trust::JsonObject{{"feeds", json_of(std::move(changed))}}));
    }
    // "Weer" is blamed for nothing, and asked at its other address.
    void begins_anew() {
        CHECK_EQ(states(), std::string("Weer - -|Buren 13:00 -  0|"));
        asked.clear();
        round();
        CHECK_EQ(asked.size(), 1U);
        CHECK_EQ(asked.front(), kWeather + "2");
    }
    // "Weer - 13:10 feed.unreachable 0|": the feed, when it succeeded and failed last, why, and how much is lacking.
    std::string states() {
        std::string text;
        auto json = ask(Method::Get, "imports");
        for (const auto& feed : *json.find("feeds")->array()) {
            auto time = [&](std::string_view key) {
                const auto* at = feed.find(key);
                return at == nullptr ? std::string("-") : at->text()->substr(11, 5);
            };
            const auto* check = feed.find("check");
            text += *feed.find("name")->text() + " " + time("succeeded") + " " + time("failed");
            text +=
                check == nullptr ? "|" : " " + *check->text() + " " + trust::write_json(*feed.find("lacking")) + "|";
        }
        return text;
    }
};

void tells_of_a_feed_that_fails(FeedRoom& room) {
    CHECK_EQ(room.states(), std::string("Weer - -|Buren - -|"));
    room.web.erase(kWeather);
    room.round();
    CHECK_EQ(room.states(), std::string("Weer - 13:00 feed.unreachable 0|Buren 13:00 -  0|"));
    room.web[kWeather] = cap_message("weer");
    room.round();
    CHECK_EQ(room.states(), std::string("Weer 13:10 -  0|Buren 13:10 -  0|"));
    room.web[kWeather] = "<half";
    room.round();
    CHECK_EQ(room.states(), std::string("Weer 13:10 13:20 cap.xml 0|Buren 13:20 -  0|"));
}

void tells_who_looks(FeedRoom& room) {
    room.round();
    auto before = room.told;
    room.round();
    CHECK_EQ(room.told, before);
    room.web.erase(kWeather);
    room.round();
    CHECK_EQ(room.told, before + 1);
    room.round();
    CHECK_EQ(room.told, before + 1);
    room.web[kWeather] = cap_message("weer");
    room.round();
    CHECK_EQ(room.told, before + 2);
}

void holds_nothing_back(FeedRoom& room) {
    room.round();
    CHECK_EQ(room.waiting_when_asked[kNeighbour], 1U);
    CHECK_EQ(room.ask(Method::Get, "imports").find("imports")->array()->size(), 2U);
}

void asks_who_failed_last(FeedRoom& room) {
    room.web[kWeather] = "slow";
    room.round();
    room.asked.clear();
    room.round();
    CHECK_EQ(room.asked.front(), kNeighbour);
    CHECK_EQ(room.asked.back(), kWeather);
}

void gives_up_what_takes_too_long(FeedRoom& room) {
    room.web[kWeather] = index_of(100);
    for (int at = 0; at < 100; ++at) {
        room.web["https://weer.example/" + std::to_string(at) + ".xml"] = cap_message("weer" + std::to_string(at));
    }
    room.takes = std::chrono::minutes{1};
    room.round();
    CHECK_EQ(room.asked.size(), 7U);
    CHECK_EQ(room.asked.back(), kNeighbour);
    CHECK_EQ(room.waiting_when_asked[kNeighbour], 5U);
    CHECK(room.states().starts_with("Weer - 13:06 feed.slow 3|Buren 13:07"));
}

// One message that is gone makes no feed a bad one; one of which nothing can be had is.
void tells_what_is_lacking(FeedRoom& room) {
    room.web[kWeather] = index_of(2);
    room.web["https://weer.example/0.xml"] = cap_message("weer0");
    room.round();
    CHECK(room.states().starts_with("Weer 13:00 -  1|"));
    room.web.erase("https://weer.example/0.xml");
    room.round();
    CHECK(room.states().starts_with("Weer 13:00 13:10 feed.unreachable 2|"));
}

void begins_anew_with_another_address(FeedRoom& room) {
    room.web.erase(kWeather);
    room.round();
    room.clock.advance(-kRound);
    room.give_another_address();
    room.begins_anew();
}

void begins_anew_while_it_is_asked(FeedRoom& room) {
    room.web.erase(kWeather);
    room.meanwhile = [&room] { room.give_another_address(); };
    room.round();
    room.clock.advance(-kRound);
    room.begins_anew();
}

void begins_anew_at_the_other_hub(FeedRoom& room) {
    room.web.erase(kWeather);
    room.round();
    room.clock.advance(-kRound);
    room.feeds.front().address = kWeather + "2";
    CHECK_OK(write_desk_feeds(room.files, room.region.desk_feeds(), room.feeds));
    room.begins_anew();
}

}  // namespace

int run_feeds_tests() {
    const CMUnitTest tests[] = {
        test<tells_of_a_feed_that_fails, FeedRoom>("a feed that fails is told by name, with when it succeeded last"),
        test<tells_who_looks, FeedRoom>("who looks hears that a feed fails, and that it does not any more"),
        test<holds_nothing_back, FeedRoom>("what one feed gave is there before the next is asked"),
        test<asks_who_failed_last, FeedRoom>("a feed that failed is asked after the others"),
        test<gives_up_what_takes_too_long, FeedRoom>("a feed that takes too long is left, with what it gave kept"),
        test<tells_what_is_lacking, FeedRoom>("a message that cannot be had is told, and is not the end of its feed"),
        test<begins_anew_with_another_address, FeedRoom>("a feed with another address is asked soon, and not blamed"),
        test<begins_anew_while_it_is_asked, FeedRoom>("so is one that gets another address while it is asked"),
        test<begins_anew_at_the_other_hub, FeedRoom>("so is one that got it at another hub"),
    };
    return cmocka_run_group_tests_name("feeds", tests, nullptr, nullptr);
}
