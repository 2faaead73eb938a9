// Asking a JSON object for its fields, each refused by name when it is missing or of the wrong kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/trust/json.hpp"

namespace baken::trust {

// All errors have the given check.
class JsonFields {
public:
    JsonFields(const Json& json, std::string check) : json_(&json), check_(std::move(check)) {}

    [[nodiscard]] Result<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<bool> boolean(std::string_view key) const;
    // A whole number of at least `least`.
    [[nodiscard]] Result<std::int64_t> number(std::string_view key, std::int64_t least) const;
    [[nodiscard]] Result<const JsonObject*> object(std::string_view key) const;
    [[nodiscard]] Result<const JsonArray*> array(std::string_view key) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view key) const;

    [[nodiscard]] bool has(std::string_view key) const { return json_->find(key) != nullptr; }
    // The fields of a member; a member that is no object has no fields.
    [[nodiscard]] JsonFields inside(const Json& member) const { return {member, check_}; }
    [[nodiscard]] std::unexpected<Error> no(std::string message) const { return refuse(check_, std::move(message)); }

private:
    const Json* json_;
    std::string check_;
};

}  // namespace baken::trust
