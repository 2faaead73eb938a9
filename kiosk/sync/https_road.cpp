#include "kiosk/sync/https_road.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::sync {
namespace {

// One transfer goes on after so many interruptions in one round, as long as each brought something.
constexpr int kMostResumes = 50;
// After so many rounds the first base is asked again, in case it is back.
constexpr int kRoundsWithAnother = 16;
constexpr std::size_t kRememberedBytes = 64 * 1024;
constexpr ByteLimit kNewsBytes{1024};
// The hub holds a question for less than this.
constexpr std::chrono::seconds kNewsHeld{150};

// The one file that changes under its name; all others are new under a new name.
bool is_lasting(std::string_view name) {
    return !name.ends_with("timestamp.json");
}

// Asked of every base before anything else, and a few kilobytes.
bool is_small(std::string_view name) {
    return !is_lasting(name) || name.ends_with(".root.json");
}

bool is_html(const HttpAnswer& answer, std::string_view body) {
    if (to_lower_ascii(answer.content_type).starts_with("text/html")) return true;
    auto start = to_lower_ascii(trim(body.substr(0, 64)));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

bool is_captive(const HttpAnswer& answer, std::string_view body) {
    bool sent_away = answer.status >= 300 && answer.status < 400 && answer.status != 304;
    bool delivered = answer.status == 200 || answer.status == 206;
    return sent_away || answer.status == 511 || (delivered && is_html(answer, body));
}

bool may_resume(const std::string& check) {
    return check == "http.broken" || check == "http.slow";
}

}  // namespace

std::string url_of(std::string_view base, std::string_view name) {
    while (base.ends_with('/')) base.remove_suffix(1);
    std::string url = std::string(base) + "/baken";
    for (auto part : split(name, '/')) url += "/" + trust::percent_quote(part);
    return url;
}

Done HttpsRoad::begin_round() {
    if (++rounds_ % kRoundsWithAnother == 0) base_ = 0;
    return {};
}

void HttpsRoad::leave_base() {
    if (bases_.size() < 2) return;
    base_ = (base_ + 1) % bases_.size();
    partial_ = {};
    remembered_.clear();
}

Result<std::optional<std::string>> HttpsRoad::fetch(const std::string& name, ByteLimit limit) {
    if (!trust::is_plain_path(name)) return refuse("http.name", "a name that climbs out of the tree");
    Result<std::optional<std::string>> got = refuse("http.base", "no base URL is configured");
    for (std::size_t tried = 0; tried < bases_.size(); ++tried) {
        got = fetch_from(bases_[base_], name, limit);
        if (got || got.error().check == "http.interrupted" || !got.error().check.starts_with("http.")) return got;
        base_ = (base_ + 1) % bases_.size();
    }
    return got;
}

HttpRequest HttpsRoad::request_for(const std::string& url, const std::string& name, ByteLimit limit) const {
    HttpRequest request{url, {}, limit, std::nullopt};
    request.is_small = is_small(name);
    if (!partial_.bytes.empty()) {
        request.headers.push_back(fmt::format("Range: bytes={}-", partial_.bytes.size()));
        if (partial_.etag.starts_with('"')) request.headers.push_back("If-Range: " + partial_.etag);
    } else if (auto known = remembered_.find(name); known != remembered_.end()) {
        request.headers.push_back("If-None-Match: " + known->second.etag);
    }
    return request;
}

Result<std::optional<std::string>> HttpsRoad::fetch_from(const std::string& base, const std::string& name,
                                                         ByteLimit limit) {
    auto url = url_of(base, name);
    bool goes_on = partial_.base == base && partial_.name == name && !is_small(name);
    if (!goes_on) partial_ = {base, name, {}, {}};
    for (int attempt = 0;; ++attempt) {
        auto before = partial_.bytes.size();
        auto answer = client_.get(request_for(url, name, limit), partial_.bytes);
        if (answer) {
            // A server that changed its mind about the file's size: once more from the beginning.
            bool started_over = answer->status == 416 && before > 0;
            if (!started_over) return accept(*answer, url, name);
            partial_.bytes.clear();
            continue;
        }
        bool kept = !is_small(name) && (may_resume(answer.error().check) || answer.error().check == "http.interrupted");
        if (!kept) partial_ = {};
        bool go_on = kept && may_resume(answer.error().check) && partial_.bytes.size() > before;
        if (!go_on || attempt >= kMostResumes) return std::unexpected(std::move(answer.error()));
    }
}

Result<std::optional<std::string>> HttpsRoad::accept(const HttpAnswer& answer, const std::string& url,
                                                     const std::string& name) {
    auto bytes = std::exchange(partial_, {}).bytes;
    if (is_captive(answer, bytes)) {
        return refuse("http.captive", url + ": a page came that is not ours", "this network asks for something first");
    }
    if (answer.status == 404 || answer.status == 410) return std::nullopt;
    auto known = remembered_.find(name);
    if (answer.status == 304 && known != remembered_.end()) return known->second.bytes;
    if (answer.status != 200 && answer.status != 206) {
        return refuse("http.status", fmt::format("{}: status {}", url, answer.status));
    }
    bool remember = !is_lasting(name) && !answer.etag.empty() && !answer.may_change_unseen;
    remembered_.erase(name);
    if (remember && bytes.size() <= kRememberedBytes) remembered_[name] = {answer.etag, bytes};
    return bytes;
}

HttpsRoad::News HttpsRoad::wait_for_news(std::int64_t version, const std::string& site) {
    if (bases_.empty()) return News::NotReached;
    auto url = fmt::format("{}?after={}", url_of(bases_[base_], "changes"), version);
    bool plain =
        std::ranges::all_of(site, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (plain && !site.empty()) url += "&site=" + site;
    HttpRequest question{url, {}, kNewsBytes, kNewsHeld};
    std::string body;
    auto answer = client_.get(question, body);
    if (!answer) return answer.error().check == "http.interrupted" ? News::Interrupted : News::NotReached;
    if (answer->status == 204) return answer->took < kHeldAtLeast ? News::NotHeld : News::Nothing;
    if (answer->status == 200 && !is_html(*answer, body)) return News::Something;
    return News::NotOffered;
}

}  // namespace baken::sync
