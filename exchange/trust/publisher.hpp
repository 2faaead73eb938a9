// The signer's side: a repository folder that grows by whole, consistent steps.
//
// A publisher reads what a folder publishes, takes changes (a new root, delegations, the files a role answers for) and
// writes them at once in an order that leaves a reader with the old or the new state at every moment: target files
// first, then roots, delegated roles, targets, snapshot, and the timestamp last. Roles that did not change are not
// signed again; files that are there are not written again. Nothing is written when a key is missing.
//
// The folder is the signer's own and is believed; readers believe nothing and use an Updater.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/documents.hpp"

namespace baken::trust {

// How long what is signed stays valid. What is past half of its time is renewed when its keys are at hand.
struct Periods {
    Duration targets = std::chrono::days{365};
    Duration snapshot = std::chrono::days{60};
    Duration timestamp = std::chrono::days{30};
};

// A target path and the file that is to be published under it.
using TargetSources = std::map<std::string, Path>;
constexpr ByteLimit kLongestSource{256'000'000};

// The files below a folder, by their path relative to it with '/'. Names that begin with '.' are left out. Errors:
// tree.kind for a link or a device, tree.too_deep, tree.too_many, tree.name for a name no target can have,
// tree.missing.
[[nodiscard]] Result<TargetSources> list_tree(Files& files, const Path& folder);

struct Published {
    std::vector<std::string> written;  // names in the repository, in the order of writing
    std::uint64_t bytes = 0;
};

class Publisher {
public:
    // Reads the folder ("metadata/", "targets/"); one that is empty or not there has published nothing yet. `files`
    // must outlive the publisher. Errors: those of the documents' readers; publish.damaged when a file is missing.
    [[nodiscard]] static Result<Publisher> open(Files& files, Path folder);

    // The next root, signed by enough keys of the present one and of its own. The first root begins the repository.
    // Errors: publish.root_version; tuf.signature.threshold; those of read_root.
    [[nodiscard]] Done add_root(std::string_view root);

    // "targets" or a delegated role lets another role answer for paths; one of the same name is replaced where it
    // stands. Errors: publish.role when the delegator is not known or a name not usable.
    [[nodiscard]] Done delegate(std::string_view delegator, const DelegationPlan& plan);
    [[nodiscard]] Done revoke(std::string_view delegator, std::string_view role);

    // All files that a role answers for, replacing what it had. Errors: publish.role; publish.path when a reader would
    // not look for the path there, so that it would be published in vain; those of Files.
    [[nodiscard]] Done set_targets(std::string_view role, const TargetSources& sources);

    // A role's document that was signed elsewhere, newer than the present one; its target files must be in the folder
    // already. Errors: publish.role, publish.version, publish.missing_file; tuf.signature.threshold; those of
    // read_targets.
    [[nodiscard]] Done adopt(std::string_view role, std::string_view document);

    // The next publish() signs every role, and all that it signs gets a higher number than this one: for a folder that
    // is older than what readers saw, who take nothing with a lower number. No role's number is ever above the
    // timestamp's, so to pass that passes all. Errors: publish.version when the timestamp's is higher already, or more
    // than a million lower, which is a slip of the pen that could never be taken back.
    [[nodiscard]] Done pass(Version seen);

    // Signs and writes what changed or needs renewal. Without changes and before half of every period nothing is
    // written. Errors: publish.no_root; publish.keys naming the role that `keys` cannot sign; publish.source_changed
    // when a source is not what set_targets saw; those of Files. After an error while writing, readers still have the
    // old state; open the folder again before the next try.
    [[nodiscard]] Result<Published> publish(const std::vector<SigningKey>& keys, Instant now, Periods periods = {});

    // For a role holder at home, without the keys of snapshot and timestamp: signs this role alone and writes it with
    // its target files. Readers of this folder do not see it; its document() and files are carried to whoever
    // publishes, who adopts it. Errors: publish.role; as publish.
    [[nodiscard]] Result<Published> publish_role(const std::string& role, const std::vector<SigningKey>& keys,
                                                 Instant now, Periods periods = {});

    [[nodiscard]] std::optional<Root> root() const { return root_; }
    // The published bytes of a role ("root", "timestamp", ..., or a delegated one).
    [[nodiscard]] std::optional<std::string> document(std::string_view role) const;

private:
    // A targets role: what is published and what is to be.
    struct Role {
        Json content;
        std::string bytes;  // empty before it is first signed
        bool changed = true;
    };
    struct Delegator {
        std::string name;
        Keys keys;
        RoleRule rule;
    };
    enum class Need { None, Wish, Must };  // Wish: renewal, if the keys are at hand
    struct Output {
        std::string name;
        std::string bytes;
    };

    Publisher(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}
    Result<std::string> read(const std::string& name);
    Done read_all();
    Done read_roots();
    Done read_targets_roles();

    Result<JsonObject*> content_of(std::string_view role);
    [[nodiscard]] std::map<std::string, Targets> parsed_roles() const;
    static std::optional<Delegator> delegator_of(const Root& root, const std::map<std::string, Targets>& roles,
                                                 std::string_view role);

    Done sign_roles(const std::vector<SigningKey>& keys, Instant now, const Periods& periods);
    [[nodiscard]] Need need_of(const std::string& name, const Delegator& delegator, Instant now, Duration period) const;
    Done sign_role(const std::string& name, const Delegator& delegator, const std::vector<SigningKey>& keys,
                   Instant expires);
    Done sign_snapshot(const std::vector<SigningKey>& keys, Instant now, const Periods& periods);
    Done sign_timestamp(const std::vector<SigningKey>& keys, Instant now, const Periods& periods);
    Result<std::string> sign_by_rule(const Json& content, const Keys& known, const RoleRule& rule,
                                     std::string_view role, const std::vector<SigningKey>& keys) const;
    Done write_targets(Published& published);
    Result<Published> write_all();
    Done write(const Output& output, Published& published);

    Files* files_;
    Path folder_;
    std::optional<Root> root_;
    std::string root_bytes_;
    std::map<std::string, Role, std::less<>> roles_;
    std::string snapshot_;
    std::string timestamp_;
    Version passed_ = 0;                     // what is signed gets a higher number
    std::map<std::string, Path> new_files_;  // by name in the repository
    std::vector<Output> roots_to_write_;
    std::vector<Output> to_write_;
};

}  // namespace baken::trust
