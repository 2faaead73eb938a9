#include "cp/hub/responder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::cp {
namespace {

constexpr std::string_view kTree = "baken/";
constexpr std::string_view kTimestamp = "baken/repository/metadata/timestamp.json";

Slice whole(const ServedFile& file) {
    return {0, file.size};
}

// If-Range: the part is wanted only of the very file that the client has begun (strong comparison).
RangeAnswer wanted_range(const Request& request, const ServedFile& file) {
    if (!request.if_range.empty() && request.if_range != file.tag) return {};
    return parse_range(request.range, file.size);
}

Answer file_answer(std::string_view path, const ServedFile& file) {
    Answer answer{.route = Route::Files};
    auto keep = is_immutable(path) ? "public, max-age=31536000, immutable" : "no-cache";
    answer.headers = {{"ETag", file.tag}, {"Cache-Control", keep}};
    return answer;
}

// What is shown in a browser by mistake runs nothing.
void add_content_headers(Answer& answer, std::string_view path) {
    answer.headers.emplace_back("Content-Type", media_type(path));
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
}

}  // namespace

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 302:
            return "Found";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 404:
            return "Not Found";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 416:
            return "Range Not Satisfiable";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

Answer plain_answer(Route route, int status, std::string text) {
    Answer answer{.route = route, .status = status};
    answer.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
    answer.text = std::move(text);
    return answer;
}

Answer poll_answer(trust::Version latest, trust::Version after, std::optional<std::chrono::seconds> hold) {
    Answer answer{.route = Route::Changes, .status = latest > after ? 200 : 204};
    answer.headers = {{"Cache-Control", "no-store"}};
    if (answer.status == 204) return answer;
    answer.headers.emplace_back("Content-Type", "application/json");
    auto held = hold ? fmt::format(", \"hold\": {}", hold->count()) : std::string();
    answer.text = fmt::format("{{\"timestamp\": {}{}}}\n", latest, held);
    return answer;
}

Routes* Responder::owner_of(std::string_view path) const {
    auto found = std::ranges::find_if(added_, [path](const auto* routes) { return routes->owns(path); });
    return found == added_.end() ? nullptr : *found;
}

BodyLimit Responder::body_limit(const RequestHead& head) const {
    auto parsed = parse_request_target(head.target);
    const auto* owner = parsed ? owner_of(parsed->path) : nullptr;
    return owner == nullptr ? BodyLimit{} : owner->body_limit(parsed->path, head);
}

Response Responder::respond(Request request) {
    auto target = parse_request_target(request.target);
    if (target && request.method != Method::Other) {
        if (auto* owner = owner_of(target->path)) return owner->respond(*target, std::move(request));
    }
    if (request.method != Method::Get && request.method != Method::Head) {
        auto answer = plain_answer(Route::Other, 405, "only GET and HEAD\n");
        answer.headers.emplace_back("Allow", "GET, HEAD");
        return answer;
    }
    if (!target) return plain_answer(Route::Other, 400, "this is no path here\n");
    bool tells_newest = target->path == "baken/changes" || target->path == kTimestamp;
    if (tells_newest && is_behind_()) return plain_answer(Route::Changes, 503, "publication.behind\n");
    if (target->path == "baken/changes") return respond_changes(*target, request.method);
    if (target->path.starts_with(kTree)) return respond_file(target->path.substr(kTree.size()), request);
    if (target->path == "healthz") return plain_answer(Route::Health, 200, "well\n");
    return plain_answer(Route::Other, 404, "there is nothing here\n");
}

Response Responder::respond_changes(const RequestTarget& target, Method method) const {
    auto after = target.value("after");
    auto version = after ? parse_number(*after) : std::nullopt;
    if (!version) return plain_answer(Route::Changes, 400, "ask /baken/changes?after=N\n");
    if (auto site = target.value("site"); site && site_heard_) site_heard_(*site, *version);
    bool at_once = announcements_.latest() > *version || method == Method::Head;
    if (at_once) return poll_answer(announcements_.latest(), *version);
    return Poll{*version};
}

Answer Responder::respond_file(std::string_view path, const Request& request) {
    auto file = folder_.find(path);
    if (!file) return plain_answer(Route::Files, 404, "there is no such file\n");
    return answer_file(path, *file, request);
}

Answer answer_file(std::string_view path, const ServedFile& file, const Request& request) {
    auto answer = file_answer(path, file);
    if (!request.if_none_match.empty() && names_tag(request.if_none_match, file.tag)) {
        answer.status = 304;
        return answer;
    }
    auto range = wanted_range(request, file);
    if (range.verdict == RangeVerdict::Unsatisfiable) {
        answer = plain_answer(Route::Files, 416, "");
        answer.headers.emplace_back("Content-Range", fmt::format("bytes */{}", file.size));
        return answer;
    }
    add_content_headers(answer, path);
    answer.file = file.file;
    answer.slice = range.verdict == RangeVerdict::Part ? range.slice : whole(file);
    if (range.verdict == RangeVerdict::Part) {
        auto last = range.slice.begin + range.slice.length - 1;
        answer.status = 206;
        answer.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", range.slice.begin, last, file.size));
    }
    return answer;
}

}  // namespace baken::cp
