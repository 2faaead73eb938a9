#include "exchange/trust/json.hpp"

#include "exchange/trust/encoding.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/trust/trust_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::trust;

namespace {

void canonical_folders() {
    for (const auto& folder : case_folders("trust/canonical_json")) {
        auto json = parse_json(read_text(folder / "in"));
        check_against(json ? canonical_json(*json) : "refused: " + json.error().check, folder / "expected");
    }
}

void what_is_written_reads_back() {
    auto json = *parse_json(R"({"b":[1,-2,true,null,"\n\"\\é\u0001"],"a":{"":9223372036854775807}})");
    CHECK(*parse_json(write_json(json)) == json);
    CHECK_EQ(write_json(json),
             std::string(R"({"a":{"":9223372036854775807},"b":[1,-2,true,null,"\u000a\"\\é\u0001"]})"));
}

void limits_hold() {
    CHECK_REFUSED(parse_json(std::string(101, ' '), {.bytes = 100}), "json.size");
    CHECK_REFUSED(parse_json("[[[[1]]]]", {.depth = 3}), "json.depth");
    CHECK_OK(parse_json("[[[1]]]", {.depth = 3}));
    CHECK_REFUSED(parse_json("[1,2,3,4]", {.values = 4}), "json.count");
    CHECK_REFUSED(parse_json(std::string(100'000, '[')), "json.depth");
}

void hexadecimal() {
    CHECK_EQ(to_hex("\x01\xFF"), std::string("01ff"));
    CHECK_EQ(*from_hex("01fF"), std::string("\x01\xFF"));
    for (const auto* bad : {"0", "0g", "0x11", " 11"}) CHECK(!from_hex(bad));
    CHECK_EQ(percent_quote("../a b%é~"), std::string("..%2Fa%20b%25%C3%A9~"));
}

}  // namespace

int run_json_tests() {
    const CMUnitTest tests[] = {
        test<canonical_folders>("each case folder has the expected canonical form"),
        test<what_is_written_reads_back>("what is written reads back the same"),
        test<limits_hold>("a document beyond a limit is refused"),
        test<hexadecimal>("bytes and text go both ways"),
    };
    return run("trust.json", tests);
}
