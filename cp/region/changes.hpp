// Two editions of a repository side by side: what a publication changed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cp/region/region_folder.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/trust/metadata.hpp"
#include "exchange/trust/publisher.hpp"

namespace baken::cp {

// What the repository in a folder publishes at one moment. The folder is the signer's own and is believed.
struct Edition {
    struct Role {
        trust::Version version = 0;
        std::map<std::string, trust::FileFacts, std::less<>> files;
    };
    std::map<std::string, Role> roles;  // root, timestamp and snapshot among them, without files

    // Nothing published yet is an edition without roles. Errors: those of Publisher::open.
    [[nodiscard]] static Result<Edition> read(Files& files, const Path& repository);
};

// Where a published file lies: in consistent snapshots (TUF specification section 6.2) the hash stands before the name.
[[nodiscard]] Path place_in_repository(const RegionFolder& region, const std::string& target,
                                       const trust::FileFacts& facts);

// For a person to read.
struct Changes {
    struct Role {
        std::string name;
        trust::Version before = 0;  // 0: not there before
        trust::Version after = 0;
        std::vector<std::string> files;  // "+ path" added, "~ path" changed, "- path" gone
    };
    std::vector<Role> roles;  // those with another version
    trust::Published published;
};

[[nodiscard]] Changes compare(const Edition& before, const Edition& after);

// "region 3 -> 4" and a line for each file; "nothing changed" when that is so. Ends with a line break.
[[nodiscard]] std::string to_text(const Changes& changes);

}  // namespace baken::cp
