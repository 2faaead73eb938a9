// JSON as signed documents need it: strict when read, canonical when signed.
//
// Refused on reading: a key twice in one object (two readers could see two documents under one signature), numbers
// with a fraction or beyond 64 bits (they have no canonical form), malformed UTF-8, anything after the document, and
// whatever exceeds the limits. All other values are kept as they are, so that what we do not know stays signed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::trust {

struct Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::map<std::string, Json, std::less<>>;

struct Json {
    std::variant<std::nullptr_t, bool, std::int64_t, std::string, JsonArray, JsonObject> value = nullptr;

    // Each gives nothing when the value is of another kind.
    [[nodiscard]] const JsonObject* object() const { return std::get_if<JsonObject>(&value); }
    [[nodiscard]] const JsonArray* array() const { return std::get_if<JsonArray>(&value); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    // The member of an object; nothing when there is none or this is no object.
    [[nodiscard]] const Json* find(std::string_view key) const;

    bool operator==(const Json&) const = default;
};

[[nodiscard]] inline Json text_json(std::string_view text) {
    return Json{std::string(text)};
}

struct JsonLimits {
    std::size_t bytes = 8'000'000;
    std::size_t depth = 32;
    std::size_t values = 500'000;
};

// Errors: json.size, json.depth, json.count, json.duplicate, json.number, json.syntax.
[[nodiscard]] Result<Json> parse_json(std::string_view bytes, JsonLimits limits = {});

// The bytes that are signed: OLPC Canonical JSON, as TUF specification section 4 asks. Keys in byte order, no space,
// and in strings only the quote and the backslash escaped; the result need not be JSON when a string has control
// characters in it.
[[nodiscard]] std::string canonical_json(const Json& json);

// The bytes that travel: compact JSON, keys in byte order.
[[nodiscard]] std::string write_json(const Json& json);

}  // namespace baken::trust
