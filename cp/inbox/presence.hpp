// Which site's kiosk asked for news, when, and up to which version it has everything: what the desk knows of connected
// kiosks. A kiosk says its site in its long poll (/baken/changes?after=N&site=ID); nobody else is told, and nothing is
// believed because of it. Whoever likes may say any name, so only sites that are published count. What was heard is
// carried to the store from time to time, where all hubs have theirs. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "exchange/base/time.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {

struct SitePresence {
    Instant heard{};             // when it asked last
    trust::Version version = 0;  // of the timestamp it had then
    Instant since{};             // when it first said so
};

using SiteIds = std::set<std::string, std::less<>>;

class Presence {
public:
    // From now on only these count; before the first call all do.
    void know(SiteIds sites);
    // Ids that are none are not kept, nor more names that nobody knows than a country has sites: they crowd out none
    // that is known.
    void note(std::string_view site, trust::Version version, Instant now);
    // Those that count and were heard since the last call.
    [[nodiscard]] std::map<std::string, SitePresence, std::less<>> take_heard();

private:
    std::mutex mutex_;
    std::map<std::string, SitePresence, std::less<>> sites_;
    std::optional<SiteIds> known_;
};

}  // namespace baken::cp
