#include "cp/inbox/backup.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "cp/inbox/backup_manifest.hpp"
#include "cp/inbox/store_archive.hpp"
#include "cp/region/descriptor.hpp"
#include "cp/region/generation.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/owner.hpp"

#include <fcntl.h>

namespace baken::cp {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> refuse_write(const Path& path) {
    return refuse("backup.write", path.string() + ": could not be written", "is the disk full?");
}

// Can be made again, belongs to a process, or tells of the store that is copied by itself.
bool is_left_out(const std::string& path) {
    return path == ".lock" || path == "store-elsewhere" || path.starts_with("inbox.sqlite") ||
           path.starts_with("desk/preview") || path.starts_with("desk/uploads");
}

Done copy_one(const Path& from, const Path& to) {
    std::error_code failed;
    if (!DiskFiles().make_folder(to.parent_path())) return refuse_write(to);
    fs::copy_file(from, to, failed);
    if (failed) return refuse_write(to);
    return hand_to_folder(to);
}

// All that was written is on the disk when this returns.
Done settle(const Path& folder) {
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.valid() || ::syncfs(opened.get()) != 0) return refuse_write(folder);
    return {};
}

// What a lock says nothing about: what is published keeps its bytes under its name, and the desk's papers are written
// without one. A copy to slow media may take its time over these, and publications go out meanwhile.
bool is_copied_later(std::string_view path) {
    constexpr std::array<std::string_view, 6> kFolders{"public/",      "desk/audit/",   "desk/imports/",
                                                       "desk/drafts/", "desk/changes/", "desk/cases/"};
    bool known = std::ranges::any_of(kFolders, [path](auto folder) { return path.starts_with(folder); });
    return known && !path.ends_with(kTimestampName);
}

// The region at one moment.
struct Snapshot {
    struct File {
        std::string path;
        std::string bytes;
        fs::perms mode = fs::perms::none;
    };
    std::vector<File> taken;
    std::vector<std::string> later;
};

// Nothing when it cannot be opened.
std::optional<std::string> bytes_of(const Path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// What a running hub threw away since it was listed, such as a draft, belongs to no copy.
bool is_gone(const Path& path) {
    std::error_code ignored;
    return !fs::exists(fs::symlink_status(path, ignored));
}

Done take_up(const fs::directory_entry& entry, std::string path, Snapshot& snapshot) {
    if (is_copied_later(path)) {
        snapshot.later.push_back(std::move(path));
        return {};
    }
    std::error_code ignored;
    auto mode = entry.status(ignored).permissions();
    auto bytes = bytes_of(entry.path());
    if (bytes) snapshot.taken.push_back({std::move(path), std::move(*bytes), mode});
    if (!bytes && !is_gone(entry.path())) return refuse("backup.read", entry.path().string() + ": cannot be read");
    return {};
}

Result<Snapshot> look_at(const RegionFolder& region) {
    TRY(auto lock, RegionLock::take(region, std::chrono::seconds{5}));
    Snapshot snapshot;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(region.root, failed), end; !failed && at != end; at.increment(failed)) {
        auto path = at->path().lexically_relative(region.root).generic_string();
        bool is_file = at->is_regular_file() && !at->is_symlink();
        if (is_file && !is_left_out(path)) TRY_DONE(take_up(*at, std::move(path), snapshot));
    }
    if (failed) return refuse("backup.read", region.root.string() + ": " + failed.message());
    return snapshot;
}

Done write_one(const Snapshot::File& file, const Path& to) {
    std::error_code failed;
    if (!DiskFiles().make_folder(to.parent_path())) return refuse_write(to);
    std::ofstream out(to, std::ios::binary);
    out << file.bytes;
    out.close();
    if (out) fs::permissions(to, file.mode, failed);
    if (!out || failed) return refuse_write(to);
    return hand_to_folder(to);
}

Done copy_region(const RegionFolder& region, const Path& folder) {
    TRY(auto snapshot, look_at(region));
    for (const auto& file : snapshot.taken) TRY_DONE(write_one(file, folder / "region" / file.path));
    for (const auto& path : snapshot.later) {
        auto copied = copy_one(region.root / path, folder / "region" / path);
        if (!copied && !is_gone(region.root / path)) return copied;
    }
    return {};
}

// To open a file that is not there would make it, and copy nothing at all.
Result<std::string> store_to_copy(const RegionFolder& region, const std::string& named) {
    TRY(auto place, store_of(region, named));
    std::error_code failed;
    if (!named.empty() || fs::exists(region.inbox(), failed)) return place;
    return refuse(
        "backup.store", region.inbox().string() + ": is not there, so the records lie elsewhere or never came",
        fmt::format("name the hub's store with --store; where no hub ran yet: --store {}", region.inbox().string()));
}

// The hub lives from what is left on the same disk: with none it refuses every report.
Done check_room(const RegionFolder& region, const Path& beside) {
    constexpr std::uintmax_t kReserve = 256'000'000;
    std::uintmax_t needed = kReserve;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(region.root, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code ignored;
        auto path = at->path().lexically_relative(region.root).generic_string();
        bool is_copied = !is_left_out(path) || path.starts_with("inbox.sqlite");
        if (!is_copied || !at->is_regular_file(ignored)) continue;
        auto bytes = at->file_size(ignored);
        if (!ignored) needed += bytes;
    }
    auto left = fs::space(beside, failed).available;
    if (failed || left >= needed) return {};
    return refuse(
        "backup.full",
        fmt::format("{}: has {} MB left, and the copy wants {}", beside.string(), left / 1'000'000, needed / 1'000'000),
        "make room, or copy to another disk");
}

BackupReport report_on(const BackupManifest& manifest, std::size_t rows, Instant made) {
    BackupReport report{manifest.size(), rows, 0, made};
    for (const auto& [path, facts] : manifest) report.bytes += facts.bytes;
    return report;
}

// All of it, into a folder that is there and empty.
Result<BackupReport> fill(const Path& folder, const RegionFolder& region, const std::string& address, Instant now) {
    DiskFiles files;
    TRY(auto name, read_region_name(files, region));
    TRY_DONE(hand_to_folder(folder));
    TRY_DONE(copy_region(region, folder));
    std::ofstream out(folder / "store.jsonl", std::ios::binary);
    TRY(auto rows, write_store(address, out));
    out.close();
    if (!out) return refuse_write(folder / "store.jsonl");
    TRY_DONE(hand_to_folder(folder / "store.jsonl"));
    TRY(auto manifest, take_stock(folder));
    TRY_DONE(settle(folder));
    TRY_DONE(files.replace(folder / "manifest.json", write_manifest(manifest, name, now)));
    return report_on(manifest, rows, now);
}

}  // namespace

Result<BackupReport> make_backup(const RegionFolder& region, const std::string& store, const Path& folder,
                                 const Clock& clock) {
    DiskFiles files;
    TRY_DONE(read_region_name(files, region));
    TRY(auto address, store_to_copy(region, store));
    std::error_code failed;
    if (fs::exists(folder, failed)) return refuse("backup.exists", folder.string() + ": is there already");
    if (!files.make_folder(folder.parent_path())) return refuse_write(folder);
    TRY_DONE(check_room(region, folder.parent_path()));
    // Keys lie in it, and what residents told, though both are closed.
    if (::mkdir(folder.c_str(), 0700) != 0) return refuse_write(folder);
    auto copied = fill(folder, region, address, clock.now());
    if (!copied) fs::remove_all(folder, failed);
    return copied;
}

Result<BackupReport> restore_backup(const Path& folder, const RegionFolder& region, const std::string& store,
                                    const Clock& clock) {
    DiskFiles files;
    std::error_code failed;
    if (fs::exists(region.root, failed) && !fs::is_empty(region.root, failed)) {
        return refuse("region.exists", region.root.string() + ": is not empty");
    }
    TRY(auto dated, read_manifest(files, folder));
    const auto& manifest = dated.files;
    TRY_DONE(check_files(folder, manifest));
    TRY_DONE(files.make_folder(region.root));
    const std::string facts = "region/region.toml";
    for (const auto& [path, known] : manifest) {
        if (!path.starts_with("region/") || path == facts) continue;
        TRY_DONE(copy_one(folder / path, region.root / path.substr(7)));
    }
    fs::permissions(region.keys(), fs::perms::owner_all, failed);
    std::ifstream in(folder / "store.jsonl", std::ios::binary);
    TRY(auto rows, read_store(store.empty() ? region.inbox().string() : store, in, clock.now()));
    TRY_DONE(note_store(files, region, store));
    // The name comes last: a folder without it is no region yet.
    TRY_DONE(copy_one(folder / facts, region.facts()));
    TRY_DONE(settle(region.root));
    return report_on(manifest, rows, dated.made);
}

std::string trusted_again(const BackupReport& report, const RegionFolder& region) {
    auto root = region.root.string();
    return fmt::format(
        "this copy is of {}: what was revoked or disabled since then is trusted again; say it once more, with baken-cp "
        "kiosk revoke {} KIOSK and baken-cp user disable {} NAME\n",
        to_rfc3339(report.made), root, root);
}

}  // namespace baken::cp
