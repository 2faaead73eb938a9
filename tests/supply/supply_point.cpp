#include "tests/supply/supply_point.hpp"

#include "kiosk/sync/stick_road.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

SupplyPoint::SupplyPoint() {
    CHECK_OK(files.replace(temp.path / "root.json", region.root()));
    wishes.root = temp.path / "root.json";
    wishes.data = temp.path / "data";
    wishes.sticks = {temp.path / "stick"};
}

std::unique_ptr<supply::Supplier> SupplyPoint::supplier() {
    auto opened = supply::Supplier::open(files, clock, wishes);
    CHECK_OK(opened);
    return std::move(*opened);
}

supply::SupplyNews SupplyPoint::take_stick(supply::Supplier& supplier) {
    sync::StickRoad road(files, region.stick());
    return supplier.take(road);
}

}  // namespace baken::testing
