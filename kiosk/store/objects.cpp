#include "kiosk/store/objects.hpp"

#include <fmt/format.h>

#include "exchange/trust/hashes.hpp"

namespace baken::store {
namespace {

// A kiosk never holds nearly as many; more is a disk somebody else fills.
constexpr std::size_t kMostObjects = 200'000;

// The data partition is full: the same trouble as content that is larger than the store may be.
Done as_store(Done done) {
    if (!done && done.error().check == "files.full") done.error().check = "store.full";
    return done;
}

}  // namespace

Result<std::map<std::string, std::uint64_t>> Objects::present() const {
    TRY(auto entries, files_->list(folder_, kMostObjects));
    std::map<std::string, std::uint64_t> found;
    if (!entries) return found;
    for (auto& entry : *entries) {
        if (entry.kind == FolderEntry::Kind::File) found.emplace(std::move(entry.name), entry.size);
    }
    return found;
}

Result<std::string> Objects::read(const Object& object) const {
    auto bytes = files_->read(folder_ / object.sha256, ByteLimit{object.bytes});
    if (!bytes && bytes.error().check != "files.too_large") return std::unexpected(std::move(bytes.error()));
    if (bytes && !*bytes) return refuse("store.object_missing", "object " + object.sha256 + " is gone");
    bool sound = bytes && (*bytes)->size() == object.bytes && trust::sha256_hex(**bytes) == object.sha256;
    if (!sound) return refuse("store.object_damaged", "object " + object.sha256 + " is not what was stored");
    return std::move(**bytes);
}

Done Objects::add(const Object& object, std::string_view bytes) {
    if (!made_) {
        TRY_DONE(as_store(files_->make_folder(folder_)));
        TRY_DONE(as_store(files_->make_folder(staging_)));
        TRY_DONE(as_store(files_->sync_folder(folder_.parent_path())));
        made_ = true;
    }
    auto beside = staging_ / object.sha256;
    auto placed = files_->write(beside, bytes);
    if (placed) placed = files_->rename(beside, folder_ / object.sha256);
    if (placed) return {};
    // The error that matters is the one above; what cannot be removed now is collected later.
    (void)files_->remove(beside);
    return as_store(std::move(placed));
}

Done Objects::sync() {
    if (!made_) return {};
    return as_store(files_->sync_folder(folder_));
}

Done Objects::drop(const Object& object) {
    return files_->remove(folder_ / object.sha256);
}

Done Objects::collect(const std::set<std::string>& keep) {
    TRY(auto left_behind, files_->list(staging_, kMostObjects));
    if (left_behind) {
        for (const auto& entry : *left_behind) TRY_DONE(files_->remove(staging_ / entry.name));
    }
    TRY(auto all, present());
    for (const auto& [sha256, size] : all) {
        if (!keep.contains(sha256)) TRY_DONE(files_->remove(folder_ / sha256));
    }
    return {};
}

}  // namespace baken::store
