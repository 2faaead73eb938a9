#include "exchange/trust/json_fields.hpp"

#include <fmt/format.h>

namespace baken::trust {

Result<std::string> JsonFields::text(std::string_view key) const {
    const Json* member = json_->find(key);
    if (member == nullptr || member->text() == nullptr) return no(fmt::format("no text \"{}\"", key));
    return *member->text();
}

Result<bool> JsonFields::boolean(std::string_view key) const {
    const Json* member = json_->find(key);
    if (member == nullptr || !member->boolean()) return no(fmt::format("no true or false \"{}\"", key));
    return *member->boolean();
}

Result<std::int64_t> JsonFields::number(std::string_view key, std::int64_t least) const {
    const Json* member = json_->find(key);
    if (member == nullptr || !member->integer()) return no(fmt::format("no whole number \"{}\"", key));
    if (*member->integer() < least) return no(fmt::format("\"{}\" is less than {}", key, least));
    return *member->integer();
}

Result<const JsonObject*> JsonFields::object(std::string_view key) const {
    const Json* member = json_->find(key);
    if (member == nullptr || member->object() == nullptr) return no(fmt::format("no object \"{}\"", key));
    return member->object();
}

Result<const JsonArray*> JsonFields::array(std::string_view key) const {
    const Json* member = json_->find(key);
    if (member == nullptr || member->array() == nullptr) return no(fmt::format("no list \"{}\"", key));
    return member->array();
}

Result<std::vector<std::string>> JsonFields::texts(std::string_view key) const {
    TRY(const auto* items, array(key));
    std::vector<std::string> found;
    for (const auto& item : *items) {
        if (item.text() == nullptr) return no(fmt::format("\"{}\" has an item that is no text", key));
        found.push_back(*item.text());
    }
    return found;
}

}  // namespace baken::trust
