#include "cp/office/known_sessions.hpp"

#include "exchange/trust/hashes.hpp"

namespace baken::cp {

void KnownSessions::know(std::set<std::string, std::less<>> hashes) {
    std::scoped_lock lock(guard_);
    hashes_ = std::move(hashes);
}

void KnownSessions::note(std::string_view name, Fate fate) {
    auto hash = trust::sha256_hex(name);
    std::scoped_lock lock(guard_);
    if (fate == Fate::Refused) {
        hashes_.erase(hash);
        return;
    }
    hashes_.insert(std::move(hash));
}

Party KnownSessions::party_of(std::string_view name) const {
    if (name.empty()) return {};
    auto hash = trust::sha256_hex(name);
    std::scoped_lock lock(guard_);
    return hashes_.contains(hash) ? Party{Share::Session, std::move(hash)} : Party{};
}

}  // namespace baken::cp
