// A disk that takes its time, by a clock that is moved by hand.
#pragma once

#include "exchange/base/clock.hpp"
#include "tests/support/altered_disk.hpp"

namespace baken::testing {

class SlowDisk final : public AlteredDisk {
public:
    // Every look at what `below` holds takes so long. The clock must outlive this.
    SlowDisk(ManualClock& clock, Duration step, Path below) : clock_(clock), step_(step), below_(std::move(below)) {}

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        take_time(path);
        return AlteredDisk::read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        take_time(folder);
        return AlteredDisk::list(folder, most);
    }
    [[nodiscard]] int looks() const { return looks_; }

private:
    void take_time(const Path& path) {
        if (!path.string().starts_with(below_.string())) return;
        ++looks_;
        clock_.advance(step_);
    }

    ManualClock& clock_;
    Duration step_;
    Path below_;
    int looks_ = 0;
};

}  // namespace baken::testing
