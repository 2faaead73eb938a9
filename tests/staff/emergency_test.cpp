// The emergency report of staff: what they write in it, and what it takes over from a request.
#include "kiosk/staff/staff_emergency.hpp"

#include <algorithm>

#include "kiosk/staff/staff_cases.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::testing;
namespace records = baken::records;

namespace {

void needs_something_to_send() {
    records::EmergencyReport report;
    CHECK(!is_enough(report));
    report.needed = {records::Service::Fire};
    CHECK(is_enough(report));
}

void writes_a_text(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "where"));
    manned.kiosk.take(ui::Typed{"Havenstraat 3"});
    manned.act({"staff-write", ""});
    manned.report_fire();
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.place.address, std::string("Havenstraat 3"));
    CHECK(report.place.where == records::Where::Address);
    CHECK(report.needed == std::vector{records::Service::Fire});
    CHECK(!report.reporter.empty());
}

// The quickest report there is, of a place with the longest name there may be.
void a_long_name_hinders_no_report(Manned& manned) {
    std::string name;
    while (name.size() < 120) name += "Noodsteunpunt ";
    for (auto& site : manned.booth.world->holdings->content.sites) site.name = name;
    manned.kiosk.receive(manned.booth.world->holdings);
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.report_fire();
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK(report.reporter.starts_with("Medewerker van Noodsteunpunt"));
    CHECK(report.reporter.ends_with("…"));
}

// The name stands in the line of its reporter as the screen shows it, which is in an isolate.
void a_foreign_name_hinders_no_report(Manned& manned) {
    for (auto& site : manned.booth.world->holdings->content.sites) site.name = "مسجد السلام";
    manned.kiosk.receive(manned.booth.world->holdings);
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.report_fire();
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.reporter, std::string("Medewerker van مسجد السلام"));
}

// The keys on the glass write in every field of staff, and those of flesh and blood do, spaces and all.
void writes_with_the_keys_on_the_glass(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "what"));
    for (const char* letter : {"B", "r", "a", "n", "d"}) {
        CHECK(manned.kiosk.scene().find({"key", letter}) != nullptr);
        manned.act({"key", letter});
    }
    manned.kiosk.take(ui::KeyPress{ui::Key::Space});
    manned.kiosk.take(ui::Typed{"i"});
    manned.kiosk.take(ui::Typed{"x"});
    manned.kiosk.take(ui::KeyPress{ui::Key::Erase});
    manned.kiosk.take(ui::Typed{"n"});
    manned.kiosk.update();
    auto box = std::ranges::find(manned.kiosk.scene().items, ui::Role::TextBox, &ui::Item::role);
    CHECK(box != manned.kiosk.scene().items.end());
    CHECK_EQ(box->value, std::string("Brand in"));
    manned.kiosk.take(ui::KeyPress{ui::Key::Confirm});
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& report = std::get<records::EmergencyReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK_EQ(report.what, std::string("Brand in"));
}

void a_promoted_request_keeps_what_was_told(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    request.need = records::Need::MedicalCare;
    request.people = 2;
    request.place = {records::Where::Address, "Havenstraat 12", "2 hoog", {}, {}};
    request.contact = records::Contact{"Samira", "0612345678", {}, {}};
    request.note = "Moeder van 83\nkrijgt geen lucht";
    auto id = manned.keep(request);
    manned.act(staff_set("emergency", "promote", id));
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& list = *manned.kiosk.post().staff.list;
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.promoted_from, id);
    CHECK(report.what.find("Moeder van 83 krijgt geen lucht") != std::string::npos);
    CHECK(report.reporter.find("0612345678") != std::string::npos);
    CHECK_EQ(report.place.detail, std::string("2 hoog"));
    CHECK_EQ(*report.casualties, 2);
}

// Whoever decides that a request is no emergency, and reports another one, reports that one alone.
void what_a_request_told_is_in_no_other_report(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    request.need = records::Need::MedicalCare;
    request.place = {records::Where::Address, "Meerstraat 4", {}, {}, {}};
    auto id = manned.keep(request);
    manned.act(staff_go("emergency"));
    manned.act(staff_set("emergency", "hazard", "gas"));
    manned.act(staff_set("emergency", "promote", id));
    CHECK(manned.says("Deze melding begint met wat een bewoner vertelde"));
    CHECK(manned.says("Meerstraat 4"));
    manned.act({"back", ""});
    manned.act(staff_go("emergency"));
    CHECK(!manned.says("Meerstraat 4"));
    manned.report_fire();
    const auto& report = std::get<records::EmergencyReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK(report.place.where == records::Where::Here);
    CHECK_EQ(report.place.address + report.promoted_from, std::string());
    CHECK(report.needed == std::vector{records::Service::Fire});
    CHECK_EQ(report.hazards.size(), std::size_t{1});
}

void a_long_note_is_cut_to_a_line(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    for (int i = 0; i < 400; ++i) request.note += "é👪";
    auto id = manned.keep(request);
    manned.act(staff_set("emergency", "promote", id));
    manned.act(staff_set("emergency", "service", "ambulance"));
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{2});
    CHECK(records::kind_of(list.front()->record) == records::Kind::EmergencyReport);
}

}  // namespace

int run_emergency_tests() {
    const CMUnitTest tests[] = {
        test<needs_something_to_send>("an empty emergency report is not sent"),
        test<writes_a_text, Manned>("what staff write stands in the report that is kept"),
        test<a_long_name_hinders_no_report, Manned>("a site with a long name sends an emergency report all the same"),
        test<a_foreign_name_hinders_no_report, Manned>("a site with a name in Arabic letters sends one, too"),
        test<writes_with_the_keys_on_the_glass, Manned>("the keys on the glass write in the fields of staff"),
        test<a_promoted_request_keeps_what_was_told, Manned>("an emergency made of a request keeps what was told"),
        test<what_a_request_told_is_in_no_other_report, Manned>("what a request told is in no other report"),
        test<a_long_note_is_cut_to_a_line, Manned>("a long note is cut to what an emergency report takes"),
    };
    return run("staff emergency", tests);
}
