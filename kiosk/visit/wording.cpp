#include "kiosk/visit/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"

namespace baken::visit {

using bulletins::Info;

namespace {

void add_lines(const std::string& text, std::vector<std::string>& lines) {
    for (auto line : split(text, '\n')) {
        if (auto kept = trim(line); !kept.empty()) lines.emplace_back(kept);
    }
}

// Blocks of the same language form one sequence; a later one adds to an earlier one (CAP 1.2 section 3.2.2).
void add_block(const bulletins::Alert& alert, const Info& info, Telling& telling) {
    if (telling.headline.empty()) telling.headline = bulletins::title_of(info);
    if (telling.source.empty()) telling.source = bulletins::sender_of(alert, info);
    if (telling.contact.empty()) telling.contact = info.contact.empty() ? info.web : info.contact;
    add_lines(info.description, telling.description);
    add_lines(info.instruction, telling.instruction);
    for (const auto& area : info.areas) {
        if (area.description.empty() || telling.area.find(area.description) != std::string::npos) continue;
        telling.area += telling.area.empty() ? area.description : ", " + area.description;
    }
    for (const auto& resource : info.resources) {
        if (telling.image.empty()) telling.image = resource.image;
    }
}

}  // namespace

Telling tell(const bulletins::Alert& alert, const std::vector<std::size_t>& infos, std::string_view wanted) {
    auto choice = bulletins::choose_language(alert, infos, wanted);
    Telling telling;
    telling.language = choice.language.empty() ? "und" : bulletins::canonical_language(choice.language);
    telling.step = choice.step;
    telling.fallback = choice.fallback();
    for (auto block : choice.blocks) add_block(alert, alert.infos[block], telling);
    return telling;
}

screens::Gravity gravity_of(bulletins::Kind kind) {
    switch (kind) {
        case bulletins::Kind::Danger:
            return screens::Gravity::Danger;
        case bulletins::Kind::Warning:
            return screens::Gravity::Warning;
        case bulletins::Kind::AllClear:
            return screens::Gravity::AllClear;
        case bulletins::Kind::Information:
            return screens::Gravity::Info;
    }
    return screens::Gravity::Warning;
}

std::string panel_words(const ui::Panel& panel) {
    return fmt::format("\u2066{} × {} px, {:.0f} × {:.0f} mm\u2069", panel.pixels.w, panel.pixels.h, panel.width_mm,
                       panel.height_mm);
}

std::string short_moment(const bulletins::Strings& strings, Instant moment, Instant now) {
    bool today = bulletins::local_day(moment) == bulletins::local_day(now);
    return today ? strings.dates().time(moment) : strings.dates().moment(moment, now);
}

namespace {

bool has_no_end(const bulletins::Shown& shown) {
    auto unknown = [](const bulletins::Reason& reason) { return reason.why == bulletins::Why::ExpiresUnknown; };
    return std::ranges::any_of(shown.reasons, unknown);
}

}  // namespace

std::string validity(const bulletins::Strings& strings, const bulletins::Shown& shown, Instant now) {
    if (has_no_end(shown)) return strings.text("bulletin.no-end");
    if (shown.until < now)
        return strings.format("bulletin.expired", {{"moment", short_moment(strings, shown.until, now)}});
    return strings.format("bulletin.valid-until", {{"moment", short_moment(strings, shown.until, now)}});
}

std::string lasting_validity(const bulletins::Strings& strings, const bulletins::Shown& shown) {
    auto full = [&](const char* key, Instant moment) {
        return strings.format(key, {{"moment", strings.dates().full_moment(moment)}});
    };
    auto until = has_no_end(shown) ? strings.text("bulletin.no-end") : full("bulletin.valid-until", shown.until);
    return shown.starts ? full("bulletin.valid-from", *shown.starts) + "\n" + until : until;
}

std::string ended(const bulletins::Strings& strings, const bulletins::Past& past, const std::string& moment) {
    bool withdrawn = past.why == bulletins::HiddenWhy::Cancelled;
    return strings.format(withdrawn ? "bulletin.withdrawn" : "bulletin.expired", {{"moment", moment}});
}

namespace {

std::string fallback_remark(const Matter& matter, const Telling& telling) {
    if (!telling.fallback) return {};
    if (telling.language == "und") return matter.strings.text("remark.issuer-language");
    return matter.strings.format("remark.fallback", {{"language", language_name(matter.holdings, telling.language)}});
}

const char* remark_key(bulletins::Why why) {
    switch (why) {
        case bulletins::Why::Stale:
            return "remark.stale";
        case bulletins::Why::AreaNotDetermined:
            return "remark.area-unknown";
        case bulletins::Why::Branch:
            return "remark.branch";
        default:
            return nullptr;
    }
}

}  // namespace

std::vector<std::string> remarks(const Matter& matter, const bulletins::Shown& shown, const Telling& telling) {
    std::vector<std::string> lines;
    if (auto line = fallback_remark(matter, telling); !line.empty()) lines.push_back(std::move(line));
    for (const auto& reason : shown.reasons) {
        if (const char* key = remark_key(reason.why)) lines.push_back(matter.strings.text(key));
    }
    return lines;
}

std::string language_name(const supply::Holdings& holdings, std::string_view tag) {
    auto wanted = bulletins::canonical_language(tag);
    auto primary = wanted.substr(0, wanted.find('-'));
    std::string by_primary;
    for (const auto& head : holdings.content.strings.languages()) {
        if (head.language == wanted) return head.name;
        if (head.language == primary) by_primary = head.name;
    }
    return by_primary.empty() ? std::string(tag) : by_primary;
}

TakeAlong take_along(const Telling& telling, const std::string& when, std::size_t most,
                     const std::vector<std::string>& marks) {
    auto lines = marks;
    lines.push_back(telling.headline);
    lines.insert(lines.end(), telling.instruction.begin(), telling.instruction.end());
    lines.insert(lines.end(), telling.description.begin(), telling.description.end());
    std::string end = telling.source + ", " + when;
    TakeAlong result;
    if (end.size() > most) end.clear();
    for (const auto& line : lines) {
        if (result.text.size() + line.size() + end.size() + 2 > most) {
            // Nothing after what is left out: without it a later line could mean something else.
            result.shortened = true;
            break;
        }
        result.text += line + "\n";
    }
    result.text += end;
    return result;
}

TakeAlong take_along(const Matter& matter, const bulletins::Shown& shown, const bulletins::Past* past,
                     const Telling& telling) {
    constexpr std::size_t kMostQrBytes = 900;
    const auto& sent = matter.holdings.alerts[shown.alert].alert.sent;
    const auto& dates = matter.strings.dates();
    std::vector<std::string> marks;
    if (past != nullptr) marks.push_back(ended(matter.strings, *past, dates.full_moment(past->at)));
    if (shown.exercise) marks.push_back(matter.strings.text("exercise.strip"));
    auto when = sent ? dates.full_moment(sent->at) : std::string{};
    if (past == nullptr) when += "\n" + lasting_validity(matter.strings, shown);
    return take_along(telling, when, kMostQrBytes, marks);
}

}  // namespace baken::visit
