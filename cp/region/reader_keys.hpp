// Who may read what residents told: the secret halves of the region's record keys, given to people.
//
// Each person who may read records has a key pair of their own, its secret half under their password (Argon2id); the
// record keys are sealed to that pair (desk/keys/<name>.json). Signing in opens them, and a session carries them under
// its own name, which only the browser has. So a hub that is copied, or its database, reads nothing; a hub in use
// reads while somebody is signed in, whichever hub that was at.
//
// The copies under keys/sealing.*.key, opened by the region's passphrase, are for making new ones of these, and for
// the commands; they may lie in a safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cp/region/region_folder.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::cp {

using RecordSecrets = std::vector<trust::SealingKey>;  // newest first

class ReaderKeys {
public:
    // `files` must outlive this. `cost`: of a password.
    ReaderKeys(Files& files, const RegionFolder& region, trust::PasswordCost cost)
        : files_(&files), folder_(region.desk_keys()), cost_(cost) {}

    // This person, with this password, opens these from now on, and nothing else. Errors: those of Files; box.memory.
    [[nodiscard]] Done give(std::string_view user, std::string_view password, std::span<const trust::SealingKey> keys);
    // Also these, for everybody who has some already; no password is needed.
    [[nodiscard]] Done add_for_all(std::span<const trust::SealingKey> keys);
    // Those of this person; none when they were given none. Errors: box.password; record-keys.format.
    [[nodiscard]] Result<RecordSecrets> open(std::string_view user, std::string_view password);
    // A new password for the same, in two steps: the first stretches passwords, and changes nothing; the second is for
    // who has the region's lock. One who has none is no error. Errors: as open; reader-keys.changed when they are under
    // another password by now.
    struct Change {
        std::string before;
        std::string after;
    };
    [[nodiscard]] Result<Change> prepare(std::string_view user, std::string_view present, std::string_view next);
    [[nodiscard]] Done put(std::string_view user, const Change& change);
    [[nodiscard]] Done take_away(std::string_view user);
    // How many this person has.
    [[nodiscard]] Result<std::size_t> count(std::string_view user);

private:
    struct Owned;
    Result<std::optional<Owned>> read(std::string_view user);
    Done write(std::string_view user, const Owned& owned);
    Path file_of(std::string_view user) const;

    Files* files_;
    Path folder_;
    trust::PasswordCost cost_;
};

// The keys under a secret that cannot be guessed (a session's name); empty for none. Errors of unpack: those of
// SealingKey::unwrap.
[[nodiscard]] Result<std::string> pack_keys(std::span<const trust::SealingKey> keys, std::string_view secret);
[[nodiscard]] Result<RecordSecrets> unpack_keys(std::string_view packed, std::string_view secret);

}  // namespace baken::cp
