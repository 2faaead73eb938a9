// What the page sends and gets. Reading refuses by the check "desk.request".
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

[[nodiscard]] trust::Json json_of(std::string text);
[[nodiscard]] trust::Json json_of(bool value);
[[nodiscard]] trust::Json json_of(const std::vector<std::string>& texts);
[[nodiscard]] trust::Json json_of(trust::JsonObject object);
[[nodiscard]] trust::Json json_of(trust::JsonArray array);
[[nodiscard]] trust::Json json_of(std::integral auto number) {
    trust::Json json;
    json.value = static_cast<std::int64_t>(number);
    return json;
}

// The object in a request's body. Errors: desk.request, json.*.
[[nodiscard]] Result<trust::Json> read_request(std::string_view body, std::size_t most = 256 * 1024);

// A member that is text; empty when there is none. For what the hub itself once wrote.
[[nodiscard]] std::string text_of(const trust::Json& json, std::string_view key);

struct TextLimit {
    std::size_t bytes = 200;
};

// One line; empty when it is not there.
[[nodiscard]] Result<std::string> read_line(const trust::Json& json, std::string_view key, TextLimit most = {});
// The same, but it must say something.
[[nodiscard]] Result<std::string> read_needed(const trust::Json& json, std::string_view key, TextLimit most = {});
// Lines separated by \n, white space at the ends taken away; empty when it is not there.
[[nodiscard]] Result<std::string> read_lines(const trust::Json& json, std::string_view key, TextLimit most = {});
// A whole number of this range; `fallback` when it is not there.
[[nodiscard]] Result<std::int64_t> read_number(const trust::Json& json, std::string_view key, std::int64_t fallback,
                                               std::int64_t low, std::int64_t high);
// Lines; empty when it is not there.
[[nodiscard]] Result<std::vector<std::string>> read_list(const trust::Json& json, std::string_view key,
                                                         std::size_t most);

}  // namespace baken::cp
