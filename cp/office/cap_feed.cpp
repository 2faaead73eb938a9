#include "cp/office/cap_feed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_list.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kFolder = "cap/";
constexpr std::string_view kFeed = "cap/feed.atom";
constexpr Duration kTakingBackTold = std::chrono::days{7};

bool is_public(const bulletins::Alert& alert) {
    using bulletins::Status;
    return (alert.status == Status::Actual || alert.status == Status::Exercise) &&
           alert.scope == bulletins::Scope::Public && alert.sent.has_value();
}

std::string xml_text(std::string_view text) {
    std::string quoted;
    for (char letter : text) {
        switch (letter) {
            case '<':
                quoted += "&lt;";
                break;
            case '>':
                quoted += "&gt;";
                break;
            case '&':
                quoted += "&amp;";
                break;
            case '"':
                quoted += "&quot;";
                break;
            default:
                quoted += letter;
        }
    }
    return quoted;
}

std::string entry_of(const bulletins::Alert& alert) {
    auto title = alert.infos.empty() ? alert.note : bulletins::title_of(alert.infos.front());
    auto sent = to_rfc3339(alert.sent->at);
    return fmt::format(
        "  <entry>\n    <id>urn:baken:{0}</id>\n    <title>{1}</title>\n    <updated>{2}</updated>\n"
        "    <link rel=\"alternate\" type=\"application/cap+xml\" href=\"{0}.xml\"/>\n  </entry>\n",
        trust::percent_quote(alert.identifier), xml_text(title), sent);
}

// That a message was taken back, and nothing else.
bool only_takes_back(const bulletins::Alert& alert) {
    return alert.msg_type == bulletins::MsgType::Cancel && alert.infos.empty();
}

std::vector<const bulletins::LoadedAlert*> public_alerts(const Shelf& shelf, Instant now) {
    std::vector<const bulletins::LoadedAlert*> found;
    auto over = which_are_over(shelf, now);
    for (std::size_t at = 0; at < shelf.alerts.size(); ++at) {
        const auto& alert = shelf.alerts[at].alert;
        if (over[at] || !is_public(alert)) continue;
        if (only_takes_back(alert) && alert.sent->at + kTakingBackTold < now) continue;
        found.push_back(&shelf.alerts[at]);
    }
    std::ranges::stable_sort(found, std::greater<>{}, [](const auto* loaded) { return loaded->alert.sent->at; });
    return found;
}

}  // namespace

bool CapFeed::owns(std::string_view path) const {
    return path.starts_with(kFolder);
}

Result<std::string> CapFeed::feed() {
    TRY(auto shelf, shelf_.current());
    TRY(auto region, read_region_name(files_, region_));
    auto alerts = public_alerts(*shelf, clock_.now());
    auto updated = alerts.empty() ? Instant{} : alerts.front()->alert.sent->at;
    auto text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        "  <id>urn:baken:region:{}</id>\n  <title>{}</title>\n  <updated>{}</updated>\n"
        "  <author><name>{}</name></author>\n  <link rel=\"self\" href=\"feed.atom\"/>\n",
        trust::percent_quote(region), xml_text(region), to_rfc3339(updated), xml_text(region));
    for (const auto* loaded : alerts) text += entry_of(loaded->alert);
    return text + "</feed>\n";
}

Result<std::optional<std::string>> CapFeed::message(std::string_view identifier) {
    TRY(auto shelf, shelf_.current());
    for (const auto* loaded : public_alerts(*shelf, clock_.now())) {
        if (trust::percent_quote(loaded->alert.identifier) != trust::percent_quote(identifier)) continue;
        return files_.read(shelf->moving.at(loaded->file), ByteLimit{4'000'000});
    }
    return std::nullopt;
}

Answer CapFeed::answer(const std::string& path) {
    bool index = path == kFeed;
    auto name = std::string_view(path).substr(kFolder.size());
    auto missing = plain_answer(Route::Feed, 404, "there is no such message\n");
    if (!index && !name.ends_with(".xml")) return missing;
    auto text = index ? Result<std::optional<std::string>>(feed()) : message(name.substr(0, name.size() - 4));
    if (!text) return plain_answer(Route::Feed, 503, "the feed is not there now\n");
    if (!*text) return missing;
    auto found = plain_answer(Route::Feed, 200, std::move(**text));
    found.headers = {{"Content-Type", index ? "application/atom+xml; charset=utf-8" : "application/cap+xml"},
                     {"Cache-Control", "public, max-age=30"},
                     {"X-Content-Type-Options", "nosniff"},
                     {"Content-Security-Policy", "default-src 'none'; sandbox"}};
    return found;
}

Response CapFeed::respond(const RequestTarget& target, Request request) {
    if (request.method == Method::Post) return plain_answer(Route::Feed, 405, "only GET and HEAD\n");
    if (is_behind_()) return plain_answer(Route::Feed, 503, "publication.behind\n");
    return Work{.lane = Lane::Desk,
                .run = [this, path = target.path]() -> Response { return answer(path); },
                .party = {Share::Public}};
}

}  // namespace baken::cp
