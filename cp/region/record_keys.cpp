#include "cp/region/record_keys.hpp"

#include <algorithm>
#include <iterator>

#include "cp/region/generation.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostRecordKeyBytes{64 * 1024};
constexpr std::size_t kMostKeys = 16;  // a kiosk refuses more

Done room_for_one(const std::vector<std::string>& keys) {
    if (keys.size() < kMostKeys) return {};
    return refuse("cp-keys.full", "kiosks know no more than sixteen keys of a kind");
}

}  // namespace

Result<records::CpKeys> RecordKeys::known() {
    TRY(auto bytes, files_->read(region_.cp_keys(), kMostRecordKeyBytes));
    if (!bytes)
        return refuse("inbox.no-keys", region_.root.string() + ": has no keys for records", "make a new region");
    return records::read_cp_keys(*bytes);
}

Done RecordKeys::keep(const records::CpKeys& keys) {
    return files_->replace(region_.cp_keys(), records::write_cp_keys(keys));
}

Done RecordKeys::begin() {
    TRY(auto sealing, keyring_->make_sealing());
    TRY(auto receipts, keyring_->make("receipts"));
    return keep({{sealing.public_bytes()}, {receipts.public_bytes()}});
}

// What is published comes last: a key to which records are sealed must be one that somebody opens.
Done RecordKeys::change_sealing(const RegionLock& /*held*/, ReaderKeys& readers) {
    TRY(auto keys, known());
    TRY_DONE(room_for_one(keys.sealing));
    TRY(auto next, keyring_->make_sealing(std::ssize(keys.sealing)));
    TRY_DONE(readers.add_for_all(std::span(&next, 1)));
    keys.sealing.insert(keys.sealing.begin(), next.public_bytes());
    return keep(keys);
}

Done RecordKeys::announce_receipts(const RegionLock& /*held*/) {
    TRY(auto keys, known());
    TRY_DONE(room_for_one(keys.receipts));
    TRY(auto present, keyring_->open({"receipts"}));
    if (present.size() < 2) {
        TRY(auto made, keyring_->make("receipts", std::ssize(keys.receipts)));
        present.push_back(std::move(made));
    }
    // One that was made and not announced comes from a run that ended between the two, and is gone on with.
    auto next = present.back().public_bytes();
    if (std::ranges::find(keys.receipts, next) != keys.receipts.end()) {
        return refuse("rotate.announced", "a key for receipts waits already", "publish, then --use");
    }
    keys.receipts.push_back(next);
    return keep(keys);
}

Result<records::CpKeys> RecordKeys::published(Instant now) {
    TRY(auto generation, read_generation(*files_, region_.repository(), now));
    auto name = generation.targets.find(std::string(records::kCpKeysPath));
    if (name == generation.targets.end()) return refuse("rotate.unpublished", "no keys for records were published");
    TRY(auto bytes, files_->read(region_.repository() / name->second, kMostRecordKeyBytes));
    return records::read_cp_keys(bytes.value_or(std::string{}));
}

Done RecordKeys::use_receipts(const RegionLock& /*held*/, OldKey old, Instant now) {
    TRY(auto present, keyring_->open({"receipts"}));
    if (present.size() < 2) return refuse("rotate.not-announced", "no key for receipts waits", "announce one first");
    TRY(auto told, published(now));
    if (std::ranges::find(told.receipts, present[1].public_bytes()) == told.receipts.end()) {
        return refuse("rotate.unpublished", "kiosks cannot know the announced key yet", "publish first");
    }
    TRY(auto keys, known());
    if (old == OldKey::Forgotten) std::erase(keys.receipts, present[0].public_bytes());
    TRY_DONE(keep(keys));
    return keyring_->retire("receipts", present[0].declared());
}

}  // namespace baken::cp
