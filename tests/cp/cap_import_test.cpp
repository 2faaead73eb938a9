#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "cp/office/cap_draft.hpp"
#include "cp/office/cap_imports.hpp"
#include "cp/office/desk_feeds.hpp"
#include "cp/office/feed_fetch.hpp"
#include "cp/office/feed_index.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const std::string kIndex = "https://feeds.example/atom/nl";

std::string warning(const std::string& identifier, const std::string& extra = {}) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">)"
           "<identifier>" +
           identifier +
           "</identifier><sender>weer@example</sender><sent>2026-11-23T13:00:00+01:00</sent><status>Actual</status>"
           "<msgType>Alert</msgType><scope>Public</scope><info><language>en-GB</language><category>Met</category>"
           "<event>Wind</event><urgency>Future</urgency><severity>Severe</severity><certainty>Likely</certainty>"
           "<expires>2026-11-24T13:00:00+01:00</expires><headline>Storm</headline>"
           "<area><areaDesc>Huizen</areaDesc><geocode><valueName>GM-CODE</valueName><value>GM0406</value></geocode>"
           "</area></info><info><language>nl-NL</language><category>Met</category><event>Wind</event>"
           "<urgency>Future</urgency><severity>Severe</severity><certainty>Likely</certainty><headline>Zware "
           "storm</headline><description>Blijf binnen.</description></info>" +
           extra + "</alert>";
}

// One hour after "one" of the same sender, about it.
bulletins::Alert about_one(const std::string& identifier, const std::string& type) {
    auto text = warning(identifier);
    auto put = [&text](const std::string& before, const std::string& after) {
        text.replace(text.find(before), before.size(), after);
    };
    put("<sent>2026-11-23T13:00:00+01:00", "<sent>2026-11-23T14:00:00+01:00");
    put("<msgType>Alert", "<msgType>" + type);
    put("<scope>Public</scope>",
        "<scope>Public</scope><references>weer@example,one,2026-11-23T13:00:00+01:00</references>");
    auto gathered = gather_from_bytes(text);
    CHECK_OK(gathered);
    return gathered->alerts.front();
}

// The web as far as a test needs it.
struct Web {
    std::map<std::string, std::string> pages;
    std::vector<std::string> asked;
    Fetch fetch = [this](const std::string& address) -> Result<std::string> {
        asked.push_back(address);
        auto found = pages.find(address);
        if (found == pages.end()) return refuse("feed.status", address + ": 404");
        return found->second;
    };
};

struct Folder {
    MemoryFiles disk;
    CapImports imports{disk, "imports"};
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
};

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const auto& one : texts) text += one + "|";
    return text;
}

void reads_an_atom_index() {
    auto found = read_feed_index(
        R"(<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">)"
        R"(<link rel="self" href="self.atom"/>)"
        R"(<entry><link type="text/html" href="for-people"/><link type="application/cap+xml" href="one.xml"/></entry>)"
        R"(<entry><link href="two.xml"/></entry><entry><link href="two.xml"/></entry><entry/></feed>)");
    CHECK_OK(found);
    CHECK_EQ(joined(*found), std::string("one.xml|two.xml|"));
}

void reads_an_rss_index() {
    auto found = read_feed_index(
        "<rss version='2.0'><channel><link>https://site/</link><item><title>x</title><link> a.xml </link></item>"
        "<item><link>b.xml</link></item></channel></rss>");
    CHECK_OK(found);
    CHECK_EQ(joined(*found), std::string("a.xml|b.xml|"));
}

void refuses_what_is_no_index() {
    CHECK_REFUSED(read_feed_index("no xml"), "feed.xml");
    CHECK_REFUSED(read_feed_index("<html/>"), "feed.format");
    CHECK_REFUSED(read_feed_index("<!DOCTYPE feed [<!ENTITY a 'b'>]><feed/>"), "feed.xml");
    std::string many = "<feed>";
    for (int i = 0; i < 2000; ++i) many += "<entry><link href='" + std::to_string(i) + "'/></entry>";
    CHECK_EQ(read_feed_index(many + "</feed>")->size(), kMostFeedEntries);
}

void stays_in_its_own_house() {
    CHECK_EQ(*resolve_entry(kIndex, "../cap/one.xml"), std::string("https://feeds.example/cap/one.xml"));
    CHECK_EQ(*resolve_entry(kIndex, "https://feeds.example/x"), std::string("https://feeds.example/x"));
    for (const auto* other : {"http://feeds.example/x", "https://127.0.0.1/x", "file:///etc/passwd", "//other/x",
                              "https://feeds.example:8443/x"}) {
        CHECK_REFUSED(resolve_entry(kIndex, other), "feed.address");
    }
}

void follows_an_index() {
    Web web;
    web.pages[kIndex] =
        "<feed><entry><link href='/one.xml'/></entry><entry><link href='/gone.xml'/></entry>"
        "<entry><link href='/bad.xml'/></entry><entry><link href='http://elsewhere/'/></entry></feed>";
    web.pages["https://feeds.example/one.xml"] = warning("one");
    web.pages["https://feeds.example/bad.xml"] = "<half";
    auto gathered = gather_alerts(kIndex, web.fetch);
    CHECK_OK(gathered);
    CHECK_EQ(gathered->alerts.size(), 1U);
    CHECK_EQ(gathered->problems.size(), 3U);
    CHECK_EQ(web.asked.size(), 4U);
    CHECK_EQ(gather_alerts(kIndex, web.fetch, 0)->alerts.size(), 0U);
    CHECK_REFUSED(gather_alerts("https://feeds.example/nowhere", web.fetch), "feed.status");
    CHECK_EQ(gather_alerts("https://feeds.example/one.xml", web.fetch)->alerts.size(), 1U);
    CHECK_REFUSED(gather_from_bytes(web.pages[kIndex]), "cap.feed_index");
}

void leaves_who_answers_too_late() {
    Web web;
    std::string index = "<feed>";
    for (int at = 0; at < 9; ++at) index += "<entry><link href='/" + std::to_string(at) + ".xml'/></entry>";
    web.pages[kIndex] = index + "</feed>";
    for (const auto* there : {"0", "2"}) {
        web.pages["https://feeds.example/" + std::string(there) + ".xml"] = warning(there);
    }
    auto late = [&](const std::string& address) -> Result<std::string> {
        auto page = web.fetch(address);
        return page ? page : refuse("feed.slow", address);
    };
    auto gathered = gather_alerts(kIndex, late);
    CHECK_OK(gathered);
    CHECK(gathered->given_up);
    CHECK_EQ(gathered->alerts.size(), 2U);
    CHECK_EQ(web.asked.back(), std::string("https://feeds.example/4.xml"));
    CHECK(!gather_alerts(kIndex, web.fetch)->given_up);
}

void keeps_each_message_once(Folder& folder) {
    auto alerts = gather_from_bytes(warning("one"))->alerts;
    alerts.push_back(gather_from_bytes(warning("two"))->alerts.front());
    auto kept = folder.imports.keep("KNMI", alerts, folder.now);
    CHECK_OK(kept);
    CHECK_EQ(kept->fresh, 2U);
    auto all = *folder.imports.all();
    CHECK_EQ(all.size(), 2U);
    CHECK_EQ(all[0].feed, std::string("KNMI"));
    CHECK(all[0].state == ImportState::Waiting);
    CHECK_OK(folder.imports.set(all[0].id, ImportState::Dismissed));
    auto again = folder.imports.keep("MeteoAlarm", alerts, folder.now);
    CHECK_EQ(again->fresh, 0U);
    CHECK_EQ(again->known, 2U);
    CHECK(folder.imports.find(all[0].id)->state == ImportState::Dismissed);
    CHECK_REFUSED(folder.imports.find("../../etc/passwd"), "desk.missing");
    CHECK_REFUSED(folder.imports.find(std::string(64, '0')), "desk.missing");
}

void lets_old_ones_go(Folder& folder) {
    auto alerts = gather_from_bytes(warning("one"))->alerts;
    CHECK_EQ(folder.imports.keep("KNMI", alerts, folder.now)->fresh, 1U);
    CHECK_EQ(folder.imports.keep("KNMI", {}, folder.now + std::chrono::days{20})->fresh, 0U);
    CHECK_EQ(folder.imports.all()->size(), 1U);
    CHECK_EQ(folder.imports.keep("KNMI", alerts, folder.now + std::chrono::days{40})->fresh, 0U);
    CHECK(folder.imports.all()->empty());
}

void brings_back_nothing_that_was_decided(Folder& folder) {
    auto lasting = gather_from_bytes(warning("lasting"))->alerts.front();
    for (auto& info : lasting.infos) info.expires.reset();
    std::vector<bulletins::Alert> feed{gather_from_bytes(warning("one"))->alerts.front(), lasting};
    CHECK_EQ(folder.imports.keep("KNMI", feed, folder.now)->fresh, 2U);
    auto all = *folder.imports.all();
    for (const auto& import : all) CHECK_OK(folder.imports.set(import.id, ImportState::Dismissed));
    // "one" ends after a day, and goes a month later; the other one stays as long as the feed has it.
    for (int days = 2; days < 80; days += 6) {
        CHECK_EQ(folder.imports.keep("KNMI", feed, folder.now + std::chrono::days{days})->fresh, 0U);
        CHECK_EQ(folder.imports.keep("MeteoAlarm", {}, folder.now + std::chrono::days{days})->fresh, 0U);
        CHECK_EQ(folder.imports.all()->size(), days <= 31 ? 2U : 1U);
    }
    CHECK(folder.imports.all()->front().state == ImportState::Dismissed);
    CHECK_OK(folder.imports.keep("KNMI", {}, folder.now + std::chrono::days{120}));
    CHECK(folder.imports.all()->empty());
}

void leaves_out_what_warns_nobody(Folder& folder) {
    auto alerts = gather_from_bytes(warning("one"))->alerts;
    alerts.front().status = bulletins::Status::Test;
    CHECK_EQ(folder.imports.keep("KNMI", alerts, folder.now)->fresh, 0U);
    alerts.front().status = bulletins::Status::Actual;
    alerts.front().scope = bulletins::Scope::Private;
    CHECK_EQ(folder.imports.keep("KNMI", alerts, folder.now)->fresh, 0U);
    for (const auto* type : {"Ack", "Error"}) {
        CHECK_EQ(folder.imports.keep("KNMI", {about_one("two", type)}, folder.now)->fresh, 0U);
    }
}

std::string states(Folder& folder) {
    std::string text;
    auto all = *folder.imports.all();
    for (const auto& import : all) {
        text += import.alert.identifier + " " + std::string(name_of(import.state)) + "|";
    }
    return text;
}

void lays_aside_what_is_over(Folder& folder) {
    auto one = gather_from_bytes(warning("one"))->alerts.front();
    CHECK_EQ(folder.imports.keep("KNMI", {one}, folder.now)->fresh, 1U);
    auto cancel = about_one("two", "Cancel");
    CHECK(is_warning(one));
    CHECK(!is_warning(cancel));
    auto later = folder.now + std::chrono::hours{1};
    CHECK_EQ(folder.imports.keep("KNMI", {cancel, one}, later)->fresh, 1U);
    CHECK_EQ(states(folder), std::string("two waiting|one dismissed|"));
    // Who wants it back all the same, has it.
    CHECK_OK(folder.imports.set(folder.imports.all()->back().id, ImportState::Waiting));
    CHECK_EQ(folder.imports.keep("KNMI", {cancel, one}, later)->known, 2U);
    CHECK_EQ(states(folder), std::string("two waiting|one waiting|"));
}

void lays_aside_what_comes_late(Folder& folder) {
    CHECK_EQ(folder.imports.keep("KNMI", {about_one("two", "Update")}, folder.now)->fresh, 1U);
    auto one = gather_from_bytes(warning("one"))->alerts.front();
    CHECK_EQ(folder.imports.keep("KNMI", {one}, folder.now - std::chrono::hours{1})->fresh, 1U);
    CHECK_EQ(states(folder), std::string("two waiting|one dismissed|"));
}

void lets_nobody_else_take_back(Folder& folder) {
    auto one = gather_from_bytes(warning("one"))->alerts.front();
    auto other = about_one("two", "Cancel");
    other.sender = "somebody@example";
    CHECK_EQ(folder.imports.keep("file", {one, other}, folder.now)->fresh, 2U);
    auto exercise = about_one("three", "Cancel");
    exercise.status = bulletins::Status::Exercise;
    CHECK_EQ(folder.imports.keep("file", {exercise}, folder.now)->fresh, 1U);
    CHECK(states(folder).find("one waiting|") != std::string::npos);
    // What was taken over stays so.
    auto all = *folder.imports.all();
    auto taken = std::ranges::find(all, "one", [](const auto& import) { return import.alert.identifier; });
    CHECK_OK(folder.imports.set(taken->id, ImportState::Taken));
    CHECK_EQ(folder.imports.keep("KNMI", {about_one("four", "Cancel")}, folder.now)->fresh, 1U);
    CHECK(states(folder).find("one taken|") != std::string::npos);
}

void says_what_found_no_room(Folder& folder) {
    auto one = gather_from_bytes(warning("one"))->alerts.front();
    one.infos.resize(1);
    std::vector<bulletins::Alert> alerts(CapImports::kMost + 2, one);
    for (std::size_t at = 0; at < alerts.size(); ++at) alerts[at].identifier = std::to_string(at);
    auto kept = folder.imports.keep("KNMI", alerts, folder.now);
    CHECK_OK(kept);
    CHECK_EQ(kept->fresh, CapImports::kMost);
    CHECK_EQ(kept->left, 2U);
    CHECK(CapImports::is_full(*folder.imports.all(), folder.now));
    // What was laid aside gives its room once it is over.
    CHECK_OK(folder.imports.set(folder.imports.all()->front().id, ImportState::Dismissed));
    CHECK(CapImports::is_full(*folder.imports.all(), folder.now));
    auto later = folder.now + std::chrono::days{3};
    CHECK(!CapImports::is_full(*folder.imports.all(), later));
    kept = folder.imports.keep("KNMI", {alerts.end() - 2, alerts.end()}, later);
    CHECK_EQ(kept->fresh, 1U);
    CHECK_EQ(kept->left, 1U);
}

void becomes_a_draft() {
    Shelf shelf;
    shelf.sites.emplace_back();
    shelf.sites.back().municipality.code = "GM0406";
    auto alert = gather_from_bytes(warning("one"))->alerts.front();
    auto draft = draft_of(alert, shelf, *parse_rfc3339("2026-11-23T12:30:00Z"));
    CHECK(draft.aim == DraftAim::New);
    CHECK_EQ(draft.words.at("nl").headline, std::string("Zware storm"));
    CHECK_EQ(draft.words.at("nl").description, std::string("Blijf binnen."));
    CHECK_EQ(draft.words.at("en").headline, std::string("Storm"));
    CHECK_EQ(draft.severity, std::string("Severe"));
    CHECK_EQ(draft.category, std::string("Met"));
    CHECK_EQ(draft.hours, 24);
    CHECK_EQ(joined(draft.municipalities), std::string("GM0406|"));
    CHECK_OK(read_draft(json_of(draft)));
    CHECK(!draft.exercise);
    using bulletins::Status;
    for (auto status : {Status::Exercise, Status::Test, Status::System, Status::Draft, Status::Unknown}) {
        alert.status = status;
        CHECK(draft_of(alert, shelf, {}).exercise);
    }
}

void keeps_a_list_of_feeds() {
    MemoryFiles disk;
    CHECK(read_desk_feeds(disk, "feeds.toml")->empty());
    std::vector<DeskFeed> feeds{{"KNMI", "https://feeds.example/knmi", 5},
                                {"MeteoAlarm", "https://other.example/a", 0}};
    CHECK_OK(write_desk_feeds(disk, "feeds.toml", feeds));
    CHECK(*read_desk_feeds(disk, "feeds.toml") == feeds);
    feeds[1].name = "KNMI";
    CHECK_REFUSED(write_desk_feeds(disk, "feeds.toml", feeds), "desk.feed");
    CHECK_REFUSED(write_desk_feeds(disk, "feeds.toml", {{"x", "file:///etc/passwd", 5}}), "desk.feed");
    CHECK_REFUSED(write_desk_feeds(disk, "feeds.toml", std::vector<DeskFeed>(21)), "desk.feed");
    CHECK_REFUSED(fetch_address("file:///etc/passwd"), "feed.address");
}

// Feeds and messages as others really write them; nothing may be more than refused.
void reads_what_others_publish(Folder& folder) {
    const char* shared = std::getenv("BAKEN_SHARED_DATA");
    auto root = Path(shared == nullptr ? "" : shared) / "cap";
    if (!std::filesystem::is_directory(root / "feed")) throw Skipped{"no CAP messages of others are here"};
    int indexes = 0;
    std::size_t messages = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".gz") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        auto index = read_feed_index(bytes);
        indexes += index && !index->empty() ? 1 : 0;
        auto gathered = gather_from_bytes(bytes);
        if (!gathered) continue;
        messages += gathered->alerts.size();
        CHECK_OK(folder.imports.keep(entry.path().filename().string(), gathered->alerts, folder.now));
        for (const auto& alert : gathered->alerts) CHECK_OK(read_draft(json_of(draft_of(alert, {}, folder.now))));
    }
    CHECK(indexes >= 5);
    CHECK(messages >= 50);
    CHECK_OK(folder.imports.all());
}

}  // namespace

int run_cap_import_tests() {
    const CMUnitTest tests[] = {
        test<reads_an_atom_index>("an Atom index gives the addresses of its messages, not those for people"),
        test<reads_an_rss_index>("an RSS index gives the addresses of its items"),
        test<refuses_what_is_no_index>("other XML, entities and too many entries are refused or cut"),
        test<stays_in_its_own_house>("an index leads to no other machine"),
        test<follows_an_index>("an index is followed; what cannot be had is told and the rest goes on"),
        test<leaves_who_answers_too_late>("after three messages that came too late no more are asked for"),
        test<keeps_each_message_once, Folder>("a message waits once, whichever feed brings it and how often"),
        test<lets_old_ones_go, Folder>("what ended long ago goes, and does not come back"),
        test<brings_back_nothing_that_was_decided, Folder>(
            "what was decided on does not come back while a feed has it"),
        test<leaves_out_what_warns_nobody, Folder>(
            "tests, private messages and what machines tell each other do not come to the desk"),
        test<lays_aside_what_is_over, Folder>("what its sender takes back waits no longer, and may be put back"),
        test<lays_aside_what_comes_late, Folder>("what was replaced before it came does not wait"),
        test<lets_nobody_else_take_back, Folder>("nobody else, and no exercise, takes a warning back"),
        test<says_what_found_no_room, Folder>("a full list says what it did not take in"),
        test<becomes_a_draft>("a message becomes a draft with its words, area and time"),
        test<keeps_a_list_of_feeds>("the list of feeds is kept, and holds web addresses only"),
        test<reads_what_others_publish, Folder>("what others publish is taken or refused, never more"),
    };
    return cmocka_run_group_tests_name("cap_import", tests, nullptr, nullptr);
}
