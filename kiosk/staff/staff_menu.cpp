#include "kiosk/staff/staff_menu.hpp"

#include <algorithm>

#include "kiosk/staff/local_notice.hpp"
#include "kiosk/staff/staff_cases.hpp"
#include "kiosk/staff/staff_desk.hpp"
#include "kiosk/staff/staff_requests.hpp"
#include "kiosk/visit/chrome_model.hpp"

namespace baken::staff {
namespace {

std::size_t count_if(const StaffView& view, bool (*wanted)(const StaffView&, const post::StaffRecord&)) {
    if (!view.post.staff.list) return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(*view.post.staff.list, [&](const auto& one) { return wanted(view, *one); }));
}

bool open_request(const StaffView& view, const post::StaffRecord& one) {
    return is_of_residents(one) && waits_for_staff(view, one);
}

}  // namespace

screens::StaffChrome door_chrome(const StaffView& view) {
    screens::StaffChrome chrome;
    chrome.site = view.site_name();
    chrome.time = view.matter.strings.dates().time(view.matter.now);
    chrome.exercise = visit::chrome_of(view.matter).exercise;
    chrome.other_language = view.matter.session.language() == "nl" ? "English" : "Nederlands";
    return chrome;
}

screens::StaffChrome staff_chrome(const StaffView& view, std::string_view page) {
    auto chrome = door_chrome(view);
    chrome.unlocked = true;
    auto patience = staff_patience(page);
    auto whole = std::chrono::floor<std::chrono::minutes>(patience.until_warning + patience.countdown);
    chrome.lock_line = view.say("lock-line", {{"minutes", whole.count()}});
    if (const auto* late = view.watch.overdue(view.post.outbox, view.tick)) {
        chrome.alarm = view.say("alarm", {{"moment", view.moment(late->delivery.stored)}});
        chrome.alarm_short = view.say("alarm-short");
        chrome.alarm_action = staff_go("emergency radio " + late->id);
    }
    auto tab = [&](std::string label, const char* name) {
        bool here = *name == '\0' ? page.empty() : page.starts_with(name);
        chrome.tabs.push_back({std::move(label), staff_go(name), here});
    };
    tab(view.say("tab-menu"), "");
    tab(view.say("home-emergency"), "emergency");
    tab(view.say("tab-requests", {{"count", count_if(view, open_request)}}), "request");
    tab(view.say("tab-facilities"), "facilities");
    tab(view.say("home-situation"), "situation");
    return chrome;
}

screens::StaffHomeModel staff_menu(const StaffView& view) {
    screens::StaffHomeModel model;
    model.chrome = staff_chrome(view, "");
    auto counted = [&](const char* key, std::size_t count) {
        return count == 0 ? std::string{} : view.say(key, {{"count", count}});
    };
    auto tile = [&](const char* icon, const char* name, std::string badge = {}) {
        model.tiles.push_back(
            {icon, view.say(std::string("home-") + (std::string_view(name) == "request" ? "requests" : name)),
             std::move(badge), staff_go(name), std::string_view(name) == "emergency"});
    };
    tile("siren", "emergency", counted("badge-waiting", view.post.outbox.emergencies.size()));
    tile("help", "request", counted("badge-open", count_if(view, open_request)));
    tile("initiative", "board", counted("badge-approve", count_if(view, waits_for_approval)));
    tile("goods", "facilities", view.house.overruled.empty() ? std::string{} : view.say("badge-changed"));
    tile("report", "situation", view.report_is_late ? view.say("badge-overdue") : std::string{});
    tile("megaphone", "notice", counted("badge-shown", count_on_screen(view)));
    tile("door", "ready", view.post.mode == records::Mode::Exercise ? view.say("badge-drill") : std::string{});
    tile("usb", "sticks");
    tile("settings", "system");
    tile("list", "statistics");
    tile("history", "log");
    return model;
}

}  // namespace baken::staff
