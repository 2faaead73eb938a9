// What the desk tells of records, and of what sites report of themselves.
#include "tests/desk/counterpart.hpp"
#include "tests/desk/desk_tests.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::FollowUp;
using records::Step;
using namespace std::string_literals;

namespace {

struct Site : Counterpart {
    std::string request = hand_in(records::Kind::HelpRequest);

    std::string step(FollowUp did, const Kiosk& from) {
        records::Record record{one_of_each().back().head, std::move(did)};
        return hand_in(std::move(record), from);
    }
    std::string step(Step step) { return this->step({.about = request, .step = step}, noord); }
    bool tells_report(const std::string& site, const std::string& id) {
        auto told_now = told("situations");
        const auto* report = told_now.find("situations")->find(site);
        return report != nullptr && *report->find("id")->text() == id;
    }
};

void tells_a_report_behind_steps(Site& desk) {
    auto report = desk.hand_in(records::Kind::SituationReport);
    for (int times = 0; times < 10; ++times) desk.step(Step::Closed);
    CHECK(desk.tells_report("noord", report));
    // What is known by now is known the next time.
    CHECK(desk.tells_report("noord", report));
    auto newer = desk.hand_in(records::Kind::SituationReport);
    CHECK(desk.tells_report("noord", newer));
}

void tells_no_report_where_there_is_none(Site& desk) {
    for (int times = 0; times < 10; ++times) desk.step(Step::Closed);
    CHECK(desk.told("situations").find("situations")->object()->empty());
    desk.sign_in("viewer");
    CHECK(desk.told("situations").find("situations")->object()->empty());
}

// What the desk tells that staff of the site did with a record: "step note, step note".
std::string steps_in(const trust::Json& record) {
    std::string told;
    for (const auto& one : *record.find("site_steps")->array()) {
        told += (told.empty() ? "" : ", ") + *one.find("step")->text() + " " + *one.find("note")->text();
    }
    return told;
}

std::string in_full(Site& desk, const std::string& id) {
    auto told = desk.told("record?id=" + id);
    return steps_in(*told.find("record"));
}

std::string in_list(Site& desk, const std::string& id) {
    auto told = desk.told("records?all=1");
    for (const auto& record : *told.find("records")->array()) {
        if (*record.find("id")->text() == id) return steps_in(record);
    }
    return "not in the list";
}

void tells_what_staff_did(Site& desk) {
    CHECK_EQ(in_full(desk, desk.request), std::string());
    CHECK_EQ(in_list(desk, desk.request), std::string());
    desk.step({.about = desk.request, .step = Step::PassedOn, .to_whom = "De huisarts", .note = "Belt terug."},
              desk.noord);
    desk.step({.about = desk.request, .step = Step::HandledHere, .note = "Insuline gebracht."}, desk.noord);
    desk.step({.about = desk.request, .step = Step::Noted, .note = "Dochter gebeld."}, desk.noord);
    auto all = "passed-on Belt terug., handled-here Insuline gebracht., noted Dochter gebeld."s;
    CHECK_EQ(in_full(desk, desk.request), all);
    // A note takes nothing back of what was done.
    CHECK_EQ(in_list(desk, desk.request), "handled-here Insuline gebracht."s);
    desk.open_desk();
    CHECK_EQ(in_list(desk, desk.request), "handled-here Insuline gebracht."s);
    CHECK_EQ(in_full(desk, desk.request), all);
    auto told = desk.told("record?id=" + desk.request);
    CHECK_EQ(*told.find("record")->find("site_steps")->array()->front().find("to_whom")->text(), "De huisarts"s);
}

void decides_nothing(Site& desk) {
    desk.step(Step::HandledHere);
    auto told = desk.told("record?id=" + desk.request);
    CHECK_EQ(told.find("steps")->array()->size(), 1U);
    CHECK_EQ(*told.find("record")->find("state")->text(), "received"s);
    CHECK_EQ(*told.find("record")->find("n")->integer(), 1);
    CHECK_EQ(*desk.told("records/fresh").find("requests")->integer(), 1);
}

void believes_no_other_kiosk(Site& desk) {
    desk.hand_in(help_request(), desk.zuid);
    desk.step({.about = desk.request, .step = Step::HandledHere, .note = "Niet nodig."}, desk.zuid);
    CHECK_EQ(in_full(desk, desk.request), std::string());
    CHECK_EQ(in_list(desk, desk.request), std::string());
}

// A page that asks for few kiosks takes nothing from one that asks for many.
void forgets_who_was_asked_for_longest_ago(Site& desk) {
    Site::Kiosk west{"west"};
    auto kiosks = *KioskRegister::open(desk.files, desk.region.kiosks());
    auto code = records::format({west.signing.public_bytes(), west.sealing.public_bytes()});
    CHECK_OK(kiosks.add("west", code, desk.clock.now()));
    CHECK_OK(desk.office->reread_register());
    auto office = std::move(*InboxOffice::open(desk.region, "", "", Opened::All));
    SiteSteps steps(10);
    std::vector<KeptRecord> requests;
    for (const auto* kiosk : {&west, &desk.noord, &desk.zuid}) {
        auto id = desk.hand_in(help_request(), *kiosk);
        for (int times = 0; times < 4; ++times) desk.step({.about = id}, *kiosk);
        requests.push_back(office->store->named(id)->front());
        CHECK_OK(steps.look(*office, {requests.back().kiosk}));
    }
    auto told = [&](std::size_t request) { return steps.all_of(*office, requests[request]).size(); };
    CHECK_OK(steps.look(*office, {requests[1].kiosk}));
    CHECK_EQ(told(0), 0U);
    CHECK_EQ(told(1), 4U);
    CHECK_EQ(told(2), 4U);
    CHECK_OK(steps.look(*office, {requests[0].kiosk}));
    CHECK_EQ(told(0), 4U);
    CHECK_EQ(told(2), 4U);
}

void tells_nobody_else(Site& desk) {
    desk.step(Step::HandledHere);
    CHECK_EQ(in_list(desk, desk.request), "handled-here "s);
    // Somebody whose session carries no keys.
    CHECK_OK(desk.files.remove(desk.region.keys() / "sealing.1.key"));
    desk.sign_in("publisher");
    CHECK_EQ(in_list(desk, desk.request), std::string());
    CHECK_EQ(in_full(desk, desk.request), std::string());
}

void tells_nothing_that_was_wiped(Site& desk) {
    desk.step(Step::HandledHere);
    CHECK_EQ(in_list(desk, desk.request), "handled-here "s);
    auto later = desk.office->clock.now() + std::chrono::days{200};
    CHECK_OK(desk.office->store->wipe(later, later, later));
    CHECK_EQ(in_list(desk, desk.request), std::string());
    CHECK_EQ(in_full(desk, desk.request), std::string());
}

// More than are opened for one answer: the newest first, the rest for the next.
void goes_on_where_it_was(Site& desk) {
    desk.step(Step::PassedOn);
    CHECK_OK(desk.office->store->together([&] {
        for (int times = 0; times < 600; ++times) desk.step({.about = desk.request}, desk.noord);
    }));
    CHECK_EQ(in_list(desk, desk.request), "noted "s);
    CHECK_EQ(in_list(desk, desk.request), "passed-on "s);
}

std::string heard(Site& desk, const std::string& report) {
    std::string words;
    auto told = desk.told("record?id=" + report);
    for (const auto& stub : *told.find("stubs")->array()) words += *stub.find("note")->text() + "|";
    return words;
}

std::string read_out(const std::string& number, const std::string& id, const std::string& text) {
    return R"({"site":"noord","number":")" + number + R"(","id":")" + id + R"(","text":")" + text + "\"}";
}

void tells_what_was_heard(Site& desk) {
    auto report = desk.hand_in(records::Kind::EmergencyReport);
    auto number = *desk.told("record?id=" + report).find("record")->find("number")->text();
    CHECK_EQ(heard(desk, report), std::string());
    auto id = new_uuid7(desk.clock.now());
    CHECK_EQ(desk.ask(desk.post("radio", read_out(number, id, "Rolstoel op de 1e verdieping."))).status, 200);
    CHECK_EQ(heard(desk, report), "Rolstoel op de 1e verdieping.|"s);
    CHECK_EQ(heard(desk, desk.request), std::string());
    // Told again, as no answer came.
    CHECK_EQ(desk.ask(desk.post("radio", read_out(number, id, "Rolstoel op de 1e verdieping."))).status, 200);
    CHECK_EQ(heard(desk, report), "Rolstoel op de 1e verdieping.|"s);
    CHECK_EQ(desk.ask(desk.post("radio", read_out(number, "of-mine", "Nog iets."))).status, 400);
    CHECK_EQ(desk.told("records").find("stubs")->array()->size(), 1U);
}

std::string steps_told(Site& desk) {
    std::string told;
    auto record = desk.told("record?id=" + desk.request);
    for (const auto& one : *record.find("steps")->array()) told += *one.find("state")->text() + " ";
    return told;
}

int tell(Site& desk, const std::string& state, const std::string& step) {
    auto body = R"({"id":")" + desk.request + R"(","state":")" + state + R"(","n":1,"step":")" + step + "\"}";
    return desk.ask(desk.post("records/tell", body)).status;
}

void tells_once(Site& desk) {
    auto accepted = new_uuid7(desk.clock.now());
    CHECK_EQ(tell(desk, "accepted", accepted), 200);
    // At a hub that was started meanwhile, too.
    desk.open_desk();
    CHECK_EQ(tell(desk, "accepted", accepted), 200);
    CHECK_EQ(steps_told(desk), "received accepted "s);
    // Whoever saw only what stood before takes nothing back.
    desk.clock.advance(std::chrono::seconds{1});
    auto other = new_uuid7(desk.clock.now());
    CHECK_EQ(tell(desk, "accepted", other), 409);
    CHECK_EQ(tell(desk, "on-the-way", other), 200);
    CHECK_EQ(tell(desk, "accepted", accepted), 409);
    CHECK_EQ(steps_told(desk), "received accepted on-the-way "s);
    CHECK_EQ(tell(desk, "answered", "of-mine"), 400);
}

void names_who_took_it_on(Site& desk) {
    auto accept = [&](const std::string& id) {
        CHECK_EQ(desk.ask(desk.post("records/tell", R"({"id":")" + id + R"(","state":"accepted"})")).status, 200);
        return *desk.told("record?id=" + id).find("record")->find("case")->find("assigned")->text();
    };
    CHECK_EQ(accept(desk.hand_in(records::Kind::EmergencyReport)), "operator"s);
    auto given = desk.hand_in(records::Kind::EmergencyReport);
    CHECK_OK(desk.cases.assign(given, "publisher"));
    CHECK_EQ(accept(given), "publisher"s);
    // Of others it is said who does them.
    CHECK_EQ(accept(desk.request), std::string());
}

}  // namespace

int run_records_tests() {
    const CMUnitTest tests[] = {
        test<tells_a_report_behind_steps, Site>("a site's report stays on the desk however many steps its staff take"),
        test<tells_no_report_where_there_is_none, Site>("a site that reported nothing of itself has no report"),
        test<tells_what_staff_did, Site>("what staff did with a record at the site stands at the desk"),
        test<decides_nothing, Site>("what staff did at the site closes nothing at the desk"),
        test<believes_no_other_kiosk, Site>("another kiosk says nothing of what was done with a record"),
        test<forgets_who_was_asked_for_longest_ago, Site>(
            "where there is too much to remember, what is on a page stays"),
        test<tells_nobody_else, Site>("what staff did is told to those only who may read records"),
        test<tells_nothing_that_was_wiped, Site>("what staff did is told no longer than it is kept"),
        test<goes_on_where_it_was, Site>("among very many steps the desk finds those that count, in several answers"),
        test<tells_what_was_heard, Site>("what somebody typed at the radio is told with its report, once"),
        test<names_who_took_it_on, Site>("an emergency that somebody accepts is theirs, if it was nobody's"),
        test<tells_once, Site>("what is pressed again, as its answer got lost, is told once and is no colleague's"),
    };
    return cmocka_run_group_tests_name("records", tests, nullptr, nullptr);
}
