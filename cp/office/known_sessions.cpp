#include "cp/office/known_sessions.hpp"

#include "cp/office/desk_sessions.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {

// Those that ended elsewhere are never asked for again and stay. So when there are too many all are forgotten: who
// still works is known again with their next question.
void KnownSessions::note(std::string_view name, Fate fate) {
    auto hash = trust::sha256_hex(name);
    std::scoped_lock lock(guard_);
    if (fate == Fate::Refused) {
        hashes_.erase(hash);
        return;
    }
    if (hashes_.size() >= SessionLimits{}.most && !hashes_.contains(hash)) hashes_.clear();
    hashes_.insert(std::move(hash));
}

Party KnownSessions::party_of(std::string_view name) const {
    if (name.empty()) return {};
    auto hash = trust::sha256_hex(name);
    std::scoped_lock lock(guard_);
    return hashes_.contains(hash) ? Party{Share::Session, std::move(hash)} : Party{};
}

}  // namespace baken::cp
