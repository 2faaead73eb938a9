// The client of The Update Framework: specification 1.0, section 5, whole.
//
// One Updater is one update. It asks an untrusted repository for files by name, believes what is signed by those who
// may sign it and not older than what was believed before, and keeps that in the trusted store before it uses it. A
// refusal names the failing check and leaves the store as the last believed document left it, so that the next update
// starts clean.
//
// Checks refused by (`<role>` is root, timestamp, snapshot, targets or delegated; a message names the role in full):
//   tuf.root.missing           the store holds no root to begin with
//   tuf.<role>.missing         the repository has no such file, or the snapshot does not list it
//   tuf.<role>.length          longer than allowed or not as long as stated
//   tuf.<role>.hash            another content than stated
//   tuf.<role>.format, .type, .spec_version, tuf.signature.duplicate    see metadata.hpp
//   tuf.signature.threshold    not signed by enough of those who may
//   tuf.<role>.version         another version than the one asked for (root: not the next one)
//   tuf.<role>.rollback        older than what was believed before
//   tuf.snapshot.removed       the snapshot no longer lists a role it listed before
//   tuf.<role>.expired         (strict policy only)
//   tuf.delegation.limit       the search visited too many roles
//   tuf.target.path            the target's path could name something outside the repository
//   tuf.target.missing, .length, .hash
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/metadata.hpp"
#include "exchange/trust/repository.hpp"

namespace baken::trust {

enum class ExpiryPolicy {
    Strict,  // the specification's: an expired document ends the update
    Kiosk,   // an expired document is remarked upon and used. A kiosk's clock may be wrong and its network gone for
             // days; versions, thresholds and signatures still hold, so nothing older than what is shown gets in
};

struct UpdaterLimits {
    int root_rotations = 1024;  // in one update
    std::uint64_t root_bytes = 512'000;
    std::uint64_t timestamp_bytes = 16'384;
    std::uint64_t snapshot_bytes = 2'000'000;
    std::uint64_t targets_bytes = 5'000'000;
    std::size_t visited_roles = 32;   // in the search for one target
    std::size_t listed_roles = 1024;  // in all_targets
};

// Something a person may want to know that did not end the update; `check` as in an Error.
struct Remark {
    std::string check;
    std::string message;
    bool operator==(const Remark&) const = default;
};

struct Target {
    std::string path;
    FileFacts facts;   // length and hashes, both there
    std::string role;  // who signed for it
    bool operator==(const Target&) const = default;
};

class Updater {
public:
    // Reads and checks the trusted root; asks the repository for nothing. `now` holds for the whole update. The store
    // and the repository must outlive the updater.
    [[nodiscard]] static Result<Updater> begin(TrustedStore& store, Repository& repository, Instant now,
                                               ExpiryPolicy policy, UpdaterLimits limits = {});

    // Sections 5.3 to 5.6: root, timestamp, snapshot, targets.
    [[nodiscard]] Done refresh();

    // As refresh, but from the store alone: checks again what was believed before, for example after a start.
    [[nodiscard]] Done refresh_from_store();

    // Section 5.6.7: who signs for this path, depth first; nothing when nobody does. Fetches delegated roles as needed.
    // Only after a refresh that succeeded.
    [[nodiscard]] Result<std::optional<Target>> find(std::string_view path);

    // Every target that find would find, by path.
    [[nodiscard]] Result<std::map<std::string, Target>> all_targets();

    // The name under which the repository has the target's file.
    [[nodiscard]] Result<std::string> file_name(const Target& target) const;

    // Fetches and checks a target that fits in memory; for others take file_name and FileCheck.
    [[nodiscard]] Result<std::string> fetch(const Target& target);

    [[nodiscard]] const std::vector<Remark>& remarks() const { return remarks_; }
    [[nodiscard]] const Root& root() const { return root_; }
    // Only after a refresh that succeeded.
    [[nodiscard]] const Timestamp& timestamp() const { return *timestamp_; }
    [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

private:
    Updater(TrustedStore& store, Repository& repository, Instant now, ExpiryPolicy policy, UpdaterLimits limits);

    // One delegation: from the root (no delegator) to "targets", or from a targets document to a role.
    struct Edge {
        const Targets* delegator = nullptr;
        std::string delegator_name = "root";
        std::string role = "targets";
        auto operator<=>(const Edge&) const = default;
    };
    template <typename Document>
    struct Stored {
        std::string bytes;
        Document document;
    };

    Done load_root();
    Done update_root();
    Result<bool> step_root();
    Done update_timestamp();
    Done accept_timestamp(const std::string& bytes, Timestamp next);
    Done update_snapshot();
    Done accept_snapshot(const std::string& bytes, Snapshot next);
    Done check_snapshot_rollback(const Snapshot& next) const;
    Done refresh_top_level();

    Result<const Targets*> targets_for(const Edge& edge);
    Result<std::optional<Targets>> stored_targets_for(const Edge& edge);
    Result<Targets> fetch_targets_for(const Edge& edge);
    Result<Targets> read_targets_for(const Edge& edge, const std::string& bytes);
    Done check_delegated(const Edge& edge, const Targets& targets) const;
    Result<std::set<std::string>> signed_paths();

    Result<std::string> fetch_metadata(std::string_view role, std::optional<Version> version, std::uint64_t most);
    template <typename Document>
    std::optional<Stored<Document>> stored_document(std::string_view role, Result<Document> (*read)(std::string_view));
    Done check_role(const Envelope& document, std::string_view role) const;
    Done check_expiry(const Envelope& document, std::string_view kind, std::string_view role);

    TrustedStore* store_;
    Repository* repository_;
    Instant now_;
    ExpiryPolicy policy_;
    UpdaterLimits limits_;
    bool from_store_ = false;  // the repository may not be asked
    Root root_;
    std::optional<Timestamp> timestamp_;
    std::optional<Snapshot> snapshot_;
    std::map<Edge, Targets> targets_;  // nodes stay where they are, so that edges may point at them
    std::vector<Remark> remarks_;
};

}  // namespace baken::trust
