#include "kiosk/store/spare.hpp"

#include <array>

#include "kiosk/store/patient_reader.hpp"

namespace baken::store {
namespace {

constexpr ByteLimit kMostDatabaseBytes{64ULL * 1024 * 1024};
// What SQLite keeps of one database, the file itself first.
constexpr std::array kParts{"", "-wal", "-shm"};
// What the system cannot tell counts as not there, as what cannot be read does.
bool is_there(const Path& file) {
    std::error_code trouble;
    return std::filesystem::exists(file, trouble);
}

bool is_as_new(Store& store, std::int64_t version) {
    auto current = store.current();
    return current && *current && (*current)->version >= version;
}

// A database that is on a disk which takes nothing cannot be opened there, so it is copied first. The last part is made
// anew by SQLite.
void copy_database(Files& files, const Path& worn, const Path& making) {
    for (const auto* part : kParts) (void)files.remove(making / (std::string(Store::kFile) + part));
    for (const auto* part : {kParts[0], kParts[1]}) {
        auto name = std::string(Store::kFile) + part;
        auto bytes = files.read(worn / name, kMostDatabaseBytes);
        if (!bytes || !*bytes || !files.write(making / name, **bytes)) return;
    }
}

// Copies objects, each once, and none that is there from a copy that was broken off.
class Copier {
public:
    Copier(PatientReader source, Objects target) : source_(std::move(source)), target_(std::move(target)) {
        auto present = target_.present();
        if (present) present_ = std::move(*present);
    }

    // True when it is there.
    bool copy(const Object& object) {
        auto there = present_.find(object.sha256);
        if (there != present_.end() && there->second == object.bytes) return true;
        auto [known, is_new] = verdicts_.try_emplace(object.sha256);
        if (is_new) known->second = fetch(object);
        return known->second;
    }
    [[nodiscard]] Done sync() { return target_.sync(); }

private:
    bool fetch(const Object& object) {
        auto bytes = source_.read(object);
        return bytes && target_.add(object, *bytes);
    }

    PatientReader source_;
    Objects target_;
    std::map<std::string, std::uint64_t> present_;
    std::map<std::string, bool> verdicts_;
};

// True when all of it is there.
bool copy_objects(PatientReader source, Objects target, Store& store) {
    auto current = store.current();
    if (!current || !*current) return true;
    Copier copier(std::move(source), std::move(target));
    bool whole = true;
    for (const auto& [path, object] : (*current)->files) {
        bool copied = copier.copy(object);
        whole = whole && copied;
    }
    return copier.sync() && whole;
}

// In the place of what was there. The first part is the last to come, and with it the copy is done. What the system
// cannot tell of is moved as well: a part that stayed behind would be missing, so the move says why it cannot.
Done put(Files& files, const Path& making, const Path& spare) {
    for (const auto* part : {kParts[1], kParts[2]}) TRY_DONE(files.remove(spare / (std::string(Store::kFile) + part)));
    for (const auto* part : {kParts[1], kParts[0]}) {
        auto name = std::string(Store::kFile) + part;
        std::error_code trouble;
        if (std::filesystem::exists(making / name, trouble) || trouble)
            TRY_DONE(files.rename(making / name, spare / name));
    }
    return files.sync_folder(spare);
}

// The database says what is there, so it is made in a folder of its own and comes to its place when all the rest is in
// it. A copy that was broken off is gone on with by the next start; most likely it took longer than a start may take.
Done copy(Files& files, const Clock& clock, const Path& worn, const Path& spare) {
    auto making = spare / "making";
    TRY_DONE(files.make_folder(making));
    bool was_broken_off = is_there(making / Store::kFile);
    PatientReader source({files, worn}, clock, was_broken_off ? Duration::zero() : PatientReader::kLongest);
    copy_database(files, worn, making);
    {
        TRY(auto copied, Store::open(files, making));
        if (!copy_objects(std::move(source), {files, spare}, copied)) TRY_DONE(copied.mark_damaged());
    }
    return put(files, making, spare);
}

}  // namespace

Result<Store> open_spare(Files& files, const Clock& clock, const Path& worn, const Path& spare, std::int64_t version) {
    {
        TRY(auto there, Store::open(files, spare));
        if (is_as_new(there, version)) return there;
    }
    TRY_DONE(copy(files, clock, worn, spare));
    return Store::open(files, spare);
}

std::optional<Store> newer_spare(Files& files, const Path& spare, std::int64_t version) {
    if (!is_there(spare / Store::kFile)) return std::nullopt;
    auto there = Store::open(files, spare);
    if (!there || !is_as_new(*there, version + 1)) return std::nullopt;
    return std::move(*there);
}

}  // namespace baken::store
