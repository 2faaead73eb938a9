#include "cp/office/desk_draft.hpp"
#include "cp/office/desk_left.hpp"
#include "cp/office/desk_sent.hpp"

#include <array>

#include "cp/inbox/presence.hpp"
#include "cp/office/desk_drafts.hpp"
#include "cp/office/desk_renderer.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const Instant kWriting = *parse_rfc3339("2026-11-23T13:00:00Z");

// A region that published one warning.
struct Newsroom {
    Shelf shelf;
    DeskSettings settings{.sender = "regio@example.nl"};
    std::string region = "Gooi en Vechtstreek";

    Newsroom() {
        bulletins::Site site;
        site.id = "noord";
        site.region = "VR14";
        site.municipality = {"Huizen", "GM0406", ""};
        site.languages = {"nl", "en"};
        shelf.sites.push_back(site);
        auto first = make(R"({"aim":"new","words":{"nl":{"headline":"Rook"}},"exercise":true})");
        CHECK_OK(first);
        first->identifier = "first";
        first->sender = "eerder@example.nl";
        shelf.alerts.push_back({"bulletins/first.xml", *first});
    }
    Result<Draft> draft(const std::string& body) {
        TRY(auto json, read_request(body));
        return read_draft(json);
    }
    Result<bulletins::Alert> make(const std::string& body, Instant now = kWriting) {
        TRY(auto read, draft(body));
        return make_alert(read, shelf, {settings, region}, now);
    }
    bool is_sent(const std::string& body) { return cp::is_sent(*draft(body), shelf, {settings, region}); }
};

void writes_what_the_schema_takes(Newsroom& newsroom) {
    auto alert = newsroom.make(
        R"({"aim":"new","words":{"nl":{"headline":"Er is <b>soep</b> & brood","description":"Om 18 uur."},"en":{"headline":"There is soup"}},"municipalities":["GM0406"],"hours":6})");
    CHECK_OK(alert);
    auto parsed = bulletins::parse_alert(bulletins::write_alert(*alert));
    CHECK_OK(parsed);
    for (const auto& remark : parsed->remarks) CHECK_EQ(remark.check.substr(0, 10), std::string("cap.text.m"));
    CHECK_EQ(parsed->alert.infos.size(), std::size_t{2});
    CHECK_EQ(parsed->alert.infos[0].language, std::string("nl"));
    CHECK_EQ(parsed->alert.infos[0].areas[0].description, std::string("Huizen"));
    CHECK(parsed->alert.infos[0].expires->at == kWriting + std::chrono::hours{6});
    CHECK(!takes_over(*alert));
}

// The houses of the region fill the same templates.
void a_template_tells_its_own_end(Newsroom& newsroom) {
    DiskFiles disk;
    std::vector<bulletins::Finding> findings;
    newsroom.shelf.templates = bulletins::load_templates(disk, std::vector<Path>{"content/national"}, findings);
    auto end = [&](const std::string& hours) {
        auto alert = newsroom.make(
            R"({"aim":"new","form":"water-point","values":{"place":"Plein","street":"Straat 1","day":"2026-11-25","from":"08:00","to":"20:00","litres":"6"},"hours":)" +
            hours + "}");
        CHECK_OK(alert);
        return alert->infos[0].expires->at;
    };
    CHECK(end("0") == *parse_rfc3339("2026-11-25T20:00:00+01:00"));
    CHECK(end("5") == kWriting + std::chrono::hours{5});
    auto free = newsroom.make(R"({"aim":"new","words":{"nl":{"headline":"Soep"}}})");
    CHECK(free->infos[0].expires->at == kWriting + std::chrono::hours{24});
}

void follows_as_the_same_sender(Newsroom& newsroom) {
    auto over = newsroom.make(R"({"aim":"all-clear","of":"first","words":{"nl":{"headline":"Rook is weg"}}})");
    CHECK_OK(over);
    CHECK(over->msg_type == bulletins::MsgType::Cancel);
    CHECK(over->status == bulletins::Status::Exercise);
    CHECK_EQ(over->sender, std::string("eerder@example.nl"));
    CHECK_EQ(over->references.back().identifier, std::string("first"));
    CHECK(over->infos[0].response_types == std::vector{bulletins::ResponseType::AllClear});
    auto back = newsroom.make(R"({"aim":"withdraw","of":"first"})");
    CHECK_OK(back);
    CHECK(back->infos.empty());
    CHECK_REFUSED(newsroom.make(R"({"aim":"update","of":"never","words":{"nl":{"headline":"x"}}})"), "desk.draft");
}

// Who got no answer sends it again, minutes later: it is there, also where it ended what it follows.
void knows_what_was_sent(Newsroom& newsroom) {
    const std::string begin = R"({"uuid":"019a0000-0000-7000-8000-000000000001","sites":["noord"],"hours":6,)";
    const std::array drafts{begin + R"("aim":"new","words":{"nl":{"headline":"Soep om 18 uur"}}})",
                            begin + R"("aim":"update","of":"first","words":{"nl":{"headline":"Meer rook"}}})",
                            begin + R"("aim":"all-clear","of":"first","words":{"nl":{"headline":"Rook is weg"}}})"};
    for (const auto& draft : drafts) {
        CHECK(!newsroom.is_sent(draft));
        auto made = newsroom.make(draft, kWriting + std::chrono::minutes{1});
        CHECK_OK(made);
        CHECK_EQ(made->identifier, std::string("baken-019a0000-0000-7000-8000-000000000001"));
        newsroom.shelf.alerts.push_back({"bulletins/soup.xml", *made});
        CHECK(newsroom.is_sent(draft));
        auto changed = draft;
        CHECK(!newsroom.is_sent(changed.replace(changed.find("\"hours\":6"), 9, "\"hours\":7")));
        newsroom.shelf.alerts.pop_back();
    }
    // One from before drafts had a name of their own has that of its file.
    auto old = newsroom.make(
        R"({"id":"019a0000-0000-7000-8000-000000000002","aim":"new","words":{"nl":{"headline":"Soep"}}})");
    CHECK_EQ(old->identifier, std::string("baken-019a0000-0000-7000-8000-000000000002"));
    CHECK_REFUSED(newsroom.draft(R"({"uuid":"../../root","aim":"new"})"), "desk.request");
}

// It is over in one place and goes on in the other.
void names_who_is_left_without(Newsroom& newsroom) {
    auto other = newsroom.shelf.sites.front();
    other.id = "zuid";
    other.municipality = {"Laren", "GM0417", ""};
    newsroom.shelf.sites.push_back(other);
    newsroom.shelf.alerts.front().alert = *newsroom.make(R"({"aim":"new","words":{"nl":{"headline":"Rook"}}})");
    newsroom.shelf.alerts.front().alert.identifier = "first";
    const std::string body = R"("of":"first","words":{"nl":{"headline":"Rook"}},)";
    const std::string none;
    auto left = [&](const std::string& aim, const std::string& where) {
        auto text = R"({"aim":")" + aim + "\"," + body + where + R"("hours":6})";
        auto alert = newsroom.make(text);
        CHECK_OK(alert);
        auto draft = *newsroom.draft(text);
        auto ids = left_without(draft, *alert, newsroom.shelf);
        // An all-clear must reach all; a new warning may be for fewer.
        auto outcome = check_all_clear(draft, *alert, newsroom.shelf);
        if (aim == "all-clear" && !ids.empty())
            CHECK_REFUSED(outcome, "desk.left_out");
        else
            CHECK_OK(outcome);
        return ids;
    };
    const std::vector<std::string> nobody;
    const std::vector<std::string> south{"zuid"};
    for (const auto* aim : {"all-clear", "update"}) {
        CHECK(left(aim, R"("municipalities":["GM0406"],)") == south);
        CHECK(left(aim, R"("sites":["noord"],)") == south);
        CHECK(left(aim, R"("municipalities":["GM0406","GM0417"],)") == nobody);
        CHECK(left(aim, none) == nobody);
    }
    CHECK(left("withdraw", R"("municipalities":["GM0406"],)") == nobody);
    CHECK(left("new", R"("municipalities":["GM0406"],)") == nobody);
}

void follows_what_still_stands(Newsroom& newsroom) {
    const std::array ways{std::string(R"("aim":"update","words":{"nl":{"headline":"x"}}})"),
                          std::string(R"("aim":"all-clear","words":{"nl":{"headline":"x"}}})"),
                          std::string(R"("aim":"withdraw"})")};
    auto of = [](const std::string& what, const std::string& way) { return R"({"of":")" + what + "\"," + way; };
    for (const auto& way : ways) CHECK_OK(newsroom.make(of("first", way)));
    // Two that follow the same one would both be live, and only the newest of them is shown.
    auto next = newsroom.make(of("first", ways[0]));
    next->identifier = "next";
    newsroom.shelf.alerts.push_back({"bulletins/next.xml", *next});
    for (const auto& way : ways) {
        CHECK_REFUSED(newsroom.make(of("first", way)), "desk.conflict");
        CHECK_OK(newsroom.make(of("next", way)));
    }
    for (const auto& way : ways) {
        CHECK_REFUSED(newsroom.make(of("next", way), kWriting + std::chrono::days{2}), "desk.conflict");
    }
    auto back = newsroom.make(of("next", ways[2]));
    back->identifier = "back";
    newsroom.shelf.alerts.push_back({"bulletins/back.xml", *back});
    for (const auto& way : ways) CHECK_REFUSED(newsroom.make(of("next", way)), "desk.conflict");
}

void refuses_what_is_no_draft(Newsroom& newsroom) {
    for (const auto* body :
         {R"({})", R"({"aim":"other"})", R"({"aim":"new","hours":100000})", R"({"aim":"new","severity":"Worst"})",
          R"({"aim":"new","words":{"../x":{"headline":"a"}}})", R"({"aim":"new","words":{"nl":{"headline":"a\nb"}}})",
          R"({"aim":"new","words":[]})", R"({"aim":"new","values":{"a":1}})",
          R"({"aim":"new","municipalities":["a\u0001"]})", R"({"aim":["new"]})"}) {
        CHECK_REFUSED(newsroom.draft(body), "desk.request");
    }
    CHECK_REFUSED(newsroom.make(R"({"aim":"new","words":{"en":{"headline":"No Dutch"}}})"), "desk.draft");
    CHECK_REFUSED(newsroom.make(R"({"aim":"new","form":"none"})"), "desk.draft");
}

void prints_what_is_said(Newsroom& newsroom) {
    auto one = *newsroom.draft(R"({"aim":"new","words":{"nl":{"headline":"Bel 112"}}})");
    auto other = one;
    other.author = "anna";
    other.waits = true;
    CHECK_EQ(print_of(one), print_of(other));
    other.words["nl"].headline = "Bel 113";
    CHECK(print_of(one) != print_of(other));
    other = one;
    other.hours = 1;
    CHECK(print_of(one) != print_of(other));
}

void keeps_who_opened_an_older_one_away(Newsroom& newsroom) {
    TempFolder folder;
    DiskFiles files;
    DeskDrafts drafts(files, folder.path);
    auto opened = drafts.keep(*newsroom.draft(R"({"aim":"new","words":{"nl":{"headline":"Soep"}}})"), kWriting);
    CHECK_OK(opened);
    auto print = print_of(*opened);
    CHECK_OK(drafts.check_opened(*opened, print));
    CHECK_REFUSED(drafts.check_opened(*opened, ""), "desk.conflict");
    auto other = *opened;
    other.words["nl"].headline = "Brood";
    CHECK_OK(drafts.keep(other, kWriting));
    CHECK_REFUSED(drafts.check_opened(*opened, print), "desk.conflict");
    // The same words, but a colleague looks at them by now.
    other = *opened;
    other.waits = true;
    CHECK_OK(drafts.keep(other, kWriting));
    CHECK_REFUSED(drafts.check_opened(*opened, print), "desk.conflict");
    CHECK_OK(drafts.check_opened(other, print));
    CHECK_OK(drafts.remove(opened->id));
    CHECK_REFUSED(drafts.check_opened(*opened, print), "desk.missing");
}

// Whoever got no answer sends it once more, with other words perhaps; a colleague's stays.
void finds_what_was_begun(Newsroom& newsroom) {
    TempFolder folder;
    DiskFiles files;
    DeskDrafts drafts(files, folder.path);
    const std::string uuid = "019a0000-0000-7000-8000-000000000001";
    auto draft = *newsroom.draft(R"({"uuid":")" + uuid + R"(","aim":"new","words":{"nl":{"headline":"Soep"}}})");
    draft.author = "carla";
    CHECK_EQ(*drafts.begun_as(draft), std::string());
    auto kept = drafts.keep(draft, kWriting);
    CHECK_OK(kept);
    CHECK_EQ(*drafts.begun_as(draft), kept->id);
    auto proposal = draft;
    proposal.waits = true;
    CHECK_EQ(*drafts.begun_as(proposal), kept->id);
    kept->waits = true;
    CHECK_OK(drafts.keep(*kept, kWriting));
    CHECK_EQ(*drafts.begun_as(proposal), kept->id);
    // What was proposed is not taken back by keeping it.
    CHECK_EQ(*drafts.begun_as(draft), std::string());
    auto other = proposal;
    other.author = "anna";
    CHECK_EQ(*drafts.begun_as(other), std::string());
    other = proposal;
    other.uuid = "019a0000-0000-7000-8000-000000000002";
    CHECK_EQ(*drafts.begun_as(other), std::string());
    other.id = "its own";
    CHECK_EQ(*drafts.begun_as(other), std::string("its own"));
}

// Those of a version that knew no uuid are all different.
void takes_none_without_a_uuid_for_another(Newsroom& newsroom) {
    TempFolder folder;
    DiskFiles files;
    DeskDrafts drafts(files, folder.path);
    auto draft = *newsroom.draft(R"({"aim":"new","words":{"nl":{"headline":"Soep"}}})");
    draft.author = "carla";
    CHECK_OK(drafts.keep(draft, kWriting));
    CHECK_EQ(*drafts.begun_as(draft), std::string());
}

void takes_over_by_either_word(Newsroom& newsroom) {
    CHECK(takes_over(*newsroom.make(R"({"aim":"new","severity":"Extreme","words":{"nl":{"headline":"a"}}})")));
    CHECK(takes_over(*newsroom.make(R"({"aim":"new","urgency":"Immediate","words":{"nl":{"headline":"a"}}})")));
}

void asks_two_for_a_danger(Newsroom& newsroom) {
    auto asks = [&](TwoPersons rule, const std::string& body) {
        auto draft = newsroom.draft(body);
        auto alert = newsroom.make(body);
        CHECK_OK(alert);
        return needs_two(rule, *draft, *alert, newsroom.shelf);
    };
    const std::string soup = R"({"aim":"new","words":{"nl":{"headline":"Soep"}}})";
    const std::string fire = R"({"aim":"new","urgency":"Immediate","words":{"nl":{"headline":"Brand"}}})";
    CHECK(!asks(TwoPersons::Extreme, soup));
    CHECK(asks(TwoPersons::Extreme, fire));
    CHECK(asks(TwoPersons::Always, soup));
    CHECK(!asks(TwoPersons::Never, fire));
    const std::array follow{std::string(R"({"aim":"update","of":"first","words":{"nl":{"headline":"Kerkstraat"}}})"),
                            std::string(R"({"aim":"all-clear","of":"first","words":{"nl":{"headline":"Voorbij"}}})"),
                            std::string(R"({"aim":"withdraw","of":"first"})")};
    for (const auto& body : follow) CHECK(!asks(TwoPersons::Extreme, body));
    newsroom.shelf.alerts.front().alert.infos.front().severity = bulletins::Severity::Extreme;
    for (const auto& body : follow) {
        CHECK(asks(TwoPersons::Extreme, body));
        CHECK(!asks(TwoPersons::Never, body));
    }
}

void bounds_the_renderer(Newsroom& /*newsroom*/) {
    TempFolder folder;
    PreviewOrder order{
        .content = folder.path, .files = {{"bulletins/preview.xml", "<alert/>"}}, .site = "y", .language = "nl"};
    CHECK_REFUSED(DeskRenderer({}, {}, folder.path / "room").draw(order), "preview.none");
    CHECK_REFUSED(DeskRenderer("/bin/false", {}, folder.path / "room").draw(order), "preview.failed");
    CHECK_REFUSED(DeskRenderer("/bin/true", {}, folder.path / "room").draw(order), "preview.failed");
    CHECK_REFUSED(DeskRenderer("/nowhere", {}, folder.path / "room").draw(order), "preview.failed");
    CHECK(std::filesystem::is_empty(folder.path / "room"));
}

void remembers_who_asked(Newsroom& /*newsroom*/) {
    Presence presence;
    presence.note("noord", 3, kWriting);
    presence.note("noord", 4, kWriting + std::chrono::minutes{1});
    presence.note("../etc", 4, kWriting);
    presence.note("", 4, kWriting);
    auto sites = presence.take_heard();
    CHECK_EQ(sites.size(), std::size_t{1});
    CHECK_EQ(sites.at("noord").version, trust::Version{4});
}

}  // namespace

int run_draft_tests() {
    const CMUnitTest tests[] = {
        test<writes_what_the_schema_takes, Newsroom>("free words become a message that the schema takes"),
        test<a_template_tells_its_own_end, Newsroom>("a template tells its own end, unless the desk does"),
        test<follows_as_the_same_sender, Newsroom>("what follows a message keeps its sender and its status"),
        test<names_who_is_left_without, Newsroom>(
            "who loses a warning and is not told is named, and no all-clear does it"),
        test<knows_what_was_sent, Newsroom>("what is sent twice is one message"),
        test<follows_what_still_stands, Newsroom>(
            "what was replaced, taken back or has expired is followed by nothing more"),
        test<refuses_what_is_no_draft, Newsroom>("a draft that breaks a rule is refused"),
        test<prints_what_is_said, Newsroom>("the print changes with what is said, and only then"),
        test<keeps_who_opened_an_older_one_away, Newsroom>("who opened a draft before a colleague changed it is told"),
        test<finds_what_was_begun, Newsroom>("what somebody kept or proposed before is known by its uuid"),
        test<takes_none_without_a_uuid_for_another, Newsroom>("drafts without a uuid are never taken for each other"),
        test<takes_over_by_either_word, Newsroom>("extreme or immediate takes the screen over"),
        test<asks_two_for_a_danger, Newsroom>("what does away with a danger needs two persons as the danger did"),
        test<bounds_the_renderer, Newsroom>("a renderer that gives nothing is refused and leaves nothing"),
        test<remembers_who_asked, Newsroom>("the newest poll of a site is remembered, and no other words"),
    };
    return cmocka_run_group_tests_name("draft", tests, nullptr, nullptr);
}
