#include <fmt/format.h>

#include "kiosk/app/kiosk_staff.hpp"
#include "kiosk/screens/danger.hpp"
#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::app {

namespace {

// An emergency nobody confirmed, or a situation report that is due, while nobody of staff stands here to see it.
bool staff_are_wanted(const staff::StaffDesk& desk, const post::PostState& post, Instant now, Tick tick) {
    return desk.calls(post, tick) || (desk.report_is_late(now, tick) && !staff::StaffDesk::is_open(post));
}

}  // namespace

visit::Matter Kiosk::matter(const bulletins::Strings& strings) const {
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

ui::View Kiosk::view(const visit::Matter& matter, const screens::Setting& setting) {
    switch (showing_) {
        case Showing::Takeover:
            return screens::takeover(setting, visit::takeover_model(matter, *takeover(), built_.step));
        case Showing::StickNotice:
            return screens::stick_notice(setting, stick_.model(matter));
        case Showing::Signage: {
            auto model = visit::signage_model(matter, built_.step);
            model.size = headline_size_;
            return screens::signage(setting, model);
        }
        case Showing::Leaving:
            return screens::inactivity(setting, {visit::chrome_of(matter), built_.seconds});
        case Showing::StaffCalled: {
            // Who calls for help during an exercise may well mean it.
            auto chrome = visit::chrome_of(matter);
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

ui::View Kiosk::route_view(const visit::Matter& matter, const screens::Setting& setting) {
    const auto& route = session_.route();
    switch (route.screen) {
        case visit::Screen::Home:
            break;
        case visit::Screen::Bulletins:
            return screens::bulletins(setting, visit::bulletins_model(matter));
        case visit::Screen::Bulletin:
            if (auto model = visit::bulletin_model(matter, route.object)) return screens::bulletin(setting, *model);
            return screens::bulletins(setting, visit::bulletins_model(matter));
        case visit::Screen::Topics:
            return screens::topics(setting, visit::topics_model(matter));
        case visit::Screen::Guidance:
            return guidance_view(matter, setting);
        case visit::Screen::Here:
            return screens::here(setting, visit::here_model(matter));
        case visit::Screen::Languages:
            return screens::languages(setting, visit::languages_model(matter));
        case visit::Screen::AskStaff:
            return screens::ask_staff(setting, {visit::chrome_of(matter), wish_of(route.object)});
        case visit::Screen::Staff:
            return at_desk([&](const staff::StaffGround& ground) { return desk_.view(ground, setting); });
        case visit::Screen::Diagnostic:
            return screens::diagnostic(setting, diagnostic_model(matter));
        case visit::Screen::Form:
        case visit::Screen::Ticket:
        case visit::Screen::Number:
        case visit::Screen::Board:
            return form_screen(matter, setting);
    }
    return screens::home(setting, visit::home_model(matter));
}

ui::View Kiosk::guidance_view(const visit::Matter& matter, const screens::Setting& setting) {
    auto found = holdings_->content.pages.page(session_.route().object, session_.language());
    if (!found) return screens::topics(setting, visit::topics_model(matter));
    screens::GuidanceModel model;
    model.chrome = visit::chrome_of(matter);
    model.page = &found->page;
    model.language = found->language;
    if (found->language != session_.language()) {
        model.remarks.push_back(matter.strings.format(
            "remark.page-fallback", {{"language", visit::language_name(*holdings_, found->language)}}));
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
