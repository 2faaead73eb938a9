#include "cp/inbox/inbox_office.hpp"

#include <sys/stat.h>

#include "cp/region/keyring.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/log.hpp"
#include "exchange/records/cp_keys.hpp"

namespace baken::cp {
namespace {

Result<InboxKeys> open_keys(Files& files, const RegionFolder& region, const Path& passphrase_file, Opened opened) {
    TRY(auto bytes, files.read(region.cp_keys(), ByteLimit{64 * 1024}));
    if (!bytes) return refuse("inbox.no-keys", region.root.string() + ": has no keys for records", "make a new region");
    TRY(auto known, records::read_cp_keys(*bytes));
    TRY(auto passphrase, find_passphrase(files, passphrase_file));
    bool given = !passphrase.bytes().empty();
    Keyring keyring(files, region.keys(), std::move(passphrase));
    InboxKeys keys;
    keys.note_to = known.sealing.front();
    auto signing = keyring.open({"receipts"});
    // Records are safe without a passphrase; who sent them hears of it when somebody opens the inbox.
    bool later = !signing && !given && opened == Opened::Signing && signing.error().check == "key.passphrase";
    if (later) {
        log(LogLevel::Warning, "inbox", "no passphrase was given: receipts wait until the inbox is opened");
        return keys;
    }
    if (!signing) return std::unexpected(std::move(signing.error()));
    // The oldest signs until the next one is put to use: some kiosks do not know that yet.
    if (!signing->empty()) signing->erase(signing->begin() + 1, signing->end());
    keys.receipts = std::move(*signing);
    if (opened == Opened::Signing) return keys;
    TRY(keys.sealing, keyring.open_sealing());
    return keys;
}

}  // namespace

Result<std::unique_ptr<InboxOffice>> InboxOffice::open(const RegionFolder& region, const std::string& address,
                                                       const Path& passphrase_file, Opened opened) {
    TRY(auto place, store_of(region, address));
    DiskFiles files;
    TRY(auto keys, open_keys(files, region, passphrase_file, opened));
    TRY(auto kiosks, KioskRegister::open(files, region.kiosks()));
    TRY(auto store, InboxStore::open(place));
    std::unique_ptr<InboxOffice> office(new InboxOffice(region, std::move(kiosks), std::move(keys), std::move(store)));
    // The register was read through files that are gone.
    TRY_DONE(office->reread_register());
    return office;
}

// Written anew by whoever changes it, so that another file stands there.
Done InboxOffice::reread_register() {
    struct stat facts{};
    bool there = ::stat(region.kiosks().c_str(), &facts) == 0;
    auto changed = facts.st_mtim.tv_sec * std::int64_t{1'000'000'000} + facts.st_mtim.tv_nsec;
    std::pair<std::uint64_t, std::int64_t> now{facts.st_ino, changed};
    if (there && now == read_) return {};
    read_ = now;
    TRY(kiosks, KioskRegister::open(files, region.kiosks()));
    return {};
}

}  // namespace baken::cp
