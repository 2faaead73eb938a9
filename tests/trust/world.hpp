// A repository, a client's store and a clock in memory, with real keys, for tests that read as sentences: the author
// changes something, publishes it, and the client says yes or a named no.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "exchange/trust/documents.hpp"
#include "exchange/trust/updater.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

// Always the same key for the same name.
const trust::SigningKey& key_named(const std::string& name);

class MemoryRepository final : public trust::Repository {
public:
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;

    std::map<std::string, std::string> files;
    std::vector<std::string> asked;  // in order
};

class MemoryStore final : public trust::TrustedStore {
public:
    Result<std::optional<std::string>> load(std::string_view role) override;
    Done save(std::string_view role, std::string_view bytes) override;
    Done remove(std::string_view role) override;

    std::map<std::string, std::string, std::less<>> documents;
    std::vector<std::string> saved;  // roles, in order
    bool broken = false;             // every save is refused
};

using Names = std::vector<std::string>;

class World {
public:
    // Four roles, each with the key of its own name, all at version 1; the client holds root 1.
    World();

    // Who the root (or, for a delegated role, its delegator) says may sign, and who does sign from now on. A role's
    // delegator is to be published after.
    void appoint(const std::string& role, const Names& keys, int threshold = 1);
    // Who does sign from now on, whatever was said.
    void let_sign(const std::string& role, const Names& keys);
    void delegate(const std::string& from, const std::string& to, const Names& paths, bool terminating = false,
                  const Names& keys = {});
    // A role that some delegation names already (a hash bin).
    void adopt_role(const std::string& role, const Names& keys);
    void add_target(const std::string& role, const std::string& path, const std::string& bytes);

    // The next version of each role, signed and served. A targets role is entered in the next snapshot, the snapshot
    // in the next timestamp.
    void publish(const Names& roles);
    // Served as it is, under the present version; nothing else changes.
    void serve(const std::string& role);
    // Everything but the root.
    void publish_all();

    // The "signed" part, for changes no honest author makes.
    trust::JsonObject& content(const std::string& role);
    void set(const std::string& role, const std::string& member, trust::Json value) {
        content(role)[member] = std::move(value);
    }
    void set_version(const std::string& role, std::int64_t version) { set(role, "version", trust::Json{version}); }
    void let_expire(const std::string& role);
    // The bytes last served for a role, to damage.
    std::string& served(const std::string& role);

    Result<trust::Updater> begin(trust::ExpiryPolicy policy = trust::ExpiryPolicy::Strict);
    Done refresh(trust::ExpiryPolicy policy = trust::ExpiryPolicy::Strict);
    Result<std::optional<trust::Target>> find(const std::string& path);
    Result<std::string> download(const std::string& path);

    // The version the client believes; 0 for none.
    [[nodiscard]] std::int64_t believed(const std::string& role) const;
    // What the client asked for during the last refresh or find, without "metadata/" and ".json".
    [[nodiscard]] std::string asked() const;

    MemoryRepository repository;
    MemoryStore store;
    Instant now;
    trust::UpdaterLimits limits;
    bool state_hashes = false;  // lengths and hashes in snapshot and timestamp
    std::vector<trust::Remark> remarks;

private:
    [[nodiscard]] std::string signed_document(const std::string& role);
    [[nodiscard]] std::string name_of(const std::string& role);
    trust::Json meta_of(const std::string& role);

    std::map<std::string, trust::Json> contents_;
    std::map<std::string, Names> signers_;
    std::map<std::string, std::string> delegator_;
};

}  // namespace baken::testing
