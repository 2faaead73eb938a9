// Notices sticks. The system mounts each one read-only in a folder of its own; here it is only noticed that one is
// there, and which. One thread.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::sync {

struct StickPlaces {
    Path mounts = "/run/baken/sticks";  // every folder in it that is mounted is a stick
    std::vector<Path> folders;          // folders that stand for a stick themselves, there or not
};

class StickWatch {
public:
    // Errors: watch.start. Without udev (a container) mounts are noticed all the same.
    [[nodiscard]] static Result<std::unique_ptr<StickWatch>> open(StickPlaces places);
    ~StickWatch();
    StickWatch(const StickWatch&) = delete;
    StickWatch& operator=(const StickWatch&) = delete;

    // Can be read from when something about sticks changed; arrived() quiets it.
    [[nodiscard]] int descriptor() const;

    // The sticks that came since the last call, or came back with something else on them; at the first call those that
    // are there. A stick that stays is told once.
    [[nodiscard]] std::vector<Path> arrived();

private:
    // What makes a stick this stick with this content, as far as it can be seen without reading.
    struct Mark {
        std::uint64_t device = 0;
        std::uint64_t folder = 0;
        std::int64_t signed_at = 0;  // when its signed timestamp was written, in nanoseconds
        bool operator==(const Mark&) const = default;
    };
    struct Descriptors;

    StickWatch(StickPlaces places, std::unique_ptr<Descriptors> descriptors);
    void watch_folders();
    [[nodiscard]] std::vector<Path> candidates() const;
    [[nodiscard]] static std::optional<Mark> mark_of(const Path& stick);

    StickPlaces places_;
    std::unique_ptr<Descriptors> descriptors_;
    std::map<Path, Mark> known_;
};

}  // namespace baken::sync
