#include "exchange/base/owner.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace baken {
namespace {

bool is_root() {
    return ::geteuid() == 0;
}

std::optional<Owner> owner_of(const Path& path) {
    struct stat facts{};
    if (::lstat(path.c_str(), &facts) != 0) return std::nullopt;
    return Owner{facts.st_uid, facts.st_gid};
}

std::optional<Owner> owner_of_folder(const Path& path) {
    // A folder may be reached by a link, whoever made that.
    struct stat facts{};
    Path folder = path.has_parent_path() ? path.parent_path() : Path{"."};
    if (::stat(folder.c_str(), &facts) != 0) return std::nullopt;
    return Owner{facts.st_uid, facts.st_gid};
}

std::unexpected<Error> refuse_owner(const Path& path) {
    return refuse("files.owner",
                  fmt::format("{}: cannot be given to its owner: {}", path.string(), std::strerror(errno)),
                  "run this as the user whose folder it is");
}

}  // namespace

std::optional<Owner> owner_at(const Path& path) {
    if (!is_root()) return std::nullopt;
    auto present = owner_of(path);
    return present ? present : owner_of_folder(path);
}

Done hand_over(int descriptor, const std::optional<Owner>& owner, const Path& path) {
    if (!owner) return {};
    struct stat facts{};
    if (::fstat(descriptor, &facts) != 0) return refuse_owner(path);
    if (facts.st_uid == owner->user && facts.st_gid == owner->group) return {};
    if (::fchown(descriptor, owner->user, owner->group) != 0) return refuse_owner(path);
    return {};
}

Done hand_to_folder(const Path& made) {
    if (!is_root()) return {};
    int descriptor = ::open(made.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) return refuse_owner(made);
    auto given = hand_over(descriptor, owner_of_folder(made), made);
    ::close(descriptor);
    return given;
}

}  // namespace baken
