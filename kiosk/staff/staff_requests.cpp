#include "kiosk/staff/staff_requests.hpp"

#include <algorithm>
#include <array>

#include "kiosk/staff/staff_cases.hpp"
#include "kiosk/staff/staff_matches.hpp"
#include "kiosk/ui/text_field.hpp"

namespace baken::staff {

using namespace records;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

constexpr std::string_view kRequestPart = "request";
constexpr std::size_t kOnAPage = 12;
constexpr std::size_t kMostMatches = 3;
constexpr std::array<std::string_view, 7> kFilters{"all",        "help-request", "offer", "signal",
                                                   "initiative", "sign-up",      "done"};

bool on_board(const StaffView& view, const std::string& id) {
    return std::ranges::find(*view.post.board, id, &post::BoardItem::id) != view.post.board->end();
}

std::vector<screens::StaffBlock> matches_section(const StaffView& view, const post::StaffRecord& one) {
    if (!view.post.staff.list) return {};
    screens::StaffEntries entries;
    for (const auto* match : matches_of(one, *view.post.staff.list, kMostMatches))
        entries.entries.push_back(case_entry(view, *match));
    if (entries.entries.empty()) return {};
    return {screens::StaffHeading{view.say("request-matches")}, std::move(entries)};
}

std::vector<screens::StaffButton> board_buttons(const StaffView& view, const post::StaffRecord& one) {
    const auto* initiative = std::get_if<Initiative>(&one.record.body);
    if (initiative == nullptr) return {};
    const auto& id = one.record.head.id;
    if (on_board(view, id))
        return {{view.say("board-take-off"), "cross", staff_set(kRequestPart, "withdrawn", id), StaffWeight::Plain}};
    if (initiative->showing != records::Showing::MayBeShown || is_played_out(view, one)) return {};
    return {{view.say("board-approve"), "check", staff_set(kRequestPart, "approved", id), StaffWeight::Primary}};
}

}  // namespace

bool is_of_residents(const post::StaffRecord& one) {
    auto kind = kind_of(one.record);
    return kind != Kind::EmergencyReport && kind != Kind::SituationReport && kind != Kind::FollowUp;
}

bool waits_for_approval(const StaffView& view, const post::StaffRecord& one) {
    const auto* initiative = std::get_if<Initiative>(&one.record.body);
    return initiative != nullptr && initiative->showing == records::Showing::MayBeShown && waits_for_staff(view, one) &&
           one.delivery.step != Step::Approved && !on_board(view, one.record.head.id);
}

bool RequestsPart::wanted(const StaffView& view, const post::StaffRecord& one) const {
    // Its own page is gone with the drill, and it may have been earnest.
    bool is_practised_report = kind_of(one.record) == Kind::EmergencyReport && is_played_out(view, one);
    if (!is_of_residents(one) && !is_practised_report) return false;
    bool waits = !is_practised_report && waits_for_staff(view, one);
    if (filter_ == "done") return !waits;
    return waits && (filter_ == "all" || filter_ == name_of(kind_of(one.record)));
}

std::vector<const post::StaffRecord*> RequestsPart::chosen(const StaffView& view) const {
    std::vector<const post::StaffRecord*> found;
    if (!view.post.staff.list) return found;
    for (const auto& one : *view.post.staff.list) {
        if (wanted(view, *one)) found.push_back(one.get());
    }
    return found;
}

std::size_t RequestsPart::first_shown(std::size_t all) const {
    return all == 0 ? 0 : std::min(first_, (all - 1) / kOnAPage * kOnAPage);
}

screens::StaffPage RequestsPart::page(const StaffView& view, std::string_view about) const {
    if (about.empty()) return list_page(view);
    if (const auto* one = view.record(about)) return one_page(view, *one);
    screens::StaffPage gone;
    gone.chrome.title = view.say("request-gone");
    return gone;
}

screens::StaffPage RequestsPart::list_page(const StaffView& view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-requests");
    screens::StaffQuestion filters;
    for (auto filter : kFilters)
        filters.choices.push_back(
            {view.word("filter", filter), staff_set(kRequestPart, "filter", filter), filter_ == filter});
    page.blocks.push_back(std::move(filters));
    if (view.post.staff.unreadable > 0)
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning,
                                          view.say("request-unreadable", {{"count", view.post.staff.unreadable}})});
    if (!view.post.staff.complete)
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Note, view.say("request-opening")});
    auto all = chosen(view);
    auto first = first_shown(all.size());
    screens::StaffEntries entries{{}, view.say("request-none")};
    for (auto i = first; i < std::min(all.size(), first + kOnAPage); ++i) {
        auto entry = case_entry(view, *all[i]);
        const auto& id = all[i]->record.head.id;
        entry.picked = picked_.contains(id);
        if (picking_) entry.action = staff_set(kRequestPart, "pick", id);
        entries.entries.push_back(std::move(entry));
    }
    page.blocks.push_back(std::move(entries));
    screens::StaffButtons leaf;
    if (first > 0) leaf.buttons.push_back({view.say("leaf-back"), "up", staff_set(kRequestPart, "leaf", "back")});
    if (first + kOnAPage < all.size())
        leaf.buttons.push_back({view.say("leaf-on", {{"count", all.size() - first - kOnAPage}}), "down",
                                staff_set(kRequestPart, "leaf", "on")});
    if (!leaf.buttons.empty()) page.blocks.push_back(std::move(leaf));
    if (!picking_) {
        page.actions = {
            {view.say("request-pick"), "list", staff_set(kRequestPart, "picking", "on"), StaffWeight::Plain}};
        return page;
    }
    page.actions = {
        {view.say("request-dismiss", {{"count", picked_.size()}}), "bin", staff_set(kRequestPart, "dismiss", ""),
         StaffWeight::Danger},
        {view.say("request-pick-page"), "check", staff_set(kRequestPart, "pick-page", ""), StaffWeight::Plain},
        {view.say("cancel"), "close", staff_set(kRequestPart, "picking", "off"), StaffWeight::Plain}};
    return page;
}

screens::StaffPage RequestsPart::one_page(const StaffView& view, const post::StaffRecord& one) const {
    const auto& id = one.record.head.id;
    screens::StaffPage page;
    page.chrome.title = case_title(view, one);
    if (is_played_out(view, one))
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning, view.say("request-exercise")});
    page.blocks.push_back(screens::StaffFacts{case_facts(view, one)});
    auto written = words_.find(id);
    auto [note, to_whom] = written == words_.end() ? Words{} : written->second;
    page.blocks.push_back(screens::StaffFields{
        {{view.say("request-note"), note, view.say("request-note-hint"), staff_edit(kRequestPart, "note " + id)},
         {view.say("request-to-whom"), to_whom, view.say("request-to-whom-hint"),
          staff_edit(kRequestPart, "to-whom " + id)}}});
    screens::StaffButtons buttons{board_buttons(view, one)};
    if (!note.empty())
        buttons.buttons.push_back({view.say("request-noted"), "note", staff_set(kRequestPart, "noted", id)});
    if (!to_whom.empty())
        buttons.buttons.push_back({view.say("request-passed-on"), "send", staff_set(kRequestPart, "passed-on", id)});
    bool urgent_kind = kind_of(one.record) == Kind::HelpRequest || kind_of(one.record) == Kind::Signal;
    if (urgent_kind && waits_for_staff(view, one))
        buttons.buttons.push_back({view.say("request-promote"), "siren", staff_set("emergency", "promote", id)});
    if (!buttons.buttons.empty()) page.blocks.push_back(std::move(buttons));
    for (auto& block : matches_section(view, one)) page.blocks.push_back(std::move(block));
    page.aside = {screens::StaffHeading{view.say("request-way")},
                  screens::StaffFacts{delivery_facts(view, one.delivery)}};
    if (is_open(one))
        page.actions = {
            {view.say("request-handled-here"), "good", staff_set(kRequestPart, "handled-here", id),
             StaffWeight::Primary},
            {view.say("request-closed"), "close", staff_set(kRequestPart, "closed", id), StaffWeight::Plain}};
    return page;
}

void RequestsPart::act_on(std::string_view step, std::string_view id, StaffHands& hands) {
    auto taken = choice_named<Step>(step);
    if (!taken || step_) return;
    const auto& words = words_[std::string(id)];
    stepped_ = std::string(id);
    step_ = hands.step({stepped_}, *taken, *taken == Step::PassedOn ? words.to_whom : std::string{}, words.note);
}

void RequestsPart::dismiss(StaffHands& hands) {
    if (closing_) return;
    if (picked_.empty()) picking_ = false;
    if (!picked_.empty()) closing_ = hands.step({picked_.begin(), picked_.end()}, Step::Closed);
}

void RequestsPart::Words::wipe() {
    ui::wipe(note);
    ui::wipe(to_whom);
}

void RequestsPart::settle(post::PostState& post, StaffHands& hands) {
    if (auto outcome = take_outcome(post, step_)) stepped(*outcome, hands);
    if (auto outcome = take_outcome(post, closing_)) dismissed(*outcome, hands);
}

void RequestsPart::stepped(const Result<post::Stored>& outcome, StaffHands& hands) {
    if (!outcome) return hands.tell_not_saved(outcome.error());
    words_[stepped_].wipe();
    hands.tell(StaffRemark::Kind::Good, hands.view.say("saved"));
}

// Each is kept by itself, so the disk may have filled up on the way: those that are not closed stay picked.
void RequestsPart::dismissed(const Result<post::Stored>& outcome, StaffHands& hands) {
    auto all = picked_.size();
    std::erase_if(picked_, [&](const auto& id) {
        const auto* one = hands.view.record(id);
        return outcome || (one != nullptr && !is_open(*one));
    });
    auto done = all - picked_.size();
    picking_ = !picked_.empty();
    if (outcome) return hands.tell(StaffRemark::Kind::Good, hands.view.say("request-dismissed", {{"count", done}}));
    if (done == 0) return hands.tell_not_saved(outcome.error());
    hands.tell(StaffRemark::Kind::Danger,
               hands.view.say("request-dismissed-some",
                              {{"count", done}, {"left", picked_.size()}, {"cause", outcome.error().check}}));
}

void RequestsPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    if (key == "filter") {
        filter_ = std::string(value);
        first_ = 0;
        picked_.clear();
        hands.session.scrolls.clear();
    } else if (key == "leaf") {
        first_ = first_shown(chosen(hands.view).size());
        if (value == "on") first_ += kOnAPage;
        if (value == "back") first_ -= std::min(first_, kOnAPage);
        hands.session.scrolls.clear();
    } else if (key == "picking") {
        picking_ = value == "on";
        picked_.clear();
    } else if (key == "pick") {
        if (picked_.erase(std::string(value)) == 0) picked_.insert(std::string(value));
    } else if (key == "pick-page") {
        auto all = chosen(hands.view);
        auto first = first_shown(all.size());
        for (auto i = first; i < std::min(all.size(), first + kOnAPage); ++i) picked_.insert(all[i]->record.head.id);
    } else if (key == "dismiss") {
        dismiss(hands);
    } else {
        act_on(key, value, hands);
    }
}

std::optional<TextSlot> RequestsPart::text(std::string_view key, const StaffView& view) {
    auto id = key.substr(std::min(key.find(' ') + 1, key.size()));
    if (view.record(id) == nullptr) return std::nullopt;
    auto& words = words_[std::string(id)];
    if (key.starts_with("note ")) return TextSlot{&words.note, view.say("request-note"), 500, true, {}};
    if (key.starts_with("to-whom ")) return TextSlot{&words.to_whom, view.say("request-to-whom"), 80, false, {}};
    return std::nullopt;
}

void RequestsPart::wipe() {
    filter_ = "all";
    first_ = 0;
    picking_ = false;
    picked_.clear();
    for (auto& [id, words] : words_) words.wipe();
    words_.clear();
    step_.reset();
    closing_.reset();
}

screens::StaffPage BoardPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-board");
    screens::StaffEntries waiting{{}, view.say("board-none-waiting")};
    screens::StaffEntries hanging{{}, view.say("board-none")};
    if (view.post.staff.list) {
        for (const auto& one : *view.post.staff.list) {
            if (waits_for_approval(view, *one)) waiting.entries.push_back(case_entry(view, *one));
        }
    }
    for (const auto& item : *view.post.board) {
        auto joined = view.say("board-joined", {{"count", item.joined}});
        screens::StaffEntry entry{
            screens::StaffEdge::Good, item.title, screens::joined({item.what, item.when}),
            screens::joined({view.say("board-written", {{"moment", view.moment(item.stored)}}), joined})};
        entry.action = staff_go("request " + item.id);
        hanging.entries.push_back(std::move(entry));
    }
    page.blocks = {screens::StaffHeading{view.say("board-waiting")}, std::move(waiting),
                   screens::StaffHeading{view.say("board-hanging")}, std::move(hanging)};
    return page;
}

}  // namespace baken::staff
