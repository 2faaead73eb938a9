#include "cp/region/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

constexpr trust::JsonLimits kLimits{.depth = 8, .values = 5'000};

std::unexpected<Error> wrong(std::string_view key, std::string_view what) {
    return refuse("desk.request", fmt::format("{} {}", key, what));
}

bool is_control(char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
}

Result<std::string> read_text(const trust::Json& json, std::string_view key, TextLimit most) {
    const auto* found = json.find(key);
    if (found == nullptr) return std::string();
    const auto* text = found->text();
    if (text == nullptr) return wrong(key, "is no text");
    if (text->size() > most.bytes) return wrong(key, "is too long");
    return std::string(trim(*text));
}

}  // namespace

trust::Json json_of(std::string text) {
    trust::Json json;
    json.value = std::move(text);
    return json;
}

trust::Json json_of(bool value) {
    trust::Json json;
    json.value = value;
    return json;
}

trust::Json json_of(trust::JsonObject object) {
    trust::Json json;
    json.value = std::move(object);
    return json;
}

trust::Json json_of(trust::JsonArray array) {
    trust::Json json;
    json.value = std::move(array);
    return json;
}

trust::Json json_of(const std::vector<std::string>& texts) {
    trust::JsonArray array;
    for (const auto& text : texts) array.push_back(json_of(text));
    return json_of(std::move(array));
}

std::string text_of(const trust::Json& json, std::string_view key) {
    const auto* found = json.find(key);
    const auto* text = found == nullptr ? nullptr : found->text();
    return text == nullptr ? std::string() : *text;
}

Result<trust::Json> read_request(std::string_view body, std::size_t most) {
    auto limits = kLimits;
    limits.bytes = most;
    TRY(auto json, trust::parse_json(body, limits));
    if (json.object() == nullptr) return refuse("desk.request", "is no object");
    return json;
}

Result<std::string> read_line(const trust::Json& json, std::string_view key, TextLimit most) {
    TRY(auto text, read_text(json, key, most));
    if (std::ranges::any_of(text, is_control)) return wrong(key, "is no single line");
    return text;
}

Result<std::string> read_needed(const trust::Json& json, std::string_view key, TextLimit most) {
    TRY(auto text, read_line(json, key, most));
    if (text.empty()) return wrong(key, "is empty");
    return text;
}

Result<std::string> read_lines(const trust::Json& json, std::string_view key, TextLimit most) {
    TRY(auto text, read_text(json, key, most));
    std::erase(text, '\r');
    if (std::ranges::any_of(text, [](char letter) { return letter != '\n' && is_control(letter); })) {
        return wrong(key, "holds control characters");
    }
    return text;
}

Result<std::int64_t> read_number(const trust::Json& json, std::string_view key, std::int64_t fallback, std::int64_t low,
                                 std::int64_t high) {
    const auto* found = json.find(key);
    if (found == nullptr) return fallback;
    auto number = found->integer();
    if (!number || *number < low || *number > high) return wrong(key, fmt::format("is not from {} to {}", low, high));
    return *number;
}

Result<std::vector<std::string>> read_list(const trust::Json& json, std::string_view key, std::size_t most) {
    std::vector<std::string> texts;
    const auto* found = json.find(key);
    if (found == nullptr) return texts;
    const auto* array = found->array();
    if (array == nullptr || array->size() > most) return wrong(key, "is no list, or too long");
    for (const auto& item : *array) {
        const auto* text = item.text();
        if (text == nullptr || text->size() > 200 || std::ranges::any_of(*text, is_control)) {
            return wrong(key, "holds something that is no line");
        }
        texts.push_back(*text);
    }
    return texts;
}

}  // namespace baken::cp
