// The key files of a region: keys/<role>.<number>.key. The numbers count up, so the newest key of a role has the
// highest. A file may be kept elsewhere, on a stick in a safe, and is put back for the hour in which it signs: so no
// new key may get the number of one that is not here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::cp {

// From the first line of the file, or when no file is named from the environment variable BAKEN_PASSPHRASE, or empty.
// Errors: key.passphrase when the file is not there or empty; those of Files.
[[nodiscard]] Result<trust::Secret> find_passphrase(Files& files, const Path& file);

class Keyring {
public:
    // An empty passphrase makes and opens keys that nothing protects, as a demo has them. `files` must outlive this.
    Keyring(Files& files, Path folder, trust::Secret passphrase)
        : files_(&files), folder_(std::move(folder)), passphrase_(std::move(passphrase)) {}

    // A new key of the role, written as its newest file. A passphrase that does not open the keys that are here makes
    // none: one key under another would keep all of them from being opened together. Its number is higher than those of
    // the files that are here or in retired/, and than `given`: as many keys as the role ever had, or more. Errors: as
    // open.
    [[nodiscard]] Result<trust::SigningKey> make(const std::string& role, std::int64_t given = 0);

    // The keys of these roles that are here, each role's oldest first. Errors: key.format, key.passphrase, key.pair.
    [[nodiscard]] Result<std::vector<trust::SigningKey>> open(const std::vector<std::string>& roles);

    // The pairs to which kiosks seal records: made, when the passphrase opens all that are here, and opened, newest
    // first. `given` as in make. Errors: as open.
    [[nodiscard]] Result<trust::SealingKey> make_sealing(std::int64_t given = 0);
    [[nodiscard]] Result<std::vector<trust::SealingKey>> open_sealing();

    // Puts the file of this key into retired/; one that is not here is no error.
    [[nodiscard]] Done retire(const std::string& role, const trust::DeclaredKey& key);

private:
    struct Place {
        std::int64_t number = 0;
        Path path;
    };
    Result<std::vector<Place>> places_of(const std::string& role);
    Result<std::vector<Place>> places_in(const Path& folder, const std::string& role);
    Result<std::string> read(const Path& path);
    Result<trust::SigningKey> open_one(const Path& path);
    Result<Path> next_place(const std::string& role, std::int64_t given);
    Done check_passphrase(const std::string& role);

    Files* files_;
    Path folder_;
    trust::Secret passphrase_;
    bool passphrase_fits_ = false;  // it opened a key that is here, or made one
};

}  // namespace baken::cp
