#include "kiosk/sync/stick_courier.hpp"

#include <algorithm>
#include <string_view>

#include "exchange/records/courier_pass.hpp"
#include "exchange/records/envelope.hpp"

namespace baken::sync {
namespace {

constexpr std::size_t kMostFiles = 50'000;
constexpr std::size_t kMostGiven = 20'000;
// Whoever lays down so many files that bring nothing only wants to keep us busy.
constexpr std::size_t kMostInVain = 100;
constexpr std::string_view kEnvelope = ".envelope";

class StickCourier {
public:
    StickCourier(store::Outbox& outbox, const ReceiptSide& side, Files& files, const Path& stick, Instant now)
        : outbox_(outbox), side_(side), files_(files), tree_(stick / "baken"), now_(now) {}

    StickCarriage carry() {
        // No report stays behind because an answer cannot be read or kept.
        if (auto taken = take_receipts(); !taken) told_.refused.push_back(std::move(taken.error()));
        auto done = look_at_pass();
        if (done && told_.is_courier) done = give();
        if (!done) told_.failed = std::move(done.error());
        return std::move(told_);
    }

private:
    Done take_receipts() {
        auto folder = tree_ / "receipts" / side_.kiosk;
        TRY(auto entries, files_.list(folder, kMostFiles));
        std::size_t in_vain = 0;
        for (const auto& entry : entries.value_or(std::vector<FolderEntry>{})) {
            bool fits = entry.kind == FolderEntry::Kind::File && entry.name.ends_with(".receipt");
            if (!fits) continue;
            TRY(bool known, is_known(entry.name));
            if (known) continue;
            if (in_vain >= kMostInVain) break;
            auto before = told_.receipts;
            TRY_DONE(take_file(folder / entry.name));
            in_vain += told_.receipts == before ? 1 : 0;
        }
        return {};
    }

    // By its name alone, which costs next to nothing: it is here, or of a record that was wiped since.
    Result<bool> is_known(std::string_view name) {
        auto receipt = read_receipt_name(name);
        if (!receipt) return false;
        TRY(auto record, outbox_.entry(receipt->record));
        if (!record) return true;
        return outbox_.has_receipt(receipt->record, receipt->n);
    }

    // One that cannot be read holds up no other.
    Done take_file(const Path& file) {
        auto bytes = files_.read(file, ByteLimit{records::kMostReceiptBytes});
        if (bytes) return *bytes ? take(**bytes, file.filename().string()) : Done{};
        auto& why = bytes.error();
        if (why.check == "files.too_large") why = Error{"receipt.size", "more than a receipt can be", {}};
        told_.refused.push_back(std::move(why).within(file.filename().string()));
        return {};
    }

    Done take(std::string_view bytes, const std::string& name) {
        auto taken = take_receipt(outbox_, side_, bytes, now_);
        if (taken) {
            told_.receipts += *taken ? 1 : 0;
            return {};
        }
        if (taken.error().check.starts_with("store.")) return std::unexpected(std::move(taken.error()));
        // Of a record that was wiped since: nobody waits for it.
        if (taken.error().check != "receipt.record") told_.refused.push_back(std::move(taken.error()).within(name));
        return {};
    }

    Done look_at_pass() {
        TRY(auto bytes, files_.read(tree_ / records::kCourierPassPath, ByteLimit{records::kMostPassBytes}));
        if (!bytes) return {};
        auto pass = records::read_courier_pass(*bytes, side_.cp_keys);
        told_.is_courier = pass.has_value();
        if (!pass) told_.refused.push_back(std::move(pass.error()));
        return {};
    }

    Done give() {
        TRY(auto waiting, outbox_.waiting(kMostGiven));
        auto folder = tree_ / "outbox" / side_.kiosk;
        TRY_DONE(files_.make_folder(folder));
        std::vector<std::string> given;
        for (const auto& one : waiting) {
            TRY(auto bytes, outbox_.envelope(one.id));
            if (!bytes) continue;
            if (auto done = put(folder / (one.id + std::string(kEnvelope)), *bytes); !done) {
                TRY_DONE(outbox_.mark_on_stick(given, now_));
                return done;
            }
            given.push_back(one.id);
            ++told_.given;
        }
        TRY_DONE(outbox_.mark_on_stick(given, now_));
        return clear(folder, given);
    }

    Done put(const Path& path, const std::string& bytes) {
        auto there = files_.read(path, ByteLimit{records::kMostEnvelopeBytes});
        if (there && *there && **there == bytes) return {};
        return files_.replace(path, bytes);
    }

    // What the coordination point has need not travel, unless it is offered once more. What is not known here may be
    // the last copy of a record whose outbox was lost since, and stays until the coordination point has read the stick.
    Done clear(const Path& folder, const std::vector<std::string>& given) {
        TRY(auto entries, files_.list(folder, kMostFiles));
        for (const auto& entry : entries.value_or(std::vector<FolderEntry>{})) {
            bool ours = entry.kind == FolderEntry::Kind::File && entry.name.ends_with(kEnvelope);
            auto id = entry.name.substr(0, entry.name.size() - (ours ? kEnvelope.size() : 0));
            if (!ours || std::ranges::find(given, id) != given.end()) continue;
            TRY(auto known, outbox_.entry(id));
            if (known && known->receipt > 0) TRY_DONE(files_.remove(folder / entry.name));
        }
        return {};
    }

    store::Outbox& outbox_;
    const ReceiptSide& side_;
    Files& files_;
    Path tree_;
    Instant now_;
    StickCarriage told_;
};

}  // namespace

StickCarriage carry_by_stick(store::Outbox& outbox, const ReceiptSide& side, Files& stick_files, const Path& stick,
                             Instant now) {
    return StickCourier(outbox, side, stick_files, stick, now).carry();
}

}  // namespace baken::sync
