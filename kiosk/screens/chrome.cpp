#include "kiosk/screens/chrome.hpp"

#include <algorithm>

#include "kiosk/ui/letters.hpp"

namespace baken::screens {

using namespace ui;

namespace {

// The sign itself is never translated; a translation stands beside it.
View brand_line(const Setting& setting) {
    auto translation = setting.say("brand.translation");
    View name = tight(words(Type::Brand, "NOODSTEUNPUNT", text::Weight::Bold)).named(Role::Heading, "NOODSTEUNPUNT");
    if (translation == "NOODSTEUNPUNT" || translation.empty() || setting.tiny()) return name;
    View beside = tight(words(Type::Meta, translation)).droppable();
    return row(std::move(name), std::move(beside)).gapped(4_mm).aligned(Place::Start, Place::Center);
}

View sign(const Setting& setting) {
    View triangle;
    triangle.part = TrianglePart{setting.tiny() ? 11_mm : 15_mm};
    return row(std::move(triangle).growing())
        .at_least(setting.tiny() ? 13_mm : 16_mm, 13_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, setting.say("nav.staff"))
        .doing({"staff-open", ""});
}

View date_and_time(const Setting& setting, const Chrome& chrome) {
    View line = row().gapped(5_mm).aligned(Place::End, Place::Center);
    if (setting.wide()) {
        line.children.push_back(
            column(ended(tight(words(Type::Meta, chrome.weekday))), ended(tight(words(Type::Meta, chrome.date))))
                .droppable());
    }
    line.children.push_back(words(Type::Clock, chrome.time, text::Weight::Bold).named(Role::Status, chrome.time));
    return line;
}

// What the title of the situation needs to stay on one line, about; never more than half the panel.
Mm title_room(const Setting& setting, const std::string& title) {
    constexpr double kLetter = 0.75;  // of a capital height, the width of a bold letter
    return setting.capitals(
        std::min(kLetter * static_cast<double>(letters_of(title).size()), setting.width_in_capitals / 2));
}

// One line on a wide panel, for what stands below it needs the height: that nobody knows when it ends gives way.
View situation_strip(const Setting& setting, const SituationStrip& strip) {
    View line = row(tight(words(Type::Label, strip.title, text::Weight::Bold)));
    if (setting.wide()) line.children.front().least_wide = title_room(setting, strip.title);
    if (!strip.day.empty()) {
        line.children.push_back(row(tight(words(Type::Meta, setting.wide() ? unbroken(strip.day) : strip.day)))
                                    .padded(3.5_mm, 1_mm)
                                    .bordered(Tone::OnNight)
                                    .rounded(4_mm)
                                    .aligned(Place::Center, Place::Center));
    }
    if (setting.wide() && !strip.recovery.empty()) {
        auto recovery = strip.recovery_known ? strip.recovery : unbroken(strip.recovery);
        line.children.push_back(tight(words(Type::Label, std::move(recovery))).droppable());
    }
    return std::move(line)
        .gapped(5_mm)
        .padded(7_mm, 2.5_mm)
        .filled(Tone::Night)
        .inked(Tone::OnNight)
        .aligned(Place::Start, Place::Center)
        .named(Role::Status, joined({strip.title, strip.day, strip.recovery}));
}

View language_chip(const LanguageChoice& choice) {
    View chip = row(tight(words(Type::Label, choice.name)));
    chip.fill = choice.selected ? Tone::Night : Tone::Card;
    chip.ink = choice.selected ? Tone::OnNight : Tone::Ink;
    chip.border = choice.selected ? Tone::Night : Tone::Line;
    // The chosen one always stays, so that everybody sees what the screen speaks.
    chip.optional = !choice.selected;
    return std::move(chip)
        .padded(4.5_mm, 2_mm)
        .rounded(2.5_mm)
        .at_least(20_mm, 14_mm)
        .aligned(Place::Center, Place::Center)
        .in_language(choice.tag)
        .named(Role::Button, choice.name)
        .doing({"language", choice.tag})
        .chosen(choice.selected);
}

View freshness_view(const Freshness& freshness) {
    bool fresh = freshness.state == Freshness::State::Fresh;
    View mark = icon(fresh ? "signal-ok" : "signal-none", 9_mm, fresh ? Tone::GoodInk : Tone::DangerInk);
    View lines = column(tight(words(Type::Meta, freshness.road)), tight(words(Type::Meta, freshness.since)));
    if (!freshness.doubt.empty()) lines.children.push_back(tight(words(Type::Meta, freshness.doubt)));
    return row(std::move(mark), std::move(lines).growing())
        .gapped(2.5_mm)
        .inked(Tone::Mute)
        .aligned(Place::End, Place::Center)
        .at_least(64_mm, 0_mm)
        .named(Role::Status, joined({freshness.road, freshness.since, freshness.doubt}));
}

// Back first, then languages as many as there is room for, then the ways to change how things look.
std::vector<View> tools(const Setting& setting, const Chrome& chrome) {
    std::vector<View> all;
    if (chrome.can_go_back) {
        auto name = setting.say("nav.back");
        all.push_back(setting.tiny() ? icon_button("back", name, {"back", ""})
                                     : text_button(name, "back", {"back", ""}, Weightiness::Primary));
    }
    all.push_back(icon_button("language", setting.say("nav.languages"), {"open-languages", ""}));
    for (const auto& choice : chrome.languages) {
        if (!setting.tiny()) all.push_back(language_chip(choice));
    }
    all.push_back(icon_button("text-size", setting.say("nav.text-size"), {"text-size", ""}));
    all.push_back(icon_button("contrast", setting.say("nav.contrast"), {"contrast", ""}));
    return all;
}

View toolbar(const Setting& setting, const Chrome& chrome) {
    View bar = row().gapped(6_mm).aligned(Place::Start, Place::Center);
    bar.children = tools(setting, chrome);
    if (setting.wide()) {
        bar.children.push_back(spring());
        bar.children.push_back(freshness_view(chrome.freshness));
        return std::move(bar).padded(7_mm, 3.5_mm).filled(Tone::Card).named(Role::Toolbar, setting.say("nav.toolbar"));
    }
    View lines = column(std::move(bar));
    if (!setting.tiny()) lines.children.push_back(freshness_view(chrome.freshness));
    return std::move(lines)
        .gapped(2.5_mm)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 2.5_mm : 3.5_mm)
        .filled(Tone::Card)
        .named(Role::Toolbar, setting.say("nav.toolbar"));
}

// Says no more than that staff are wanted: what it is about is for behind the PIN.
View staff_call_strip(const Setting& setting, const Chrome& chrome) {
    return row(icon("bell", 7_mm), tight(words(Type::Label, chrome.staff_call, text::Weight::Bold)), spring())
        .gapped(4_mm)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 0.5_mm : 1.5_mm)
        .filled(Tone::Danger)
        .inked(Tone::OnDanger)
        .aligned(Place::Start, Place::Center)
        .in_language(chrome.staff_call_language)
        .named(Role::Alert, chrome.staff_call);
}

View hairline() {
    return View{}.filled(Tone::Line).at_least(0_mm, 0.4_mm);
}

}  // namespace

View exercise_strip(const Setting& setting) {
    // On a very small panel the one word must do: it is the same in every language.
    auto text = setting.tiny() ? std::string("OEFENING") : setting.say("exercise.strip");
    View line = words(setting.tiny() ? Type::Meta : Type::Label, std::move(text), text::Weight::Bold);
    return row(icon("exercise", 7_mm), tight(std::move(line)).growing())
        .gapped(4_mm)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 0.5_mm : 1.5_mm)
        .filled(Tone::Warning)
        .inked(Tone::OnWarning)
        .aligned(Place::Start, Place::Center)
        .named(Role::Alert, setting.say("exercise.strip"));
}

View band(const Setting& setting, const Chrome& chrome) {
    View names = column(brand_line(setting)).aligned(Place::Center, Place::Stretch).growing();
    View place = tight(words(Type::Meta, joined({chrome.site, chrome.municipality})));
    // Names of here are set as Dutch, but begin where the screen begins.
    if (direction_of(setting.strings.language()) == text::Direction::LeftToRight) place.language = "nl";
    if (!setting.tiny()) names.children.push_back(std::move(place));
    View whole = row(sign(setting), std::move(names)).gapped(setting.tiny() ? 3_mm : 5_mm);
    if (chrome.logo && setting.wide()) {
        View logo;
        logo.part = PicturePart{chrome.logo, 40_mm, 13_mm};
        logo.role = Role::Image;
        logo.name = chrome.municipality;
        whole.children.push_back(std::move(logo).droppable());
    }
    whole.children.push_back(date_and_time(setting, chrome));
    return std::move(whole)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 1_mm : 2.5_mm)
        .filled(Tone::Band)
        .inked(Tone::OnBand)
        .aligned(Place::Start, Place::Center)
        .named(Role::Banner, joined({"NOODSTEUNPUNT", chrome.site, chrome.municipality}));
}

std::vector<View> head(const Setting& setting, const Chrome& chrome) {
    std::vector<View> all;
    if (!setting.tiny() || chrome.staff_call.empty()) all.push_back(band(setting, chrome));
    if (chrome.exercise) all.push_back(exercise_strip(setting));
    if (!chrome.staff_call.empty()) all.push_back(staff_call_strip(setting, chrome));
    return all;
}

View enclosed(const Setting& setting, const Chrome& chrome, View body) {
    View whole = column();
    whole.children = head(setting, chrome);
    bool below_a_button = setting.tiny() && !chrome.staff_call.empty();
    // Where the call stands in the place of the sign, it is the way in for staff as the sign is.
    if (below_a_button) {
        View way_in = std::move(whole.children.back()).at_least(0_mm, 13_mm).doing({"staff-open", ""});
        whole.children.back() = std::move(way_in);
    }
    // What is going on is told at home, where there is room; a page that was opened needs the room for itself.
    if (chrome.situation && !chrome.can_go_back && !setting.tiny())
        whole.children.push_back(situation_strip(setting, *chrome.situation).droppable());
    // What can be pressed keeps its distance from a call that can be pressed. The two buttons of what scrolls always
    // fit beside it.
    whole.children.push_back(std::move(body)
                                 .padded(setting.tiny() ? 4_mm : 7_mm, below_a_button   ? 6.5_mm
                                                                       : setting.tiny() ? 3_mm
                                                                                        : 5_mm)
                                 .at_least(0_mm, setting.tiny() ? 0_mm : 44_mm)
                                 .growing()
                                 .named(Role::Main, setting.say("nav.main")));
    return std::move(whole).filled(Tone::Ground);
}

View framed(const Setting& setting, const Chrome& chrome, View body) {
    View whole = enclosed(setting, chrome, std::move(body));
    whole.children.push_back(hairline());
    whole.children.push_back(toolbar(setting, chrome));
    return whole;
}

}  // namespace baken::screens
