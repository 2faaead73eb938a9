// What a reader would take from the region's repository now, found out by reading it as a reader does.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/updater.hpp"

namespace baken::cp {

struct Generation {
    // Names in the repository. Every root first, so that a reader of any age can follow; then what is named before what
    // names it, and the timestamp last.
    std::vector<std::string> metadata;
    std::map<std::string, std::string> targets;  // by target path, the name in the repository
    // Its bytes. It is the one file of a repository that changes; all others stay as they are when more is published.
    std::string timestamp;
    trust::Version version = 0;  // of the timestamp

    [[nodiscard]] bool has(std::string_view target) const { return targets.contains(std::string(target)); }
};

inline constexpr std::string_view kTimestampName = "metadata/timestamp.json";

// Checks all metadata and every target's content. Errors: those of Updater; repository.missing when nothing was
// published.
[[nodiscard]] Result<Generation> read_generation(Files& files, const Path& repository, Instant now);

}  // namespace baken::cp
