// Warnings of others at the desk's doors.
#include "cp/office/desk_imports.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/desk/reception.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using namespace std::string_literals;

namespace {

std::string block(const std::string& severity, const std::string& area, const std::string& expires) {
    return "<info><language>nl</language><category>Met</category><event>Wind</event><urgency>Expected</"
           "urgency><severity>" +
           severity + "</severity><certainty>Likely</certainty><expires>2026-11-23T" + expires +
           ":00+00:00</expires><headline>Wind</headline><area><areaDesc>Hier</areaDesc><geocode><valueName>GM-CODE"
           "</valueName><value>" +
           area + "</value></geocode></area></info>";
}

struct Watch : Reception {
    DeskShelf shelf{files, region};
    std::optional<DeskImports> imports;

    Watch() {
        publish();
        imports.emplace(DeskTools{files, region, clock, *access, shelf, [] {}},
                        [](const std::string&) -> Result<std::string> { return refuse("feed.status", "none"); });
        routes->add(imports->doors());
        sign_in("operator");
    }
    void bring(const std::string& blocks, const std::string& identifier = "one") {
        auto text =
            R"(<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>)" + identifier +
            "</identifier><sender>weer@example</sender><sent>2026-11-23T12:00:00+00:00</sent><status>Actual</status>"
            "<msgType>Alert</msgType><scope>Public</scope>" +
            blocks + "</alert>";
        auto body =
            trust::write_json(json_of(trust::JsonObject{{"name", json_of("weer.xml"s)}, {"text", json_of(text)}}));
        CHECK_EQ(ask(post("imports/file", body)).status, 200);
    }
    // The only one there is.
    trust::Json listed() {
        auto told = trust::parse_json(ask(get("imports")).text);
        CHECK_OK(told);
        return told->find("imports")->array()->front();
    }
    Answer take() { return ask(post("imports/take", R"({"id":")" + *listed().find("id")->text() + "\"}")); }
};

void takes_over_nothing_that_ended(Watch& desk) {
    // What goes on elsewhere keeps nothing alive here.
    desk.bring(block("Minor", "GM0088", "20:00") + block("Extreme", "GM0406", "15:00"));
    CHECK(!*desk.listed().find("over")->boolean());
    CHECK_EQ(*desk.listed().find("blocks")->array()->front().integer(), 1);
    CHECK_EQ(desk.take().status, 200);
    desk.clock.advance(std::chrono::hours{2});
    desk.sign_in("operator");
    CHECK(*desk.listed().find("over")->boolean());
    auto answer = desk.take();
    CHECK_EQ(answer.status, 422);
    CHECK(answer.text.find("\"import.over\"") != std::string::npos);
}

void counts_what_waits_for_us(Watch& desk) {
    auto waiting = [&] {
        auto told = trust::parse_json(desk.ask(desk.get("imports/count")).text);
        CHECK_OK(told);
        return *told->find("waiting")->integer();
    };
    CHECK_EQ(waiting(), 0);
    desk.bring(block("Severe", "GM0406", "20:00"));
    CHECK_EQ(waiting(), 1);
    CHECK_EQ(desk.take().status, 200);
    CHECK_EQ(waiting(), 0);
    desk.bring(block("Severe", "GM0088", "20:00"), "elsewhere");
    CHECK_EQ(waiting(), 0);
    desk.bring(block("Minor", "GM0406", "20:00"), "two");
    desk.sign_in("viewer");
    CHECK_EQ(waiting(), 1);
}

void takes_over_once(Watch& desk) {
    desk.bring(block("Severe", "GM0406", "20:00"));
    CHECK_EQ(desk.take().status, 200);
    CHECK_EQ(desk.take().status, 409);
    auto drafts = desk.files.list(desk.region.desk_drafts(), 100);
    CHECK_OK(drafts);
    CHECK_EQ((*drafts)->size(), 1U);
    // Somebody who has a reason may do so.
    auto id = *desk.listed().find("id")->text();
    CHECK_EQ(desk.ask(desk.post("imports/back", R"({"id":")" + id + "\"}")).status, 200);
    CHECK_EQ(desk.take().status, 200);
}

}  // namespace

int run_imports_tests() {
    const CMUnitTest tests[] = {
        test<takes_over_nothing_that_ended, Watch>("what has ended here is taken over by nobody"),
        test<takes_over_once, Watch>("a warning that somebody took over is taken over by nobody else"),
        test<counts_what_waits_for_us, Watch>("what waits and concerns this region is counted by itself"),
    };
    return cmocka_run_group_tests_name("imports", tests, nullptr, nullptr);
}
