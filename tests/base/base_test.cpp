#include "exchange/base/clock.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/base/text.hpp"
#include "exchange/base/time.hpp"
#include "tests/base/base_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::testing;

namespace {

void reads_offsets() {
    CHECK_EQ(to_rfc3339(*parse_rfc3339("2026-11-23T14:08:00+01:00")), std::string("2026-11-23T13:08:00Z"));
    CHECK_EQ(to_rfc3339(*parse_rfc3339("2026-11-23T14:08:00-00:00")), std::string("2026-11-23T14:08:00Z"));
    CHECK_EQ(to_rfc3339(*parse_rfc3339("2026-11-23 14:08:00.257Z")), std::string("2026-11-23T14:08:00Z"));
    CHECK_EQ(parse_rfc3339("2026-11-23T14:08:00.257Z")->time_since_epoch().count() % 1000, 257);
}

void refuses_other_forms() {
    for (auto text : {"", "2026-11-23", "2026-11-23T14:08:00", "2026-02-30T00:00:00Z", "2026-11-23T24:00:00Z",
                      "2026-11-23T14:08:00+0100", "2026-11-23T14:08:00Zx", "0000-01-01T00:00:00Z"}) {
        if (parse_rfc3339(text)) fail_check(std::string("accepted ") + text, __FILE__, __LINE__);
    }
}

void ids_sort_by_time() {
    auto earlier = new_uuid7(Instant{Duration{1000}});
    auto later = new_uuid7(Instant{Duration{1'000'000}});
    CHECK(is_uuid7(earlier) && is_uuid7(later));
    CHECK(moment_of_uuid7(later) == Instant{Duration{1'000'000}});
    CHECK(earlier < later);
    CHECK(new_uuid7(Instant{Duration{1000}}) != earlier);
    CHECK(!is_uuid7("../../etc/passwd"));
    CHECK(!is_uuid7("018f0000-0000-4000-8000-000000000000"));
}

void utf8_is_strict() {
    CHECK(is_utf8("Noodsteunpunt, Нідерланди, ሰላም, 水"));
    for (std::string_view bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE2\x82"})
        CHECK(!is_utf8(bad));
}

void manual_clock_moves_only_by_hand() {
    ManualClock clock{*parse_rfc3339("2026-11-23T14:08:00Z")};
    auto start = clock.tick();
    clock.set(*parse_rfc3339("1970-01-01T00:00:00Z"));
    CHECK(clock.tick() == start);
    clock.advance(std::chrono::seconds{5});
    CHECK_EQ(to_rfc3339(clock.now()), std::string("1970-01-01T00:00:05Z"));
    CHECK(clock.tick() - start == std::chrono::seconds{5});
}

void forgets_what_was_not_synced() {
    MemoryFiles disk;
    disk.put("data/a", "old");
    CHECK_OK(disk.rename("data/a", "data/b"));
    disk.power_cut();
    CHECK_EQ(**disk.read("data/a", ByteLimit{10}), std::string("old"));
    CHECK_OK(disk.rename("data/a", "data/b"));
    CHECK_OK(disk.sync_folder("data"));
    disk.power_cut();
    CHECK(!disk.read("data/a", ByteLimit{10})->has_value());
    CHECK_EQ(**disk.read("data/b", ByteLimit{10}), std::string("old"));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<reads_offsets>("a moment is read with its offset"),
        test<refuses_other_forms>("a moment in another form is refused"),
        test<ids_sort_by_time>("ids sort by time, differ, and are recognised"),
        test<utf8_is_strict>("malformed UTF-8 is not taken for text"),
        test<manual_clock_moves_only_by_hand>("a manual clock moves only by hand"),
        test<forgets_what_was_not_synced>("the memory disk forgets what was not synced"),
    };
    return run("base", tests) + run_disk_files_tests();
}
