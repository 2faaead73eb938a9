#include "kiosk/staff/staff_notices.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "kiosk/staff/local_notice.hpp"
#include "kiosk/staff/notice_blanks.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::staff {

using bulletins::Blank;
using bulletins::BlankKind;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

constexpr std::string_view kNoticePart = "notice";

std::string label_of(const StaffView& view, const bulletins::Template& form, const Blank& blank) {
    const auto* words = words_for_staff(view, form);
    if (words == nullptr) return blank.name;
    auto label = words->labels.find(blank.name);
    return label == words->labels.end() ? blank.name : label->second;
}

std::string choice_label(const StaffView& view, const bulletins::Template& form, const Blank& blank,
                         const std::string& choice) {
    const auto* words = words_for_staff(view, form);
    if (words == nullptr) return choice;
    auto named = words->choices.find(blank.name);
    return named == words->choices.end() || !named->second.contains(choice) ? choice : named->second.at(choice);
}

screens::StaffButtons template_buttons(const StaffView& view) {
    screens::StaffButtons choices;
    for (const auto& form : view.templates) {
        if (const auto* words = words_for_staff(view, form); words != nullptr && is_for_houses(view, form))
            choices.buttons.push_back({words->event.text, form.facts.icon, staff_set(kNoticePart, "begin", form.id)});
    }
    return choices;
}

screens::StaffEntry entry_of(const StaffView& view, const bulletins::Alert& notice) {
    std::vector<std::size_t> all(notice.infos.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    auto telling = visit::tell(notice, all, view.matter.session.language());
    auto sent = notice.sent ? view.moment(notice.sent->at) : std::string{};
    bool on_screen = is_on_screen(view, notice);
    return {on_screen ? screens::StaffEdge::Info : screens::StaffEdge::Plain, telling.headline, telling.source,
            on_screen ? sent : screens::joined({sent, view.say("notice-over")})};
}

screens::StaffButton withdraw_button(const StaffView& view, const bulletins::Alert& notice) {
    auto title = notice.infos.empty() ? notice.identifier : notice.infos.front().event;
    for (const auto& info : notice.infos)
        if (info.language == view.matter.session.language()) title = info.event;
    return {view.say("notice-withdraw", {{"title", title}}), "cross",
            staff_set(kNoticePart, "withdraw", notice.identifier)};
}

// Our messages, and the templates for a new one.
screens::StaffPage list_page(const StaffView& view) {
    screens::StaffPage page;
    page.chrome.title = view.say("home-notice");
    page.blocks.push_back(screens::StaffText{view.say("notice-intro")});
    page.blocks.push_back(template_buttons(view));
    page.blocks.push_back(screens::StaffHeading{view.say("notice-ours")});
    screens::StaffEntries ours{{}, view.say("notice-none")};
    screens::StaffButtons withdraw;
    for (const auto& notice : view.house.notices) {
        ours.entries.push_back(entry_of(view, notice));
        withdraw.buttons.push_back(withdraw_button(view, notice));
    }
    page.blocks.push_back(std::move(ours));
    if (!withdraw.buttons.empty()) page.blocks.push_back(std::move(withdraw));
    return page;
}

screens::StaffFacts preview_of(const bulletins::Alert& alert) {
    screens::StaffFacts facts;
    for (const auto& info : alert.infos) {
        if (info.language != "nl" && info.language != "en") continue;
        facts.facts.push_back({screens::StaffFact::State::Plain, info.headline, info.description});
        if (!info.instruction.empty()) facts.facts.back().text += "\n" + info.instruction;
    }
    return facts;
}

}  // namespace

screens::StaffPage NoticesPart::page(const StaffView& view, std::string_view about) const {
    const auto* form = about.empty() ? nullptr : house_template(view, about);
    return form == nullptr ? list_page(view) : form_page(view, *form);
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
        for (const auto& choice : blank.choices)
            question.choices.push_back({choice_label(view, form, blank, choice),
                                        staff_set(kNoticePart, blank.name, "choose:" + choice), value == choice});
        return page.blocks.push_back(std::move(question));
    }
    if (is_stepped(blank.kind)) {
        screens::StaffAmount amount{label,
                                    shown_value(view, blank, value),
                                    view.say("less", {{"what", label}}),
                                    staff_set(kNoticePart, blank.name, "less"),
                                    view.say("more", {{"what", label}}),
                                    staff_set(kNoticePart, blank.name, "more")};
        // Those that follow each other stand beside each other.
        if (auto* before = page.blocks.empty() ? nullptr : std::get_if<screens::StaffAmounts>(&page.blocks.back()))
            return before->amounts.push_back(std::move(amount));
        return page.blocks.push_back(screens::StaffAmounts{{amount}});
    }
    page.blocks.push_back(
        screens::StaffFields{{{label, value, view.say("notice-fill"), staff_edit(kNoticePart, blank.name)}}});
}

screens::StaffPage NoticesPart::form_page(const StaffView& view, const bulletins::Template& form) const {
    screens::StaffPage page;
    const auto* words = words_for_staff(view, form);
    page.chrome.title = words == nullptr ? form.id : words->event.text;
    for (const auto& blank : form.facts.blanks) add_blank(view, form, blank, page);
    auto alert = local_notice(view, form, values_);
    page.blocks.push_back(screens::StaffHeading{view.say("notice-preview")});
    if (!alert) {
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Note, view.say("notice-fill-all")});
        return page;
    }
    page.blocks.push_back(preview_of(*alert));
    page.blocks.push_back(screens::StaffText{view.say("notice-languages", {{"count", alert->infos.size()}}), true});
    page.actions = {
        {view.say("notice-publish"), "megaphone", staff_set(kNoticePart, "publish", form.id), StaffWeight::Primary}};
    return page;
}

bool NoticesPart::begin(const StaffView& view, std::string_view id) {
    const auto* form = house_template(view, id);
    if (form == nullptr) return false;
    template_ = form->id;
    values_.clear();
    // What begins at one time ends at a later one: four half hours after it. And what happens here has its second place
    // elsewhere.
    int later = 0;
    bool has_place = false;
    for (const auto& blank : form->facts.blanks) {
        bool elsewhere = blank.kind == BlankKind::Place && std::exchange(has_place, true);
        values_[blank.name] = elsewhere ? std::string{} : first_value(view, blank);
        if (blank.kind != BlankKind::Time || blank.past) continue;
        values_[blank.name] = stepped(blank, values_[blank.name], later);
        later += 4;
    }
    return true;
}

void NoticesPart::publish(StaffHands& hands) {
    const auto* form = house_template(hands.view, template_);
    if (form == nullptr) return;
    auto alert = local_notice(hands.view, *form, values_);
    if (!alert) return hands.tell(StaffRemark::Kind::Warning, hands.view.say("notice-fill-all"));
    add_notice(hands.house, std::move(*alert), hands.now());
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
    const auto* form = house_template(hands.view, template_);
    if (form == nullptr) return;
    auto blank = std::ranges::find(form->facts.blanks, key, &Blank::name);
    if (blank == form->facts.blanks.end()) return;
    auto& held = values_[blank->name];
    if (value == "less" || value == "more") held = pressed(hands.view, *blank, held, value == "more" ? 1 : -1);
    if (value.starts_with("choose:")) held = std::string(value.substr(7));
}

std::optional<TextSlot> NoticesPart::text(std::string_view key, const StaffView& view) {
    const auto* form = house_template(view, template_);
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
void NoticesPart::settle(post::PostState& post, StaffHands& hands) {
    if (post.mode == records::Mode::Exercise) return;
    std::erase_if(hands.house.notices, [](const auto& notice) { return notice.status == bulletins::Status::Exercise; });
}

void NoticesPart::wipe() {
    template_.clear();
    for (auto& [name, value] : values_) ui::wipe(value);
    values_.clear();
}

}  // namespace baken::staff
