#include "cp/hub/request_target.hpp"

#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

void takes_plain_paths() {
    CHECK_EQ(parse_request_target("/")->path, std::string(""));
    CHECK_EQ(parse_request_target("/baken/repository/metadata/1.root.json")->path,
             std::string("baken/repository/metadata/1.root.json"));
    CHECK_EQ(parse_request_target("/a%20b/%C3%A9")->path, std::string("a b/é"));
    CHECK_EQ(parse_request_target("/a%252Fb")->path, std::string("a%2Fb"));
    CHECK_EQ(parse_request_target("http://hub.example:80/a?x=1")->path, std::string("a"));
}

void refuses_what_climbs() {
    for (const char* text :
         {"/..",    "/../a",     "/a/../b",     "/a/..",      "/./a",        "/a//b",     "//a",
          "/a/",    "/%2e%2e/a", "/a/%2E%2E/b", "/..%2fa",    "/a%2f..%2fb", "/a\\..\\b", "/a%5c..%5cb",
          "/a%00b", "/%0a",      "/.git",       "/a/.hidden", "/%2e",        "/a%2f"}) {
        if (parse_request_target(text)) fail_check(text, __FILE__, __LINE__);
    }
}

void refuses_what_is_malformed() {
    for (const char* text : {"", "a", "*", "http://hub.example", "ftp://a/b", "/a%", "/a%2", "/a%zz", "/a b", "/a#b",
                             "/\xc3\xa9", "/%ff", "/a?x=%", "/a\r\nb"}) {
        if (parse_request_target(text)) fail_check(text, __FILE__, __LINE__);
    }
    CHECK(parse_request_target("/" + std::string(1024, 'a')).has_value());
    CHECK(!parse_request_target("/" + std::string(1025, 'a')).has_value());
    CHECK(parse_request_target("/a?" + std::string(2045, 'a')).has_value());
    CHECK(!parse_request_target("/a?" + std::string(2046, 'a')).has_value());
}

void reads_questions() {
    auto target = parse_request_target("/c?after=12&x&y=a%26b&y=2");
    CHECK_EQ(*target->value("after"), std::string_view("12"));
    CHECK_EQ(*target->value("x"), std::string_view(""));
    CHECK(!target->value("y"));
    CHECK(!target->value("z"));
    CHECK_EQ(target->query[2].second, std::string("a&b"));
    CHECK_EQ(parse_request_target("/c?")->query.size(), 0U);
    std::string many = "/c?a";
    for (int count = 0; count < 15; ++count) many += "&a";
    CHECK(parse_request_target(many).has_value());
    CHECK(!parse_request_target(many + "&a").has_value());
}

void reads_numbers() {
    CHECK_EQ(*parse_number("0"), 0);
    CHECK_EQ(*parse_number("9223372036854775807"), INT64_MAX);
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808"}) {
        if (parse_number(text)) fail_check(text, __FILE__, __LINE__);
    }
}

}  // namespace

int run_request_target_tests() {
    const CMUnitTest tests[] = {
        test<takes_plain_paths>("a plain path is decoded once"),
        test<refuses_what_climbs>("a path that climbs, hides or ends in a slash is refused"),
        test<refuses_what_is_malformed>("what is no request target is refused"),
        test<reads_questions>("questions are decoded, and one asked twice has no answer"),
        test<reads_numbers>("a number is digits alone"),
    };
    return run("request target", tests);
}
