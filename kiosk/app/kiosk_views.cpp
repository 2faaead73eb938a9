#include <fmt/format.h>

#include "kiosk/app/kiosk_staff.hpp"
#include "kiosk/app/staff_site.hpp"
#include "kiosk/app/wording.hpp"
#include "kiosk/screens/danger.hpp"

namespace baken::app {

using screens::DiagnosticLine;

namespace {

// An emergency nobody confirmed, or a situation report that is due, while nobody of staff stands here to see it.
bool staff_are_wanted(const PostState& post, const House& house, Instant now) {
    auto due = report_due(house);
    return StaffDesk::calls(post, now) || (due && *due <= now && !StaffDesk::is_open(post));
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
            staff_are_wanted(post_, desk_.house(), now())};
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
            return screens::takeover(setting, takeover_model(matter, *takeover(), built_step_));
        case Showing::StickNotice:
            return screens::stick_notice(setting, stick_model(matter));
        case Showing::Signage: {
            auto model = signage_model(matter, built_step_);
            model.size = headline_size_;
            return screens::signage(setting, model);
        }
        case Showing::Leaving:
            return screens::inactivity(setting, {chrome_of(matter), built_seconds_});
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

screens::StickNoticeModel Kiosk::stick_model(const Matter& matter) const {
    screens::StickNoticeModel model;
    model.chrome = chrome_of(matter);
    model.good = stick_->heard();
    model.words = matter.strings.text(sync::words_for(*stick_));
    if (stick_->why) model.cause = stick_->why->check;
    // Words for staff are there in two languages; in others the notice says nothing of records.
    bool has_words = session_.language() == "nl" || session_.language() == "en";
    if (stick_carried_ && has_words) {
        const auto& carried = *stick_carried_;
        model.records =
            carried.failed
                ? matter.strings.format("staff.stick-failed", {{"cause", carried.failed->check}})
                : matter.strings.format("staff.stick-took", {{"given", carried.given}, {"receipts", carried.receipts}});
    }
    return model;
}

screens::DiagnosticModel Kiosk::diagnostic_model(const Matter& matter) const {
    screens::DiagnosticModel model;
    model.chrome = chrome_of(matter);
    model.version = machine_.version;
    const auto& strings = matter.strings;
    auto findings = holdings_->content.all_findings();
    for (const auto& problem : supply_problems_) model.problems.push_back(problem.text());
    for (const auto& problem : machine_.problems) model.problems.push_back(problem.text());
    if (machine_.icons != nullptr)
        for (const auto& problem : machine_.icons->problems()) model.problems.push_back(problem.text());
    for (const auto& finding : findings) model.problems.push_back(bulletins::to_text(finding));
    auto state = [](bool good) { return good ? DiagnosticLine::State::Good : DiagnosticLine::State::Doubtful; };
    auto count =
        strings.format("diagnostic.content-text", {{"bulletins", holdings_->alerts.size()},
                                                   {"pages", holdings_->content.pages.topics().size()},
                                                   {"languages", holdings_->content.strings.languages().size()}});
    model.lines.push_back({state(findings.empty()), strings.text("diagnostic.content"), count});
    bool sure = matter.clock == ClockState::Sure;
    model.lines.push_back({state(sure), strings.text("diagnostic.clock"),
                           strings.dates().moment(matter.now, matter.now) + " · " +
                               strings.text(sure ? "diagnostic.clock-sure" : "diagnostic.clock-unsure")});
    const auto& panel = metrics_.panel();
    model.lines.push_back({DiagnosticLine::State::Good, strings.text("diagnostic.panel"),
                           fmt::format("{} × {} px, {:.0f} × {:.0f} mm", panel.pixels.w, panel.pixels.h, panel.width_mm,
                                       panel.height_mm)});
    model.lines.push_back({state(machine_.has_touch), strings.text("diagnostic.touch"),
                           strings.text(machine_.has_touch ? "diagnostic.touch-good" : "diagnostic.touch-missing")});
    bool sound = machine_.sound != nullptr && !sound_problem_;
    auto silence = sound_problem_ ? sound_problem_->text() : std::string("sound.none");
    model.lines.push_back({state(sound), strings.text("diagnostic.sound"),
                           sound ? strings.text("diagnostic.sound-good")
                                 : strings.format("diagnostic.sound-missing", {{"why", silence}})});
    bool fonts = !machine_.fonts.is_rescue();
    model.lines.push_back({state(fonts), strings.text("diagnostic.fonts"),
                           fonts ? strings.text("diagnostic.fonts-good")
                                 : strings.format("diagnostic.fonts-missing", {{"list", "Noto Sans"}})});
    return model;
}

}  // namespace baken::app
