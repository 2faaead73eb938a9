// A stick, or any folder that stands for one: baken/ lies in it. Everything is bounded before anything is read.
//
// Refused by: stick.empty    no baken/ on it
//             stick.system   only a new system for the machine on it, in baken/system, and no messages
//             stick.kind     a link, a device, a socket
//             stick.name     a name no honest publication has (climbing, control characters, reserved on FAT, ...)
//             stick.depth, stick.count, stick.size
//             stick.read     it could not be read: pulled, worn out, or too slow for others to wait
#pragma once

#include "kiosk/sync/road.hpp"

namespace baken::sync {

struct StickLimits {
    std::size_t depth = 12;        // folders within baken/
    std::size_t entries = 50'000;  // files and folders together, also those that are passed over
    std::uint64_t bytes = 4ULL * 1024 * 1024 * 1024;
    std::size_t name_bytes = 255;
};

class StickRoad final : public Road {
public:
    // `files` must outlive this.
    StickRoad(Files& files, Path folder, StickLimits limits = {})
        : files_(files), folder_(std::move(folder)), limits_(limits) {}

    [[nodiscard]] store::RoadKind kind() const override { return store::RoadKind::Stick; }
    [[nodiscard]] Done begin_round() override;
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;

    // Is there a new system for the machine on it? Known once a round has begun. Whether it may be believed is the
    // updater's affair.
    [[nodiscard]] bool brings_system() const { return brings_system_; }

    // Whatever else a round found wrong with it: does what is written to it stay on it? Looks once more where the round
    // was broken off; what could not be looked at counts as a link.
    [[nodiscard]] bool is_free_of_links();

private:
    struct Tally {
        std::size_t entries = 0;
        std::uint64_t bytes = 0;
        bool messages = false;  // a publication
        bool system = false;    // a new system for the machine
    };
    Done look_through(const Path& folder, std::size_t depth, Tally& tally);
    Done weigh(const FolderEntry& entry, Tally& tally) const;
    [[nodiscard]] bool has_no_links(const Path& folder, std::size_t depth, std::size_t& seen);

    Files& files_;
    Path folder_;
    StickLimits limits_;
    bool brings_system_ = false;
    bool looked_through_ = false;
};

// Can this be the name of one file or folder in a publication? Not: empty, "." or "..", with a slash, a backslash or
// another character FAT forbids, control characters, broken UTF-8, a space or dot at the end, DOS device names.
[[nodiscard]] bool is_honest_name(std::string_view name);

// What operating systems leave on every stick they see ("System Volume Information", ".Trashes", "Thumbs.db"): passed
// over unread.
[[nodiscard]] bool is_left_by_a_system(std::string_view name);

}  // namespace baken::sync
