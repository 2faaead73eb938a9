#include "exchange/base/disk_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "exchange/base/owner.hpp"

namespace baken {
namespace {

// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool valid() const { return fd_ >= 0; }

private:
    int fd_;
};

std::unexpected<Error> refuse_errno(const std::string& check, const Path& path, int code) {
    if (code == ENOSPC || code == EDQUOT) {
        return refuse("files.full", fmt::format("{}: no space left", path.string()), "free space on the disk");
    }
    if (code == EROFS) {
        return refuse("files.read_only", fmt::format("{}: the disk is read-only", path.string()), "replace the disk");
    }
    return refuse(check, fmt::format("{}: {}", path.string(), std::strerror(code)));
}

bool is_absent(int code) {
    return code == ENOENT || code == ENOTDIR;
}

Done write_all(int fd, std::string_view bytes, const Path& path) {
    while (!bytes.empty()) {
        auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return refuse_errno("files.write", path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Done write_synced(const Path& path, std::string_view bytes, Readers readers, const std::optional<Owner>& owner) {
    Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640)};
    if (!file.valid()) return refuse_errno("files.write", path, errno);
    TRY_DONE(hand_over(file.get(), owner, path));
    // A stick's file system may know no permissions; then everyone can read anyway.
    if (readers == Readers::Everyone) static_cast<void>(::fchmod(file.get(), 0644));
    TRY_DONE(write_all(file.get(), bytes, path));
    if (::fsync(file.get()) != 0) return refuse_errno("files.write", path, errno);
    return {};
}

Result<std::string> read_open(int fd, std::uint64_t size, const Path& path, ByteLimit limit) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        auto got = ::read(fd, bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return refuse_errno("files.read", path, errno);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    if (have > limit.bytes) return refuse("files.too_large", fmt::format("{}: grew while it was read", path.string()));
    return bytes;
}

FileStamp stamp_of(const struct stat& facts) {
    constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
    return {facts.st_ino, facts.st_mtim.tv_sec * kNanosecondsPerSecond + facts.st_mtim.tv_nsec};
}

FolderEntry describe(const std::filesystem::directory_entry& entry) {
    std::error_code ignored;
    FolderEntry found{entry.path().filename().string(), FolderEntry::Kind::Other, 0, std::nullopt};
    // The folder itself mostly tells the kind, which saves a question to the disk for each entry; a link must be
    // recognised first, because the other questions look through it.
    if (entry.is_symlink(ignored)) return found;
    if (entry.is_directory(ignored)) found.kind = FolderEntry::Kind::Folder;
    if (entry.is_regular_file(ignored)) {
        found.kind = FolderEntry::Kind::File;
        struct stat facts{};
        if (::lstat(entry.path().c_str(), &facts) != 0) return found;
        found.size = static_cast<std::uint64_t>(facts.st_size);
        found.stamp = stamp_of(facts);
    }
    return found;
}

}  // namespace

Result<std::optional<std::string>> DiskFiles::read(const Path& path, ByteLimit limit) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    if (!file.valid() && is_absent(errno)) return std::nullopt;
    if (!file.valid()) return refuse_errno("files.read", path, errno);
    struct stat facts{};
    if (::fstat(file.get(), &facts) != 0) return refuse_errno("files.read", path, errno);
    if (!S_ISREG(facts.st_mode)) return refuse("files.not_a_file", path.string() + ": is not a plain file");
    auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size > limit.bytes) {
        return refuse("files.too_large",
                      fmt::format("{}: {} bytes, at most {} are read", path.string(), size, limit.bytes));
    }
    TRY(auto bytes, read_open(file.get(), size, path, limit));
    return bytes;
}

Result<std::optional<std::vector<FolderEntry>>> DiskFiles::list(const Path& folder, std::size_t most) {
    std::error_code code;
    std::filesystem::directory_iterator walk(folder, code);
    if (code && is_absent(code.value())) return std::nullopt;
    if (code) return refuse("files.list", folder.string() + ": " + code.message());
    std::vector<FolderEntry> entries;
    for (; walk != std::filesystem::directory_iterator{}; walk.increment(code)) {
        if (entries.size() == most) return refuse("files.too_many", folder.string() + ": holds too many entries");
        entries.push_back(describe(*walk));
        if (code) break;
    }
    if (code) return refuse("files.list", folder.string() + ": " + code.message());
    std::ranges::sort(entries, {}, &FolderEntry::name);
    return entries;
}

Done DiskFiles::replace(const Path& path, std::string_view bytes) {
    Path beside = path;
    beside += ".new";
    auto placed = write_synced(beside, bytes, readers_, owner_at(path));
    if (placed) placed = rename(beside, path);
    if (!placed) {
        ::unlink(beside.c_str());
        return placed;
    }
    // FAT writes how long a renamed file is, and where it lies, with the file and not with its folder.
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!file.valid() || ::fsync(file.get()) != 0) return refuse_errno("files.sync", path, errno);
    return sync_folder(path.parent_path());
}

Done DiskFiles::write(const Path& path, std::string_view bytes) {
    auto written = write_synced(path, bytes, readers_, owner_at(path));
    if (!written) ::unlink(path.c_str());
    return written;
}

// FAT keeps the first names within a new folder together with the folder's own: as long as that is not synced, syncing
// the new folder alone keeps nothing.
Done DiskFiles::make_folder(const Path& folder) {
    std::error_code code;
    if (folder.empty() || std::filesystem::is_directory(folder, code)) return {};
    auto parent = folder.parent_path();
    TRY_DONE(make_folder(parent));
    std::filesystem::create_directory(folder, code);
    if (code) return refuse_errno("files.write", folder, code.value());
    TRY_DONE(hand_to_folder(folder));
    return sync_folder(parent);
}

Done DiskFiles::remove(const Path& path) {
    std::error_code code;
    std::filesystem::remove(path, code);
    if (code && !is_absent(code.value())) return refuse("files.remove", path.string() + ": " + code.message());
    return {};
}

Done DiskFiles::rename(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return refuse_errno("files.rename", from, errno);
    return {};
}

Done DiskFiles::sync_folder(const Path& folder) {
    Path named = folder.empty() ? Path{"."} : folder;
    Descriptor open_folder{::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!open_folder.valid()) return refuse_errno("files.sync", named, errno);
    if (::fsync(open_folder.get()) != 0) return refuse_errno("files.sync", named, errno);
    return {};
}

std::optional<std::uint64_t> DiskFiles::free_bytes(const Path& folder) {
    std::error_code code;
    auto space = std::filesystem::space(folder, code);
    return code ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

}  // namespace baken
