#include "kiosk/app/staff_notices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/ids.hpp"
#include "kiosk/app/wording.hpp"
#include "kiosk/ui/text_field.hpp"

namespace baken::app {

using bulletins::Blank;
using bulletins::BlankKind;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

constexpr std::string_view kPart = "notice";
constexpr std::string_view kExercise = "exercise";  // the template that says that one is held
constexpr double kReachKm = 1;                      // of a local message around the house
constexpr int kHalfHour = 30;
constexpr int kDay = 24 * 60;

// An all-clear ends the warning that it names, as an Update or Cancel of it. What a house writes names none: it would
// stand beside the danger of the region and say that it is over. And that this is an exercise is told only while staff
// hold one: a message that counts as real would say beside a danger that there is none.
bool is_for_houses(const StaffView& view, const bulletins::Template& form) {
    if (form.id == kExercise && view.post.mode != records::Mode::Exercise) return false;
    const auto& answers = form.facts.response_types;
    return std::ranges::find(answers, bulletins::ResponseType::AllClear) == answers.end();
}

const bulletins::Template* template_named(const StaffView& view, std::string_view id) {
    for (const auto& form : view.templates) {
        if (form.id == id && is_for_houses(view, form)) return &form;
    }
    return nullptr;
}

// The words of a template in staff's language, else in Dutch, else in whatever there is; null when it has none.
const bulletins::TemplateWords* words_of(const StaffView& view, const bulletins::Template& form) {
    for (const auto& language : {view.matter.session.language(), std::string("nl")}) {
        auto found = form.words.find(language);
        if (found != form.words.end()) return &found->second;
    }
    return form.words.empty() ? nullptr : &form.words.begin()->second;
}

int minutes_of(std::string_view time) {
    if (time.size() != 5) return 0;
    return (time[0] - '0') * 600 + (time[1] - '0') * 60 + (time[3] - '0') * 10 + (time[4] - '0');
}

std::string time_of(int minutes) {
    int in_day = ((minutes % kDay) + kDay) % kDay;
    return fmt::format("{:02}:{:02}", in_day / 60, in_day % 60);
}

std::string date_of(std::chrono::sys_days day) {
    std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

bool is_stepped(BlankKind kind) {
    using enum BlankKind;
    return kind == Time || kind == Date || kind == DateTime;
}

std::string label_of(const StaffView& view, const bulletins::Template& form, const Blank& blank) {
    const auto* words = words_of(view, form);
    if (words == nullptr) return blank.name;
    auto label = words->labels.find(blank.name);
    return label == words->labels.end() ? blank.name : label->second;
}

// What a value says to a reader.
std::string shown_value(const StaffView& view, const Blank& blank, const std::string& value) {
    const auto& dates = view.matter.strings.dates();
    if (blank.kind == BlankKind::Date) {
        auto noon = parse_rfc3339(value + "T12:00:00Z");
        return noon ? dates.short_day(*noon) : value;
    }
    auto moment = blank.kind == BlankKind::DateTime ? parse_rfc3339(value) : std::nullopt;
    return moment ? dates.moment(*moment, view.matter.now) : value;
}

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

std::string first_value(const StaffView& view, const Blank& blank) {
    const auto& dates = view.matter.strings.dates();
    switch (blank.kind) {
        case BlankKind::Place:
            return view.site_name();
        case BlankKind::Time:
            return time_of((minutes_of(dates.time(view.matter.now)) / kHalfHour + 1) * kHalfHour);
        case BlankKind::Date:
            return date_of(std::chrono::sys_days{bulletins::local_day(view.matter.now)});
        case BlankKind::DateTime:
            return to_rfc3339(std::chrono::ceil<std::chrono::hours>(view.matter.now));
        // Nobody's age, and no cause of a danger, is on the screen because staff passed over it.
        case BlankKind::Amount:
        case BlankKind::Choice:
        case BlankKind::Street:
        case BlankKind::Text:
            break;
    }
    return {};
}

std::string stepped(const Blank& blank, const std::string& value, int by) {
    switch (blank.kind) {
        case BlankKind::Time:
            return time_of(minutes_of(value) + by * kHalfHour);
        case BlankKind::Date: {
            auto noon = parse_rfc3339(value + "T12:00:00Z");
            return noon ? date_of(std::chrono::floor<std::chrono::days>(*noon) + std::chrono::days{by}) : value;
        }
        case BlankKind::DateTime: {
            auto moment = parse_rfc3339(value);
            return moment ? to_rfc3339(*moment + std::chrono::hours{by}) : value;
        }
        default:
            return value;
    }
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

screens::StaffPage NoticesPart::page(const StaffView& view, std::string_view about) const {
    const auto* form = about.empty() ? nullptr : template_named(view, about);
    return form == nullptr ? list_page(view) : form_page(view, *form);
}

namespace {

bool is_on_screen(const StaffView& view, const bulletins::Alert& notice) {
    const auto& matter = view.matter;
    return std::ranges::any_of(matter.due.shown, [&](const bulletins::Shown& shown) {
        return id_of(matter.holdings.alerts[shown.alert].alert) == id_of(notice);
    });
}

}  // namespace

std::size_t count_on_screen(const StaffView& view) {
    return static_cast<std::size_t>(
        std::ranges::count_if(view.house.notices, [&](const auto& notice) { return is_on_screen(view, notice); }));
}

screens::StaffPage NoticesPart::list_page(const StaffView& view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-notice");
    page.blocks.push_back(screens::StaffText{view.say("notice-intro")});
    screens::StaffButtons choices;
    for (const auto& form : view.templates) {
        if (const auto* words = words_of(view, form); words != nullptr && is_for_houses(view, form))
            choices.buttons.push_back({words->event.text, form.facts.icon, staff_set(kPart, "begin", form.id)});
    }
    page.blocks.push_back(std::move(choices));
    page.blocks.push_back(screens::StaffHeading{view.say("notice-ours")});
    screens::StaffEntries ours{{}, view.say("notice-none")};
    for (const auto& notice : view.house.notices) {
        std::vector<std::size_t> all(notice.infos.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        auto telling = tell(notice, all, view.matter.session.language());
        auto sent = notice.sent ? view.moment(notice.sent->at) : std::string{};
        bool on_screen = is_on_screen(view, notice);
        screens::StaffEntry entry{on_screen ? screens::StaffEdge::Info : screens::StaffEdge::Plain, telling.headline,
                                  telling.source, on_screen ? sent : screens::joined({sent, view.say("notice-over")})};
        ours.entries.push_back(std::move(entry));
    }
    page.blocks.push_back(std::move(ours));
    screens::StaffButtons withdraw;
    for (std::size_t i = 0; i < view.house.notices.size(); ++i) {
        const auto& notice = view.house.notices[i];
        auto title = notice.infos.empty() ? notice.identifier : notice.infos.front().event;
        for (const auto& info : notice.infos)
            if (info.language == view.matter.session.language()) title = info.event;
        withdraw.buttons.push_back({view.say("notice-withdraw", {{"title", title}}), "cross",
                                    staff_set(kPart, "withdraw", notice.identifier)});
    }
    if (!withdraw.buttons.empty()) page.blocks.push_back(std::move(withdraw));
    return page;
}

std::string NoticesPart::value_of(const Blank& blank) const {
    auto found = values_.find(blank.name);
    return found == values_.end() ? std::string{} : found->second;
}

void NoticesPart::add_blank(const StaffView& view, const bulletins::Template& form, const Blank& blank,
                            screens::StaffPage& page) const {
    auto label = label_of(view, form, blank);
    auto value = value_of(blank);
    if (blank.kind == BlankKind::Choice) {
        screens::StaffQuestion question{label, {}};
        const auto* words = words_of(view, form);
        for (const auto& choice : blank.choices) {
            auto named = words->choices.find(blank.name);
            auto text =
                named == words->choices.end() || !named->second.contains(choice) ? choice : named->second.at(choice);
            question.choices.push_back({text, staff_set(kPart, blank.name, "choose:" + choice), value == choice});
        }
        return page.blocks.push_back(std::move(question));
    }
    if (is_stepped(blank.kind)) {
        screens::StaffAmount amount{label,
                                    shown_value(view, blank, value),
                                    view.say("less", {{"what", label}}),
                                    staff_set(kPart, blank.name, "less"),
                                    view.say("more", {{"what", label}}),
                                    staff_set(kPart, blank.name, "more")};
        // Those that follow each other stand beside each other.
        if (auto* before = page.blocks.empty() ? nullptr : std::get_if<screens::StaffAmounts>(&page.blocks.back()))
            return before->amounts.push_back(std::move(amount));
        return page.blocks.push_back(screens::StaffAmounts{{amount}});
    }
    page.blocks.push_back(
        screens::StaffFields{{{label, value, view.say("notice-fill"), staff_edit(kPart, blank.name)}}});
}

screens::StaffPage NoticesPart::form_page(const StaffView& view, const bulletins::Template& form) const {
    screens::StaffPage page;
    const auto* words = words_of(view, form);
    page.chrome.title = words == nullptr ? form.id : words->event.text;
    for (const auto& blank : form.facts.blanks) add_blank(view, form, blank, page);
    auto alert = local_notice(view, form, values_);
    page.blocks.push_back(screens::StaffHeading{view.say("notice-preview")});
    if (!alert) {
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Note, view.say("notice-fill-all")});
        return page;
    }
    screens::StaffFacts facts;
    for (const auto& info : alert->infos) {
        if (info.language != "nl" && info.language != "en") continue;
        facts.facts.push_back({screens::StaffFact::State::Plain, info.headline, info.description});
        if (!info.instruction.empty()) facts.facts.back().text += "\n" + info.instruction;
    }
    page.blocks.push_back(std::move(facts));
    page.blocks.push_back(screens::StaffText{view.say("notice-languages", {{"count", alert->infos.size()}}), true});
    page.actions = {
        {view.say("notice-publish"), "megaphone", staff_set(kPart, "publish", form.id), StaffWeight::Primary}};
    return page;
}

bool NoticesPart::begin(const StaffView& view, std::string_view id) {
    const auto* form = template_named(view, id);
    if (form == nullptr) return false;
    template_ = form->id;
    values_.clear();
    // What begins at one time ends at a later one: four half hours after it.
    int later = 0;
    for (const auto& blank : form->facts.blanks) {
        values_[blank.name] = first_value(view, blank);
        if (blank.kind != BlankKind::Time) continue;
        values_[blank.name] = stepped(blank, values_[blank.name], later);
        later += 4;
    }
    return true;
}

void NoticesPart::publish(StaffHands& hands) {
    constexpr std::size_t kMostNotices = 20;
    const auto* form = template_named(hands.view, template_);
    if (form == nullptr) return;
    auto alert = local_notice(hands.view, *form, values_);
    if (!alert) return hands.tell(StaffRemark::Kind::Warning, hands.view.say("notice-fill-all"));
    auto& notices = hands.house.notices;
    notices.insert(notices.begin(), std::move(*alert));
    if (notices.size() > kMostNotices) notices.resize(kMostNotices);
    wipe();
    hands.session.back();
    hands.tell(StaffRemark::Kind::Good, hands.view.say("notice-published"));
}

void NoticesPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    if (key == "begin") {
        if (begin(hands.view, value)) hands.go("notice " + template_);
        return;
    }
    if (key == "publish") return publish(hands);
    if (key == "withdraw") {
        std::erase_if(hands.house.notices, [&](const auto& notice) { return notice.identifier == value; });
        return hands.tell(StaffRemark::Kind::Good, hands.view.say("notice-withdrawn"));
    }
    const auto* form = template_named(hands.view, template_);
    if (form == nullptr) return;
    auto blank = std::ranges::find(form->facts.blanks, key, &Blank::name);
    if (blank == form->facts.blanks.end()) return;
    auto& held = values_[blank->name];
    if (value == "less" || value == "more") held = stepped(*blank, held, value == "more" ? 1 : -1);
    if (value.starts_with("choose:")) held = std::string(value.substr(7));
}

std::optional<TextSlot> NoticesPart::text(std::string_view key, const StaffView& view) {
    const auto* form = template_named(view, template_);
    if (form == nullptr) return std::nullopt;
    auto blank = std::ranges::find(form->facts.blanks, key, &Blank::name);
    if (blank == form->facts.blanks.end() || is_stepped(blank->kind)) return std::nullopt;
    const auto* site = view.matter.holdings.site();
    bool street = blank->kind == BlankKind::Street && site != nullptr;
    bool amount = blank->kind == BlankKind::Amount;
    constexpr std::size_t kMostDigits = 5;
    return TextSlot{&values_[blank->name],
                    label_of(view, *form, *blank),
                    amount ? kMostDigits : 200,
                    false,
                    street ? site->streets : std::vector<std::string>{},
                    amount ? ui::Accepts::Digits : ui::Accepts::Text};
}

// What was practised ends with the drill.
void NoticesPart::settle(PostState& post, StaffHands& hands) {
    if (post.mode == records::Mode::Exercise) return;
    std::erase_if(hands.house.notices, [](const auto& notice) { return notice.status == bulletins::Status::Exercise; });
}

void NoticesPart::wipe() {
    template_.clear();
    for (auto& [name, value] : values_) ui::wipe(value);
    values_.clear();
}

}  // namespace baken::app
