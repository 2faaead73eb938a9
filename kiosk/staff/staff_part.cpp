#include "kiosk/staff/staff_part.hpp"

#include "kiosk/visit/wording.hpp"

namespace baken::staff {

std::pair<std::string_view, std::string_view> halves(std::string_view text, char at) {
    auto found = text.find(at);
    if (found == std::string_view::npos) return {text, {}};
    return {text.substr(0, found), text.substr(found + 1)};
}

std::string StaffView::say(std::string_view key) const {
    return matter.strings.text("staff." + std::string(key));
}

std::string StaffView::say(std::string_view key, std::initializer_list<bulletins::Argument> arguments) const {
    return matter.strings.format("staff." + std::string(key), arguments);
}

std::string StaffView::word(std::string_view list, std::string_view choice) const {
    return say(std::string(list) + "-" + std::string(choice));
}

std::string StaffView::moment(Instant at) const {
    return visit::short_moment(matter.strings, at, matter.now);
}

std::string StaffView::site_name() const {
    const auto* site = matter.holdings.site();
    return site == nullptr ? std::string("NSP") : site->name;
}

LinkWords StaffView::link() const {
    const auto& outbox = post.outbox;
    // It answers, and takes nothing: a line alone is no help.
    if (outbox.trouble == "hub.unknown-kiosk") return {say("link-unknown", {{"count", outbox.waiting}}), false};
    if (outbox.hub_reached) return {say("link-good"), true};
    return {say("link-none", {{"count", outbox.waiting}}), false};
}

const post::StaffRecord* StaffView::record(std::string_view id) const {
    if (!post.staff.list) return nullptr;
    for (const auto& one : *post.staff.list) {
        if (one->record.head.id == id) return one.get();
    }
    return nullptr;
}

std::uint64_t StaffHands::save(records::Body body, records::Priority priority) {
    auto token = next_token++;
    orders.emplace_back(post::SaveRecord{token, std::move(body), session.language(), priority});
    return token;
}

std::uint64_t StaffHands::step(std::vector<std::string> records, records::Step step, std::string to_whom,
                               std::string note) {
    auto token = next_token++;
    orders.emplace_back(
        post::TakeStep{token, std::move(records), step, std::move(to_whom), std::move(note), std::nullopt});
    return token;
}

void StaffHands::tell_not_saved(const Error& why) {
    tell(screens::StaffRemark::Kind::Danger, view.say("not-saved", {{"cause", why.check}}));
}

void StaffHands::go(std::string page) {
    session.go({visit::Screen::Staff, std::move(page)});
}

std::optional<Result<post::Stored>> take_outcome(post::PostState& post, std::optional<std::uint64_t>& token) {
    auto found = token ? post.saved.find(*token) : post.saved.end();
    if (found == post.saved.end()) return std::nullopt;
    auto outcome = std::move(found->second);
    post.saved.erase(found);
    token.reset();
    return outcome;
}

ui::Action staff_go(std::string page) {
    return {"staff-go", std::move(page)};
}

ui::Action staff_set(std::string_view part, std::string_view key, std::string_view value) {
    return {"staff-set", std::string(part) + "." + std::string(key) + "=" + std::string(value)};
}

ui::Action staff_edit(std::string_view part, std::string_view key) {
    return {"staff-edit", std::string(part) + "." + std::string(key)};
}

}  // namespace baken::staff
