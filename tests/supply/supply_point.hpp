// A data partition, and a region whose stick lies ready but is not put in yet, for tests.
#pragma once

#include <memory>

#include "exchange/base/disk_files.hpp"
#include "kiosk/supply/supply.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/sync/region.hpp"

namespace baken::testing {

struct SupplyPoint {
    TempFolder temp;
    Region region{temp.path / "drawer"};
    DiskFiles files;
    ManualClock clock{region.now};
    supply::SupplyWishes wishes;

    SupplyPoint();
    std::unique_ptr<supply::Supplier> supplier();
    supply::SupplyNews take_stick(supply::Supplier& supplier);
};

}  // namespace baken::testing
