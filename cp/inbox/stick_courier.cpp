// The courier's half of a stick: records that came, receipts that go.
#include <fmt/format.h>

#include <set>

#include "cp/inbox/stick.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kMostKiosks = 10'000;
constexpr std::size_t kMostFiles = 50'000;

std::string receipt_name(const KeptReceipt& receipt) {
    return fmt::format("{}.{}.receipt", receipt.record, receipt.n);
}

// The files two folders deep: baken/outbox/<kiosk>/<file>. Links and odd things are passed over.
Result<std::vector<Path>> files_below(Files& files, const Path& folder) {
    std::vector<Path> found;
    TRY(auto kiosks, files.list(folder, kMostKiosks));
    for (const auto& kiosk : kiosks.value_or(std::vector<FolderEntry>{})) {
        if (kiosk.kind != FolderEntry::Kind::Folder) continue;
        TRY(auto entries, files.list(folder / kiosk.name, kMostFiles));
        for (const auto& entry : entries.value_or(std::vector<FolderEntry>{})) {
            if (entry.kind == FolderEntry::Kind::File) found.push_back(folder / kiosk.name / entry.name);
        }
    }
    return found;
}

Done clear_old(Files& files, const Path& folder, const std::set<Path>& wanted, CourierReport& report) {
    TRY(auto present, files_below(files, folder));
    for (const auto& path : present) {
        if (wanted.contains(path)) continue;
        TRY_DONE(files.remove(path));
        ++report.cleared;
    }
    return {};
}

// What a kiosk was writing when its power failed or the stick was pulled; it writes the whole of it the next time.
bool is_half_written(const Path& path) {
    return path.extension() == ".new";
}

// What a kiosk wrote on the stick has arrived when it is in the store, byte for byte.
Done clear_arrived(Files& files, InboxStore& store, const Path& folder, CourierReport& report) {
    TRY(auto present, files_below(files, folder));
    for (const auto& path : present) {
        if (is_half_written(path)) TRY_DONE(files.remove(path));
        auto bytes = files.read(path, ByteLimit{records::kMostEnvelopeBytes});
        auto header = bytes && *bytes ? records::look_at_envelope(**bytes) : Result<records::EnvelopeHeader>{};
        if (!bytes || !*bytes || !header) continue;
        TRY(auto kept, store.fingerprint(header->kiosk, header->id));
        if (kept != trust::sha256_hex(**bytes)) continue;
        TRY_DONE(files.remove(path));
        ++report.cleared;
    }
    return {};
}

Done take_file(Files& files, Inbox& inbox, const Path& path, ReadReport& report) {
    auto bytes = files.read(path, ByteLimit{records::kMostEnvelopeBytes});
    Result<TakenIn> taken = refuse("stick.read", "is gone");
    if (!bytes) taken = std::unexpected(bytes.error());
    if (bytes && *bytes) taken = inbox.take_in(**bytes, RecordRoad::Stick);
    if (!taken && taken.error().check == "inbox.store") return std::unexpected(std::move(taken.error()));
    if (taken && taken->kind == TakenIn::Kind::Changed) {
        taken = refuse("inbox.changed", "a record of this id is here with other content");
    }
    if (!taken) {
        report.refused.push_back(std::move(taken.error()).within(path.filename().string()));
        return {};
    }
    ++(taken->kind == TakenIn::Kind::New ? report.fresh : report.known);
    return {};
}

}  // namespace

Result<CourierReport> write_courier(Files& files, InboxStore& store, const InboxKeys& keys,
                                    const records::CourierPass& pass, const Path& stick) {
    if (keys.receipts.empty()) return refuse("inbox.locked", "the key that signs receipts is not open");
    auto tree = stick / "baken";
    CourierReport report;
    std::set<Path> wanted;
    TRY(auto receipts, store.newest_receipts());
    for (const auto& receipt : receipts) {
        auto folder = tree / "receipts" / receipt.kiosk;
        auto path = folder / receipt_name(receipt);
        TRY_DONE(files.make_folder(folder));
        TRY_DONE(files.replace(path, receipt.bytes));
        wanted.insert(path);
    }
    report.receipts = wanted.size();
    TRY_DONE(clear_old(files, tree / "receipts", wanted, report));
    TRY_DONE(clear_arrived(files, store, tree / "outbox", report));
    TRY_DONE(files.make_folder(tree));
    TRY_DONE(files.replace(tree / records::kCourierPassPath, sign_courier_pass(pass, keys.receipts.back())));
    return report;
}

Result<ReadReport> read_courier(Files& files, Inbox& inbox, const Path& stick) {
    TRY(auto there, files.list(stick, 10'000));
    if (!there) return refuse("stick.missing", stick.string() + ": there is no such folder", "is the stick mounted?");
    ReadReport report;
    TRY(auto present, files_below(files, stick / "baken" / "outbox"));
    for (const auto& path : present) {
        if (!is_half_written(path)) TRY_DONE(take_file(files, inbox, path, report));
    }
    return report;
}

}  // namespace baken::cp
