#include "kiosk/sync/stick_writer.hpp"

#include <fmt/format.h>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/updater.hpp"
#include "kiosk/store/staged_trust.hpp"

namespace baken::sync {
namespace {

// The updater works from the store alone here and never asks.
class NoRepository final : public trust::Repository {
public:
    Result<std::optional<std::string>> fetch(const std::string& /*name*/, ByteLimit /*limit*/) override {
        return std::nullopt;
    }
};

class StickWriter {
public:
    StickWriter(store::Store& store, Files& files, const Path& folder)
        : store_(store), files_(files), folder_(folder / "baken" / "repository") {}

    Result<StickWritten> write(Instant now) {
        store::StagedTrust trusted(store_);
        NoRepository nowhere;
        TRY(auto updater, trust::Updater::begin(trusted, nowhere, now, trust::ExpiryPolicy::Kiosk));
        TRY_DONE(updater.refresh_from_store());
        written_.version = updater.timestamp().version;
        TRY_DONE(make_folder(folder_ / "metadata"));
        TRY_DONE(write_targets(updater));
        TRY_DONE(write_roots());
        TRY_DONE(write_lists(updater));
        TRY_DONE(copy_document("timestamp", "metadata/timestamp.json"));
        return written_;
    }

private:
    Done write_targets(trust::Updater& updater) {
        TRY(auto targets, updater.all_targets());
        for (const auto& [path, target] : targets) {
            TRY(auto name, updater.file_name(target));
            TRY(auto bytes,
                store_.objects().read({to_lower_ascii(target.facts.hashes.at("sha256")), *target.facts.length}));
            TRY_DONE(make_folder((folder_ / name).parent_path()));
            TRY_DONE(put(name, bytes));
        }
        return {};
    }

    // All of them, so that a neighbour of any age can follow.
    Done write_roots() {
        TRY(auto roots, store_.roots());
        for (const auto& bytes : roots) {
            TRY(auto root, trust::read_root(bytes));
            TRY_DONE(put(fmt::format("metadata/{}.root.json", root.version), bytes));
        }
        return {};
    }

    // What is named before what names it: delegated roles, targets, snapshot.
    Done write_lists(const trust::Updater& updater) {
        bool versioned = updater.root().consistent_snapshot;
        auto name_of = [&](const std::string& role, trust::Version version) {
            auto quoted = trust::percent_quote(role) + ".json";
            return versioned ? fmt::format("metadata/{}.{}", version, quoted) : "metadata/" + quoted;
        };
        const auto& lists = updater.snapshot().files;
        for (const auto& [role, meta] : lists) {
            if (role != "targets") TRY_DONE(copy_document(role, name_of(role, meta.version)));
        }
        TRY_DONE(copy_document("targets", name_of("targets", lists.find("targets")->second.version)));
        return copy_document("snapshot", name_of("snapshot", updater.snapshot().version));
    }

    // A role no delegation leads to was never fetched and is not needed.
    Done copy_document(const std::string& role, const std::string& name) {
        TRY(auto bytes, store_.trusted(role));
        return bytes ? put(name, *bytes) : Done{};
    }

    Done put(const std::string& name, std::string_view bytes) {
        ++written_.files;
        auto there = files_.read(folder_ / name, ByteLimit{bytes.size()});
        if (there && *there && **there == bytes) return {};
        ++written_.written;
        written_.bytes += bytes.size();
        return files_.replace(folder_ / name, bytes);
    }

    Done make_folder(const Path& folder) {
        if (made_.contains(folder)) return {};
        TRY_DONE(files_.make_folder(folder));
        for (auto at = folder; at != folder_.parent_path().parent_path(); at = at.parent_path()) {
            made_.insert(at);
            TRY_DONE(files_.sync_folder(at.parent_path()));
        }
        return {};
    }

    store::Store& store_;
    Files& files_;
    Path folder_;
    std::set<Path> made_;
    StickWritten written_;
};

}  // namespace

Result<StickWritten> write_stick(store::Store& store, Files& stick_files, const Path& folder, Instant now) {
    return StickWriter(store, stick_files, folder).write(now);
}

}  // namespace baken::sync
