// The receiving side for tests: a data partition that takes in from a stick, and what it would show.
#pragma once

#include "kiosk/store/ladder.hpp"
#include "kiosk/sync/intake.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/sync/region.hpp"

namespace baken::testing {

// Breaks off, or finds nothing, from the so-manieth fetch on.
class BrokenRoad final : public sync::Road {
public:
    enum class Way { ReadsFail, FilesAreGone };
    BrokenRoad(sync::Road& road, int after, Way way) : road_(road), left_(after), way_(way) {}
    [[nodiscard]] store::RoadKind kind() const override { return road_.kind(); }
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;
    [[nodiscard]] bool broke() const { return left_ < 0; }

private:
    sync::Road& road_;
    int left_;
    Way way_;
};

// Remembers what was asked for.
class CountingRoad final : public sync::Road {
public:
    explicit CountingRoad(sync::Road& road) : road_(road) {}
    [[nodiscard]] store::RoadKind kind() const override { return road_.kind(); }
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;
    Names fetched;  // those that were there
    std::uint64_t bytes = 0;

private:
    sync::Road& road_;
};

// A region with a stick, and a kiosk that was given the region's root.
struct Point {
    TempFolder temp;
    DiskFiles files;
    Region region{temp.path / "stick"};
    store::StoreLimits limits;
    sync::StickRoad stick{files, temp.path / "stick"};
    std::optional<store::Store> store;

    Point() { start(); }
    // The program starts (again).
    void start();
    sync::Outcome take_in();
    sync::Outcome take_in(sync::Road& road);
    // What would be shown after a start: every file and its bytes, checked; empty for nothing.
    std::map<std::string, std::string> shown();
    // Takes in and expects new content.
    void update();
};

}  // namespace baken::testing
