#include "kiosk/store/staged_trust.hpp"

#include <algorithm>

#include "exchange/trust/metadata.hpp"

namespace baken::store {

Result<std::optional<std::string>> StagedTrust::load(std::string_view role) {
    auto staged = changes_.documents.find(std::string(role));
    if (staged != changes_.documents.end()) return staged->second;
    if (std::ranges::find(changes_.forgotten, role) != changes_.forgotten.end()) return std::nullopt;
    return store_.trusted(role);
}

Done StagedTrust::save(std::string_view role, std::string_view bytes) {
    if (role == "root") {
        TRY(auto root, trust::read_root(bytes));
        changes_.roots[root.version] = bytes;
    }
    changes_.documents[std::string(role)] = bytes;
    return {};
}

Done StagedTrust::remove(std::string_view role) {
    changes_.documents.erase(std::string(role));
    changes_.forgotten.emplace_back(role);
    return {};
}

}  // namespace baken::store
