// Takes in from a stick once, on a machine that breaks down: for power_test.cpp.
//   intake-once DATA STICK ROOT
// With BAKEN_DIE_AT=N in the environment the process is gone at its Nth change of the disk (SQLite's included); with
// BAKEN_FULL_AT=N the disk takes no more bytes from then on. Prints the outcome; ends with 0 when content was switched
// in, 3 when it was not, 99 when it died.
#include <fmt/format.h>

#include "exchange/base/disk_files.hpp"
#include "kiosk/sync/intake.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "tests/support/failing_disk.hpp"

int main(int count, char** words) {
    using namespace baken;
    if (count != 4) return 2;
    DiskFiles files;
    auto opened = store::Store::open(files, words[1]);
    if (!opened) {
        fmt::print("{}\n", opened.error().text());
        return 3;
    }
    auto root = files.read(words[3], ByteLimit{1U << 20U});
    auto begun = sync::trust_root(*opened, **root);
    if (!begun) {
        fmt::print("{}\n", begun.error().text());
        return 3;
    }
    sync::StickRoad road(files, words[2]);
    auto outcome = sync::take_in(*opened, road, *parse_rfc3339("2026-11-23T13:00:00Z"));
    fmt::print("{}\n{} changes\n", sync::describe(outcome), testing::disk_changes);
    return outcome.kind == sync::Outcome::Kind::Switched ? 0 : 3;
}
