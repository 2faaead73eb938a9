#include "cp/hub/byte_range.hpp"

#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

constexpr RangeAnswer kWhole{};
constexpr RangeAnswer kUnsatisfiable{RangeVerdict::Unsatisfiable, {}};

constexpr RangeAnswer part(std::uint64_t begin, std::uint64_t length) {
    return {RangeVerdict::Part, {begin, length}};
}

void reads_parts() {
    CHECK(parse_range("bytes=0-0", 10) == part(0, 1));
    CHECK(parse_range("bytes=2-5", 10) == part(2, 4));
    CHECK(parse_range("bytes=2-", 10) == part(2, 8));
    CHECK(parse_range("bytes=-3", 10) == part(7, 3));
    CHECK(parse_range("bytes=-30", 10) == part(0, 10));
    CHECK(parse_range("bytes=9-100", 10) == part(9, 1));
    CHECK(parse_range("Bytes= 1-2 ", 10) == part(1, 2));
    CHECK(parse_range("bytes=0-9223372036854775807", 10) == part(0, 10));
}

void knows_the_end() {
    CHECK(parse_range("bytes=10-", 10) == kUnsatisfiable);
    CHECK(parse_range("bytes=10-11", 10) == kUnsatisfiable);
    CHECK(parse_range("bytes=-0", 10) == kUnsatisfiable);
    CHECK(parse_range("bytes=0-", 0) == kUnsatisfiable);
    CHECK(parse_range("bytes=-1", 0) == kUnsatisfiable);
}

void ignores_others() {
    for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2",
                               "bytes=1", "bytes=1-2-3", "bytes=--1", "bytes=99999999999999999999-"}) {
        if (parse_range(header, 10) != kWhole) fail_check(header, __FILE__, __LINE__);
    }
}

void compares_tags() {
    CHECK(names_tag("\"a\"", "\"a\""));
    CHECK(names_tag("\"b\", W/\"a\"", "\"a\""));
    CHECK(names_tag(" * ", "\"a\""));
    CHECK(!names_tag("\"b\"", "\"a\""));
    CHECK(!names_tag("a", "\"a\""));
    CHECK(!names_tag("", "\"a\""));
}

}  // namespace

int run_byte_range_tests() {
    const CMUnitTest tests[] = {
        test<reads_parts>("one range gives the part of the file that it names"),
        test<knows_the_end>("a range after the end cannot be satisfied"),
        test<ignores_others>("several ranges, other units and nonsense give the whole file"),
        test<compares_tags>("entity tags are compared weakly, and a star stands for any"),
    };
    return run("byte range", tests);
}
