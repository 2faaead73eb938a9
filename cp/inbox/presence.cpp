#include "cp/inbox/presence.hpp"

#include <algorithm>
#include <utility>

namespace baken::cp {
namespace {

constexpr std::size_t kMostSites = 10'000;

bool is_site_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
}

}  // namespace

void Presence::know(SiteIds sites) {
    const std::lock_guard guard(mutex_);
    known_ = std::move(sites);
}

void Presence::note(std::string_view site, trust::Version version, Instant now) {
    if (site.empty() || site.size() > 64 || !std::ranges::all_of(site, is_site_letter)) return;
    const std::lock_guard guard(mutex_);
    auto found = sites_.find(site);
    bool is_known = known_ && known_->contains(site);
    if (found == sites_.end() && !is_known && sites_.size() >= kMostSites) return;
    bool same = found != sites_.end() && found->second.version == version;
    sites_.insert_or_assign(std::string(site), SitePresence{now, version, same ? found->second.since : now});
}

std::map<std::string, SitePresence, std::less<>> Presence::take_heard() {
    const std::lock_guard guard(mutex_);
    auto heard = std::exchange(sites_, {});
    if (known_) std::erase_if(heard, [this](const auto& one) { return !known_->contains(one.first); });
    return heard;
}

}  // namespace baken::cp
