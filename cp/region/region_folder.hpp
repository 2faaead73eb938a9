// A region's folder on the machine of its coordination point.
//
//   region.toml          what the region is called
//   keys/                key files, for nobody but the user who runs this; retired/ holds those that no longer count
//   kiosks.toml          the register of kiosks
//   desk/                the desk's own: users.toml, keys/ (reader_keys.hpp), settings.toml, feeds.toml, audit/,
//                        drafts/ (bulletins), changes/ (of the situation and menu cards), imports/, and content/ with
//                        what was written there; sticks.json (what couriers carry), cases/ (who handles what), issued/
//                        (which publication a message came with)
//   coordination-point.toml  the public halves of the keys for records; published with the content
//   inbox.sqlite         what kiosks reported, unless another store is given
//   store-elsewhere      says that one was (store_place.hpp)
//   public/baken/        what everyone may have: the tree that goes over HTTPS and onto sticks (docs/architecture.md);
//                        any web server may serve public/ as it is
#pragma once

#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

struct RegionFolder {
    Path root;

    [[nodiscard]] Path facts() const { return root / "region.toml"; }
    [[nodiscard]] Path keys() const { return root / "keys"; }
    [[nodiscard]] Path kiosks() const { return root / "kiosks.toml"; }
    [[nodiscard]] Path desk_users() const { return root / "desk" / "users.toml"; }
    [[nodiscard]] Path desk_settings() const { return root / "desk" / "settings.toml"; }
    [[nodiscard]] Path desk_audit() const { return root / "desk" / "audit"; }
    [[nodiscard]] Path desk_drafts() const { return root / "desk" / "drafts"; }
    [[nodiscard]] Path desk_changes() const { return root / "desk" / "changes"; }
    [[nodiscard]] Path desk_imports() const { return root / "desk" / "imports"; }
    [[nodiscard]] Path desk_feeds() const { return root / "desk" / "feeds.toml"; }
    [[nodiscard]] Path desk_keys() const { return root / "desk" / "keys"; }
    [[nodiscard]] Path desk_content() const { return root / "desk" / "content"; }
    [[nodiscard]] Path desk_preview() const { return root / "desk" / "preview"; }
    [[nodiscard]] Path desk_sticks() const { return root / "desk" / "sticks.json"; }
    [[nodiscard]] Path desk_uploads() const { return root / "desk" / "uploads"; }
    [[nodiscard]] Path desk_cases() const { return root / "desk" / "cases"; }
    [[nodiscard]] Path desk_issued() const { return root / "desk" / "issued"; }
    [[nodiscard]] Path cp_keys() const { return root / "coordination-point.toml"; }
    [[nodiscard]] Path inbox() const { return root / "inbox.sqlite"; }
    [[nodiscard]] Path store_note() const { return root / "store-elsewhere"; }
    [[nodiscard]] Path tree() const { return root / "public" / "baken"; }
    [[nodiscard]] Path repository() const { return tree() / "repository"; }
};

// Errors: region.missing when there is no region in the folder; those of TOML.
[[nodiscard]] Result<std::string> read_region_name(Files& files, const RegionFolder& region);

// While it lives no other process changes the region.
class RegionLock {
public:
    // Waits for whoever has it, no longer than `patience`. Errors: region.busy, region.missing when there is no such
    // folder.
    [[nodiscard]] static Result<RegionLock> take(const RegionFolder& region, Duration patience = Duration{0});
    RegionLock(RegionLock&& other) noexcept;
    RegionLock& operator=(RegionLock&&) = delete;
    ~RegionLock();

private:
    explicit RegionLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace baken::cp
