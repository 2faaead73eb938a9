#include "kiosk/store/spare.hpp"

#include <array>

namespace baken::store {
namespace {

constexpr ByteLimit kMostDatabaseBytes{64ULL * 1024 * 1024};
// What SQLite keeps of one database, the file itself first.
constexpr std::array kParts{"", "-wal", "-shm"};

bool is_as_new(Store& store, std::int64_t version) {
    auto current = store.current();
    return current && *current && (*current)->version >= version;
}

// A database that is on a disk which takes nothing cannot be opened there, so it is copied first. The last part is made
// anew by SQLite.
void copy_database(Files& files, const Path& worn, const Path& spare) {
    for (const auto* part : kParts) (void)files.remove(spare / (std::string(Store::kFile) + part));
    for (const auto* part : {kParts[0], kParts[1]}) {
        auto name = std::string(Store::kFile) + part;
        auto bytes = files.read(worn / name, kMostDatabaseBytes);
        if (!bytes || !*bytes || !files.write(spare / name, **bytes)) return;
    }
}

// True when all of it is there.
bool copy_objects(Files& files, const Path& worn, Store& store) {
    auto current = store.current();
    if (!current || !*current) return true;
    Objects source(files, worn);
    bool whole = true;
    for (const auto& [path, object] : (*current)->files) {
        auto bytes = source.read(object);
        bool copied = bytes && store.objects().add(object, *bytes);
        whole = whole && copied;
    }
    return store.objects().sync() && whole;
}

}  // namespace

Result<Store> open_spare(Files& files, const Path& worn, const Path& spare, std::int64_t version) {
    {
        TRY(auto there, Store::open(files, spare));
        if (is_as_new(there, version)) return there;
    }
    copy_database(files, worn, spare);
    TRY(auto store, Store::open(files, spare));
    if (!copy_objects(files, worn, store)) TRY_DONE(store.mark_damaged());
    return store;
}

std::optional<Store> newer_spare(Files& files, const Path& spare, std::int64_t version) {
    if (!std::filesystem::exists(spare / Store::kFile)) return std::nullopt;
    auto there = Store::open(files, spare);
    if (!there || !is_as_new(*there, version + 1)) return std::nullopt;
    return std::move(*there);
}

}  // namespace baken::store
