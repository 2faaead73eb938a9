#include <fmt/format.h>

#include "kiosk/app/kiosk_staff.hpp"
#include "kiosk/app/staff_site.hpp"
#include "kiosk/app/wording.hpp"
#include "kiosk/screens/danger.hpp"

namespace baken::app {

namespace {

// An emergency nobody confirmed, or a situation report that is due, while nobody of staff stands here to see it.
bool staff_are_wanted(const StaffDesk& desk, const PostState& post, Instant now, Tick tick) {
    auto due = report_due(desk.house());
    return desk.calls(post, tick) || (due && *due <= now && !StaffDesk::is_open(post));
}

}  // namespace

Matter Kiosk::matter(const bulletins::Strings& strings) const {
    return {*holdings_,
            due_,
            session_,
            strings,
            *pictures_,
            now(),
            clock_state(),
            post_.mode == records::Mode::Exercise,
            staff_are_wanted(desk_, post_, now(), machine_.clock.tick()),
            alarm_.is_called()};
}

screens::Setting Kiosk::setting(const bulletins::Strings& strings) const {
    return {strings,
            metrics_.shape(),
            metrics_.size(),
            metrics_.height_in_capitals(),
            metrics_.width_in_capitals(),
            metrics_.capital_height(ui::Type::Body).value};
}

ui::View Kiosk::view(const Matter& matter, const screens::Setting& setting) {
    switch (showing_) {
        case Showing::Takeover:
            return screens::takeover(setting, takeover_model(matter, *takeover(), built_.step));
        case Showing::StickNotice:
            return screens::stick_notice(setting, stick_.model(matter));
        case Showing::Signage: {
            auto model = signage_model(matter, built_.step);
            model.size = headline_size_;
            return screens::signage(setting, model);
        }
        case Showing::Leaving:
            return screens::inactivity(setting, {chrome_of(matter), built_.seconds});
        case Showing::StaffCalled: {
            // Who calls for help during an exercise may well mean it.
            auto chrome = chrome_of(matter);
            chrome.exercise = false;
            auto dutch = holdings_->content.strings.in("nl");
            return screens::staff_called(
                setting, {chrome, dutch.text("life-danger.called"), dutch.text("life-danger.called-why")});
        }
        case Showing::Route:
            return route_view(matter, setting);
        case Showing::BuiltIn:
            break;
    }
    const auto* site = holdings_->site();
    auto cause =
        holdings_->content.findings.empty() ? std::string("content.none") : holdings_->content.findings.front().check;
    return screens::built_in(
        setting.shape, {site == nullptr ? std::string{} : site->name, bulletins::Dates{"nl"}.time(matter.now), cause});
}

namespace {

screens::Wish wish_of(const std::string& object) {
    if (object == "offer") return screens::Wish::Offer;
    return object == "report" ? screens::Wish::Report : screens::Wish::Help;
}

}  // namespace

ui::View Kiosk::route_view(const Matter& matter, const screens::Setting& setting) {
    const auto& route = session_.route();
    switch (route.screen) {
        case Screen::Home:
            break;
        case Screen::Bulletins:
            return screens::bulletins(setting, bulletins_model(matter));
        case Screen::Bulletin:
            if (auto model = bulletin_model(matter, route.object)) return screens::bulletin(setting, *model);
            return screens::bulletins(setting, bulletins_model(matter));
        case Screen::Topics:
            return screens::topics(setting, topics_model(matter));
        case Screen::Guidance:
            return guidance_view(matter, setting);
        case Screen::Here:
            return screens::here(setting, here_model(matter));
        case Screen::Languages:
            return screens::languages(setting, languages_model(matter));
        case Screen::AskStaff:
            return screens::ask_staff(setting, {chrome_of(matter), wish_of(route.object)});
        case Screen::Staff:
            return at_desk([&](const StaffGround& ground) { return desk_.view(ground, setting); });
        case Screen::Diagnostic:
            return screens::diagnostic(setting, diagnostic_model(matter));
        case Screen::Form:
        case Screen::Ticket:
        case Screen::Number:
        case Screen::Board:
            return form_screen(matter, setting);
    }
    return screens::home(setting, home_model(matter));
}

ui::View Kiosk::guidance_view(const Matter& matter, const screens::Setting& setting) {
    auto found = holdings_->content.pages.page(session_.route().object, session_.language());
    if (!found) return screens::topics(setting, topics_model(matter));
    screens::GuidanceModel model;
    model.chrome = chrome_of(matter);
    model.page = &found->page;
    model.language = found->language;
    if (found->language != session_.language()) {
        model.remarks.push_back(
            matter.strings.format("remark.page-fallback", {{"language", language_name(*holdings_, found->language)}}));
    }
    for (const auto& block : found->page.blocks) {
        const auto* picture = std::get_if<bulletins::Picture>(&block.content);
        if (picture == nullptr) continue;
        if (auto decoded = pictures_->file(found->folder / picture->file))
            model.pictures.emplace_back(picture->file, decoded);
    }
    return screens::guidance(setting, model);
}

}  // namespace baken::app
