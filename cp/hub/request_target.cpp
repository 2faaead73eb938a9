#include "cp/hub/request_target.hpp"

#include <algorithm>
#include <charconv>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kLongest = 2048;
constexpr std::size_t kMostQuestions = 16;

std::optional<std::string> unquote(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            plain += text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        auto byte = trust::from_hex(text.substr(at + 1, 2));
        if (!byte) return std::nullopt;
        plain += *byte;
        at += 2;
    }
    return plain;
}

// A client that talks through a proxy may send the whole URL.
std::optional<std::string_view> without_authority(std::string_view text) {
    for (std::string_view scheme : {"http://", "https://"}) {
        if (!text.starts_with(scheme)) continue;
        auto slash = text.find('/', scheme.size());
        return slash == std::string_view::npos ? std::nullopt : std::optional(text.substr(slash));
    }
    return text;
}

bool is_servable(std::string_view path) {
    if (path.empty()) return true;
    return trust::is_plain_path(path) && is_utf8(path) &&
           std::ranges::none_of(split(path, '/'), [](auto part) { return part.starts_with('.'); });
}

bool is_visible(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < 0x7f && letter != '#'; });
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> questions;
    if (text.empty()) return questions;
    for (auto part : split(text, '&')) {
        auto equals = part.find('=');
        auto name = unquote(part.substr(0, equals));
        auto value = unquote(equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1));
        if (!name || !value || questions.size() == kMostQuestions) return std::nullopt;
        questions.emplace_back(std::move(*name), std::move(*value));
    }
    return questions;
}

}  // namespace

std::optional<std::string_view> RequestTarget::value(std::string_view name) const {
    auto is_named = [name](const auto& question) { return question.first == name; };
    auto found = std::ranges::find_if(query, is_named);
    if (found == query.end() || std::ranges::count_if(query, is_named) > 1) return std::nullopt;
    return found->second;
}

std::optional<RequestTarget> parse_request_target(std::string_view text) {
    if (text.size() > kLongest || !is_visible(text)) return std::nullopt;
    auto local = without_authority(text);
    if (!local || !local->starts_with('/')) return std::nullopt;
    auto question = local->find('?');
    auto path = unquote(local->substr(1, question == std::string_view::npos ? question : question - 1));
    auto query = parse_query(question == std::string_view::npos ? std::string_view{} : local->substr(question + 1));
    if (!path || !query || !is_servable(*path)) return std::nullopt;
    return RequestTarget{std::move(*path), std::move(*query)};
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size() || text.starts_with('-')) return std::nullopt;
    return number;
}

}  // namespace baken::cp
