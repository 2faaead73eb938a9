// A region on the real disk, with throw-away keys and a little content, for tests.
#pragma once

#include <string>

#include "cp/region/publishing.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

struct Office {
    TempFolder folder;
    DiskFiles files{Readers::Everyone};
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    cp::RegionFolder region{folder.path / "region"};
    cp::Keyring keyring{files, region.keys(), trust::Secret{}};
    cp::Publishing publishing{files, region, keyring, clock};

    // Content with two sites, a bulletin, a situation, strings and a page; not published yet.
    Office();

    void put(const std::string& path, const std::string& bytes);  // below content/
    [[nodiscard]] Path content() const { return folder.path / "content"; }
    void begin();                                                            // a region with one municipality
    Result<cp::Changes> publish(const std::vector<std::string>& also = {});  // all of content/
    [[nodiscard]] std::string published(const std::string& name);  // bytes below the repository; empty when not there
};

// "national 1 -> 2", without files, in one line: "national 1>2, region 0>1".
std::string versions(const cp::Changes& changes);

std::string cap_message(const std::string& identifier);

}  // namespace baken::testing
