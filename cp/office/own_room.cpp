#include "cp/office/own_room.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace baken::cp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBeginning = "hub-";
constexpr std::string_view kLockEnding = ".lock";
constexpr const char* kPattern = "hub-XXXXXX.lock";
constexpr int kMostTries = 20;

Path lock_of(const Path& room) {
    return room.string() + std::string(kLockEnding);
}

// Whoever ended has left its lock to be taken. The file is looked at once it is held: who removes a room holds its lock
// to the end, and then what was opened is the file of nobody.
bool is_held(const Descriptor& lock) {
    struct stat facts{};
    return lock.valid() && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0 && ::fstat(lock.get(), &facts) == 0 &&
           facts.st_nlink > 0;
}

// The lock file goes last: it says that there may be a folder.
void remove_room(const Path& room) {
    std::error_code ignored;
    fs::remove_all(room, ignored);
    fs::remove(lock_of(room), ignored);
}

// As an earlier program called its folders, one for all hubs.
bool is_number(const std::string& name) {
    return !name.empty() && std::ranges::all_of(name, [](char letter) { return letter >= '0' && letter <= '9'; });
}

void remove_abandoned(const Path& above) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(above, failed)) {
        std::error_code ignored;
        if (is_number(entry.path().filename())) fs::remove_all(entry.path(), ignored);
        bool is_lock =
            entry.path().extension() == kLockEnding && entry.path().filename().string().starts_with(kBeginning);
        if (!is_lock) continue;
        Descriptor lock(::open(entry.path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (is_held(lock)) remove_room(Path(entry.path()).replace_extension());
    }
}

}  // namespace

Result<OwnRoom> OwnRoom::make(Files& files, const Path& above) {
    TRY_DONE(files.make_folder(above));
    remove_abandoned(above);
    for (int tries = 0; tries < kMostTries; ++tries) {
        auto name = (above / kPattern).string();
        Descriptor lock(::mkostemps(name.data(), kLockEnding.size(), O_CLOEXEC));
        if (!is_held(lock)) continue;
        auto room = Path(name).replace_extension();
        TRY_DONE(files.make_folder(room));
        return OwnRoom(std::move(room), std::move(lock));
    }
    return refuse("desk.room", above.string() + ": no folder could be made", "is the disk full?");
}

OwnRoom::~OwnRoom() {
    if (lock_.valid()) remove_room(path_);
}

}  // namespace baken::cp
