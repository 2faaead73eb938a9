// Which site's kiosk asked for news, when, and up to which version it has everything: what the desk knows of connected
// kiosks. A kiosk says its site in its long poll (/baken/changes?after=N&site=ID); nothing is believed
// because of it. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::hub {

struct SitePresence {
    Instant heard{};             // when it asked last
    trust::Version version = 0;  // of the timestamp it had then
    Instant since{};             // when it first said so
};

class Presence {
public:
    // `folder` is shared by the hubs of a region: each leaves there, in one small file a site, what it heard. Not to be
    // able to is no error. Empty: nobody else is told.
    explicit Presence(Path folder = {});

    // Ids that are none, and more sites than a country has, are not kept.
    void note(std::string_view site, trust::Version version, Instant now);
    [[nodiscard]] std::map<std::string, SitePresence, std::less<>> sites() const;

private:
    Path folder_;
    mutable std::mutex mutex_;
    std::map<std::string, SitePresence, std::less<>> sites_;
};

}  // namespace baken::hub
