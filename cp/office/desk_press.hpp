// Publishing one file from the desk: it goes out with everything else that its role publishes now, signed as any
// publication is.
#pragma once

#include <string>
#include <string_view>

#include "cp/inbox/publication_guard.hpp"
#include "cp/region/publishing.hpp"
#include "cp/region/region_folder.hpp"

namespace baken::cp {

// With which publication something went out.
struct Issue {
    trust::Version version = 0;  // of the timestamp
    Instant at{};
};

class DeskPress {
public:
    // All outlive this.
    DeskPress(Files& files, const RegionFolder& region, Publishing& publishing, PublicationGuard& guard,
              const Clock& clock, Duration patience = std::chrono::seconds{5})
        : files_(files), region_(region), publishing_(publishing), guard_(guard), clock_(clock), patience_(patience) {}

    // Waits a few seconds for a command or another hub that changes the region. Whoever holds this decides on what they
    // read since, and nobody publishes in between. Errors: region.busy.
    [[nodiscard]] Result<RegionLock> take_turn() { return RegionLock::take(region_, patience_); }

    // The file stays in desk/content, so that a later publication by command keeps it. `turn` is take_turn's. Errors:
    // region.behind; those of check_target and of Publishing::publish; then nothing is published and what was in
    // desk/content before is there again.
    [[nodiscard]] Result<Issue> publish(const RegionLock& turn, const std::string& target, const std::string& bytes);

    // Another hub published what is not here; then nothing can be published here.
    [[nodiscard]] bool is_behind() const { return guard_.is_behind(); }

    // The publication a target first went out with from here. Nothing when that is not known.
    [[nodiscard]] std::optional<Issue> issue_of(const std::string& target) const;

private:
    Result<Issue> send(const RegionLock& held, const std::string& target, const Path& file);
    void note(const std::string& target, const Issue& issue) const;

    Files& files_;
    const RegionFolder& region_;
    Publishing& publishing_;
    PublicationGuard& guard_;
    const Clock& clock_;
    Duration patience_;  // with whoever has the region's lock
};

}  // namespace baken::cp
