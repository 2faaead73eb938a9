#include "kiosk/store/content_room.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::store {
namespace {

// A disk that content fills to the last block takes no record any more.
constexpr std::uint64_t kForRecords = 64ULL * 1024 * 1024;
constexpr std::uint64_t kBlock = 4096;

// At least half of what is free: a small disk takes its first content, and one that records have nearly filled still
// takes a warning.
std::uint64_t room_for_content(std::uint64_t free) {
    return std::max(free - std::min(free, kForRecords), free / 2);
}

std::uint64_t on_disk(std::uint64_t bytes) {
    return (bytes + kBlock - 1) / kBlock * kBlock;
}

}  // namespace

Done fits_within(std::uint64_t most, const ObjectSizes& objects) {
    std::uint64_t total = 0;
    for (const auto& [sha256, bytes] : objects) {
        total += bytes;
        if (total > most || bytes > most) {
            return refuse("store.full",
                          fmt::format("the content needs over {} bytes, {} are set aside for it", total, most),
                          "publish less, or give the store more room");
        }
    }
    return {};
}

Done fits_on_disk(std::uint64_t free, ObjectSizes present, const FileMap& files) {
    std::uint64_t missing = 0;
    for (const auto& [path, object] : files) {
        bool is_new = present.emplace(object.sha256, object.bytes).second;
        if (is_new) missing += on_disk(object.bytes);
    }
    if (missing <= room_for_content(free)) return {};
    return refuse("store.full",
                  fmt::format("the content needs {} bytes more, {} are free and some must stay so", missing, free),
                  "publish less, or free space on the data partition");
}

}  // namespace baken::store
