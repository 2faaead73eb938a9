#include "kiosk/staff/local_notice.hpp"

#include <algorithm>

#include "exchange/base/ids.hpp"

namespace baken::staff {
namespace {

constexpr std::string_view kExercise = "exercise";  // the template that says that one is held
constexpr double kReachKm = 1;                      // of a local message around the house

std::vector<bulletins::Area> area_around(const StaffView& view) {
    const auto* site = view.matter.holdings.site();
    if (site == nullptr) return {};
    bulletins::Area area;
    area.description = site->name;
    if (site->position) area.circles.push_back({{site->position->latitude, site->position->longitude}, kReachKm});
    return {area};
}

std::vector<std::string> languages_of(const StaffView& view, const bulletins::Template& form) {
    std::vector<std::string> languages;
    const auto* site = view.matter.holdings.site();
    for (const auto& [language, words] : form.words) {
        bool offered = site == nullptr || std::ranges::find(site->languages, language) != site->languages.end();
        if (offered) languages.push_back(language);
    }
    return languages;
}

}  // namespace

// An all-clear ends the warning that it names, as an Update or Cancel of it. What a house writes names none: it would
// stand beside the danger of the region and say that it is over. And that this is an exercise is told only while staff
// hold one: a message that counts as real would say beside a danger that there is none.
bool is_for_houses(const StaffView& view, const bulletins::Template& form) {
    if (form.id == kExercise && view.post.mode != records::Mode::Exercise) return false;
    const auto& answers = form.facts.response_types;
    return std::ranges::find(answers, bulletins::ResponseType::AllClear) == answers.end();
}

const bulletins::Template* house_template(const StaffView& view, std::string_view id) {
    for (const auto& form : view.templates) {
        if (form.id == id && is_for_houses(view, form)) return &form;
    }
    return nullptr;
}

const bulletins::TemplateWords* words_for_staff(const StaffView& view, const bulletins::Template& form) {
    for (const auto& language : {view.matter.session.language(), std::string("nl")}) {
        auto found = form.words.find(language);
        if (found != form.words.end()) return &found->second;
    }
    return form.words.empty() ? nullptr : &form.words.begin()->second;
}

Result<bulletins::Alert> local_notice(const StaffView& view, const bulletins::Template& form,
                                      const bulletins::BlankValues& values) {
    bulletins::Letterhead letterhead;
    letterhead.identifier = new_uuid7(view.matter.now);
    letterhead.sender = local_sender(view.matter.holdings);
    letterhead.sender_name = view.site_name();
    letterhead.sent = {std::chrono::floor<std::chrono::seconds>(view.matter.now), 0};
    bool drill = view.post.mode == records::Mode::Exercise;
    letterhead.status = drill ? bulletins::Status::Exercise : bulletins::Status::Actual;
    letterhead.areas = area_around(view);
    TRY(auto alert, bulletins::fill(form, languages_of(view, form), values, letterhead));
    // Each language says in its own words that this is a message of the house.
    for (auto& info : alert.infos) {
        auto strings = view.matter.holdings.content.strings.in(info.language);
        info.sender_name = strings.format("notice.local", {{"site", view.site_name()}});
    }
    return alert;
}

bool is_on_screen(const StaffView& view, const bulletins::Alert& notice) {
    const auto& matter = view.matter;
    return std::ranges::any_of(matter.due.shown, [&](const bulletins::Shown& shown) {
        return visit::id_of(matter.holdings.alerts[shown.alert].alert) == visit::id_of(notice);
    });
}

std::size_t count_on_screen(const StaffView& view) {
    return static_cast<std::size_t>(
        std::ranges::count_if(view.house.notices, [&](const auto& notice) { return is_on_screen(view, notice); }));
}

}  // namespace baken::staff
