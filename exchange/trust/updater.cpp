#include "exchange/trust/updater.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/signatures.hpp"

namespace baken::trust {
namespace {

// The keys a role can be signed with, by material: a key that merely got another id is the same key.
std::set<std::string> keys_of(const Root& root, std::string_view role) {
    std::set<std::string> materials;
    for (const auto& id : root.roles.find(role)->second.key_ids) {
        if (auto key = root.keys.find(id); key != root.keys.end()) materials.insert(key->second.material());
    }
    return materials;
}

// A key was taken away. A key that only came in addition does not undo what the others signed.
bool is_rotated(const Root& before, const Root& after, std::string_view role) {
    return !std::ranges::includes(keys_of(after, role), keys_of(before, role));
}

Done check_root(const Root& next, const Root& by) {
    return check_signatures(next, by.keys, by.roles.find("root")->second, "root",
                            fmt::format("root version {}", by.version));
}

}  // namespace

Updater::Updater(TrustedStore& store, Repository& repository, Instant now, ExpiryPolicy policy, UpdaterLimits limits)
    : store_(&store), repository_(&repository), now_(now), policy_(policy), limits_(limits) {}

Result<Updater> Updater::begin(TrustedStore& store, Repository& repository, Instant now, ExpiryPolicy policy,
                               UpdaterLimits limits) {
    Updater updater(store, repository, now, policy, limits);
    TRY_DONE(updater.load_root());
    return updater;
}

Done Updater::refresh() {
    TRY_DONE(update_root());
    return refresh_top_level();
}

Done Updater::refresh_from_store() {
    from_store_ = true;
    return refresh_top_level();
}

Done Updater::refresh_top_level() {
    TRY_DONE(check_expiry(root_, "root", "root"));
    TRY_DONE(update_timestamp());
    TRY_DONE(update_snapshot());
    TRY_DONE(targets_for(Edge{}));
    return {};
}

Done Updater::load_root() {
    TRY(auto bytes, store_->load("root"));
    if (!bytes) return refuse("tuf.root.missing", "no trusted root is kept here", "begin with the root you were given");
    TRY(root_, read_root(*bytes));
    return check_root(root_, root_);
}

Done Updater::update_root() {
    for (int step = 0; step < limits_.root_rotations; ++step) {
        TRY(bool went_on, step_root());
        if (!went_on) break;
    }
    return {};
}

// 5.3.3 to 5.3.9: one root further, or false when there is none.
Result<bool> Updater::step_root() {
    auto name = fmt::format("metadata/{}.root.json", root_.version + 1);
    auto bytes = repository_->fetch(name, ByteLimit{limits_.root_bytes});
    if (!bytes && bytes.error().check == "repository.too_large") {
        return refuse("tuf.root.length", bytes.error().message);
    }
    if (!bytes) return std::unexpected(std::move(bytes).error());
    if (!*bytes) return false;
    TRY(auto next, read_root(**bytes));
    TRY_DONE(check_root(next, root_));
    TRY_DONE(check_root(next, next));
    if (next.version != root_.version + 1) {
        return refuse("tuf.root.version",
                      fmt::format("root version {} stands where {} belongs", next.version, root_.version + 1));
    }
    bool rotated = is_rotated(root_, next, "timestamp") || is_rotated(root_, next, "snapshot");
    TRY_DONE(store_->save("root", **bytes));
    // 5.3.11, at every step, so that keys that went and came back are noticed: who held the old keys may have signed
    // versions up to the end of counting.
    if (rotated) TRY_DONE(store_->remove("timestamp"));
    if (rotated) TRY_DONE(store_->remove("snapshot"));
    root_ = std::move(next);
    return true;
}

Done Updater::update_timestamp() {
    if (auto stored = stored_document<Timestamp>("timestamp", read_timestamp)) timestamp_ = std::move(stored->document);
    if (from_store_) {
        if (!timestamp_) return refuse("tuf.timestamp.missing", "no believed timestamp is kept here");
        return check_expiry(*timestamp_, "timestamp", "timestamp");
    }
    TRY(auto bytes, fetch_metadata("timestamp", std::nullopt, limits_.timestamp_bytes));
    TRY(auto next, read_timestamp(bytes));
    TRY_DONE(check_role(next, "timestamp"));
    return accept_timestamp(bytes, std::move(next));
}

// 5.4.3 to 5.4.5.
Done Updater::accept_timestamp(const std::string& bytes, Timestamp next) {
    if (timestamp_ && next.version < timestamp_->version) {
        return refuse("tuf.timestamp.rollback",
                      fmt::format("timestamp version {} after version {}", next.version, timestamp_->version));
    }
    // The version we have: ours stays, whatever the other one says, and the update goes on with it in case an earlier
    // one was interrupted after the timestamp.
    if (timestamp_ && next.version == timestamp_->version) {
        return check_expiry(*timestamp_, "timestamp", "timestamp");
    }
    if (timestamp_ && next.snapshot.version < timestamp_->snapshot.version) {
        return refuse("tuf.snapshot.rollback", fmt::format("the timestamp goes back from snapshot version {} to {}",
                                                           timestamp_->snapshot.version, next.snapshot.version));
    }
    TRY_DONE(check_expiry(next, "timestamp", "timestamp"));
    TRY_DONE(store_->save("timestamp", bytes));
    timestamp_ = std::move(next);
    return {};
}

Done Updater::update_snapshot() {
    const auto& stated = timestamp_->snapshot;
    auto stored = stored_document<Snapshot>("snapshot", read_snapshot);
    if (stored) snapshot_ = std::move(stored->document);
    if (stored && snapshot_->version == stated.version && check_file(stored->bytes, stated.facts, "tuf.snapshot")) {
        auto lasts = check_expiry(*snapshot_, "snapshot", "snapshot");
        if (lasts || from_store_) return lasts;
    }
    if (from_store_) return refuse("tuf.snapshot.missing", "the believed snapshot is not kept here");
    auto most = std::min(stated.facts.length.value_or(limits_.snapshot_bytes), limits_.snapshot_bytes);
    TRY(auto bytes, fetch_metadata("snapshot", stated.version, most));
    TRY_DONE(check_file(bytes, stated.facts, "tuf.snapshot"));
    TRY(auto next, read_snapshot(bytes));
    TRY_DONE(check_role(next, "snapshot"));
    return accept_snapshot(bytes, std::move(next));
}

// 5.5.4 to 5.5.7.
Done Updater::accept_snapshot(const std::string& bytes, Snapshot next) {
    if (next.version != timestamp_->snapshot.version) {
        return refuse("tuf.snapshot.version", fmt::format("snapshot version {}, the timestamp names {}", next.version,
                                                          timestamp_->snapshot.version));
    }
    TRY_DONE(check_snapshot_rollback(next));
    TRY_DONE(check_expiry(next, "snapshot", "snapshot"));
    TRY_DONE(store_->save("snapshot", bytes));
    snapshot_ = std::move(next);
    return {};
}

Done Updater::check_snapshot_rollback(const Snapshot& next) const {
    if (!snapshot_) return {};
    for (const auto& [role, before] : snapshot_->files) {
        auto after = next.files.find(role);
        if (after == next.files.end()) {
            return refuse("tuf.snapshot.removed", fmt::format("the snapshot no longer lists \"{}\"", role));
        }
        if (after->second.version < before.version) {
            return refuse(role == "targets" ? "tuf.targets.rollback" : "tuf.delegated.rollback",
                          fmt::format("the snapshot goes back from \"{}\" version {} to {}", role, before.version,
                                      after->second.version));
        }
    }
    return {};
}

Result<std::string> Updater::fetch_metadata(std::string_view role, std::optional<Version> version, std::uint64_t most) {
    auto kind = is_top_level(role) ? role : std::string_view("delegated");
    auto name = percent_quote(role) + ".json";
    if (version && root_.consistent_snapshot) name = fmt::format("{}.{}", *version, name);
    auto bytes = repository_->fetch("metadata/" + name, ByteLimit{most});
    if (!bytes && bytes.error().check == "repository.too_large") {
        return refuse(fmt::format("tuf.{}.length", kind), bytes.error().message);
    }
    if (!bytes) return std::unexpected(std::move(bytes).error());
    if (!*bytes) return refuse(fmt::format("tuf.{}.missing", kind), "the repository has no " + name);
    return std::move(**bytes);
}

// What was believed before, if those who may sign today signed it. A damaged file or one under keys that are gone
// counts as none.
template <typename Document>
std::optional<Updater::Stored<Document>> Updater::stored_document(std::string_view role,
                                                                  Result<Document> (*read)(std::string_view)) {
    auto bytes = store_->load(role);
    if (!bytes || !*bytes) return std::nullopt;
    auto document = read(**bytes);
    if (!document || !check_role(*document, role)) return std::nullopt;
    return Stored<Document>{std::move(**bytes), std::move(*document)};
}

Done Updater::check_role(const Envelope& document, std::string_view role) const {
    return check_signatures(document, root_.keys, root_.roles.find(role)->second, role,
                            fmt::format("root version {}", root_.version));
}

Done Updater::check_expiry(const Envelope& document, std::string_view kind, std::string_view role) {
    if (document.expires > now_) return {};
    Remark remark{fmt::format("tuf.{}.expired", kind),
                  fmt::format("{} version {} expired on {}", role, document.version, to_rfc3339(document.expires))};
    if (policy_ == ExpiryPolicy::Strict) return refuse(remark.check, remark.message);
    if (std::ranges::find(remarks_, remark) == remarks_.end()) remarks_.push_back(std::move(remark));
    return {};
}

}  // namespace baken::trust
