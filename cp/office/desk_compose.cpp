// From a draft to the alert: what make_alert of desk_draft.hpp promises.
#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_draft.hpp"
#include "cp/office/desk_list.hpp"
#include "exchange/base/ids.hpp"

namespace baken::cp {
namespace {

using bulletins::Alert;
using bulletins::Info;

constexpr int kUsualHours = 24;

std::unexpected<Error> lacking(std::string what) {
    return refuse("desk.draft", std::move(what));
}

// The house and its doorstep: two noodsteunpunten never stand so near.
constexpr double kSiteRadius = 0.05;

// By its id for our own kiosks, and by a circle for who reads CAP and knows nothing of them.
void add_site(const std::string& id, const Shelf& shelf, bulletins::Area& area) {
    auto site = std::ranges::find(shelf.sites, id, &bulletins::Site::id);
    if (site == shelf.sites.end()) return;
    area.description += (area.description.empty() ? "" : ", ") + site->short_name;
    area.geocodes.push_back({std::string(bulletins::kSiteScheme), site->id});
    if (site->position) area.circles.push_back({*site->position, kSiteRadius});
}

std::vector<bulletins::Area> areas_of(const Draft& draft, const Shelf& shelf, const std::string& region) {
    bulletins::Area area;
    for (const auto& code : draft.municipalities) {
        area.description += (area.description.empty() ? "" : ", ") + shelf.municipality_name(code);
        area.geocodes.push_back({"GM-CODE", code});
    }
    for (const auto& id : draft.sites) add_site(id, shelf, area);
    if (!draft.municipalities.empty() || !area.geocodes.empty()) return {area};
    area.description = region;
    for (const auto& code : shelf.area_codes()) {
        bool known = code.starts_with("GM") || code.starts_with("VR");
        if (known) area.geocodes.push_back({code.starts_with("GM") ? "GM-CODE" : "VR-CODE", code});
    }
    return {area};
}

void set_words(const Draft& draft, Info& info) {
    auto take = [](auto& into, const std::string& word) {
        using Enum = std::remove_reference_t<decltype(into)>;
        if (!word.empty()) into = bulletins::read_word<Enum>(word);
    };
    take(info.severity, draft.severity);
    take(info.urgency, draft.urgency);
    take(info.certainty, draft.certainty);
    if (!draft.category.empty()) info.categories = {bulletins::read_word<bulletins::Category>(draft.category)};
}

Result<Alert> write_freely(const Draft& draft, const bulletins::Letterhead& letterhead) {
    auto dutch = draft.words.find("nl");
    if (dutch == draft.words.end() || dutch->second.headline.empty()) return lacking("the Dutch headline is empty");
    Alert alert{bulletins::CapVersion::V1_2, letterhead.identifier,     letterhead.sender,       letterhead.sent,
                letterhead.status,           bulletins::MsgType::Alert, bulletins::Scope::Public};
    Info info;
    info.categories = {bulletins::Category::Safety};
    info.severity = bulletins::Severity::Moderate;
    info.urgency = bulletins::Urgency::Expected;
    info.certainty = bulletins::Certainty::Observed;
    info.effective = letterhead.sent;
    info.sender_name = letterhead.sender_name;
    info.areas = letterhead.areas;
    auto add = [&](const std::string& language, const DraftWords& words) {
        if (words.headline.empty()) return;
        info.language = language;
        info.event = words.headline;
        info.headline = words.headline;
        info.description = words.description;
        info.instruction = words.instruction;
        alert.infos.push_back(info);
    };
    add("nl", dutch->second);
    for (const auto& [language, words] : draft.words) {
        if (language != "nl") add(language, words);
    }
    return alert;
}

Result<Alert> write_from_form(const Draft& draft, const Shelf& shelf, const bulletins::Letterhead& letterhead) {
    const auto* form = shelf.form(draft.form);
    if (form == nullptr) return lacking(draft.form + ": there is no such template");
    std::vector<std::string> languages;
    for (const auto& language : shelf.languages()) {
        if (form->words.contains(language)) languages.push_back(language);
    }
    return bulletins::fill(*form, languages, draft.values, letterhead);
}

// What came before is listed whole, so that a kiosk that missed a step still knows what is over.
void refer_to(const Alert& before, Alert& alert) {
    alert.references = before.references;
    alert.references.push_back(before.identity());
    alert.incidents = before.incidents;
}

Done follow(const Draft& draft, const Shelf& shelf, Instant now, Alert& alert) {
    if (draft.aim == DraftAim::New) return {};
    const auto* before = shelf.alert(draft.of);
    if (before == nullptr || !before->sent) return lacking("the bulletin it follows is not published");
    if (is_over(*before, shelf, now)) {
        return refuse("desk.conflict", "the bulletin it follows was replaced or taken back, or has expired");
    }
    // Only its own sender may replace a message, and an exercise stays one (CAP 1.2 section 3.2.1).
    alert.sender = before->sender;
    alert.status = before->status;
    alert.msg_type = draft.aim == DraftAim::Update ? bulletins::MsgType::Update : bulletins::MsgType::Cancel;
    refer_to(*before, alert);
    if (draft.aim == DraftAim::Withdraw) {
        alert.note = "Ingetrokken";
        alert.infos.clear();
    }
    if (draft.aim == DraftAim::AllClear) {
        for (auto& info : alert.infos) info.response_types = {bulletins::ResponseType::AllClear};
    }
    return {};
}

}  // namespace

Result<Alert> make_alert(const Draft& draft, const Shelf& shelf, const Sender& sender, Instant now) {
    auto whole_second = std::chrono::floor<std::chrono::seconds>(now);
    auto identifier = identifier_of(draft);
    bulletins::Letterhead letterhead{
        .identifier = identifier.empty() ? "baken-" + new_uuid7(now) : identifier,
        .sender = sender.settings.sender,
        .sender_name = sender.settings.sender_name.empty() ? sender.region : sender.settings.sender_name,
        .sent = {whole_second, 0},
        .status = draft.exercise ? bulletins::Status::Exercise : bulletins::Status::Actual,
        .areas = areas_of(draft, shelf, sender.region)};
    if (draft.aim == DraftAim::Withdraw) {
        Alert alert{bulletins::CapVersion::V1_2, letterhead.identifier,      letterhead.sender,       letterhead.sent,
                    letterhead.status,           bulletins::MsgType::Cancel, bulletins::Scope::Public};
        TRY_DONE(follow(draft, shelf, now, alert));
        return alert;
    }
    for (const auto& id : draft.sites) {
        if (std::ranges::find(shelf.sites, id, &bulletins::Site::id) == shelf.sites.end()) {
            return lacking(id + ": there is no such noodsteunpunt");
        }
    }
    TRY(auto alert, draft.form.empty() ? write_freely(draft, letterhead) : write_from_form(draft, shelf, letterhead));
    TRY_DONE(follow(draft, shelf, now, alert));
    // A template tells its own end.
    bool ends = draft.hours == 0 && !draft.form.empty();
    auto hours = draft.hours > 0 ? draft.hours : kUsualHours;
    for (auto& info : alert.infos) {
        set_words(draft, info);
        if (!ends) info.expires = bulletins::CapTime{whole_second + std::chrono::hours{hours}, 0};
    }
    return alert;
}

}  // namespace baken::cp
