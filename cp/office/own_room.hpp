// A folder beside those of other processes, which nobody else changes: several hubs share a region's folder, and what
// one of them lays out there must not be taken away by another. A lock file says that its process lives, so that the
// folder of one that was killed is found and removed.
#pragma once

#include "cp/region/descriptor.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

class OwnRoom {
public:
    // A new and empty folder below `above`, which is made when it is not there; those of processes that ended are
    // removed. Errors: desk.room; those of Files.
    [[nodiscard]] static Result<OwnRoom> make(Files& files, const Path& above);
    OwnRoom(OwnRoom&& other) noexcept = default;
    OwnRoom& operator=(OwnRoom&&) = delete;
    // Gone with everything in it.
    ~OwnRoom();

    [[nodiscard]] const Path& path() const { return path_; }

private:
    OwnRoom(Path path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

    Path path_;
    Descriptor lock_;
};

}  // namespace baken::cp
