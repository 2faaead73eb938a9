// cmocka from C++. A failed cmocka assertion is a longjmp, which destructors do not survive, so a CHECK throws instead;
// the guard around each test catches it, lets every object die, and only then tells cmocka.
#pragma once

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

extern "C" {
#include <cmocka.h>
}
#undef fail
#undef skip

namespace baken::testing {

// A CHECK that did not hold.
struct Failure {
    std::string text;
    const char* file;
    int line;
};

// Thrown by a test whose outside data is not there; the run says so and counts it as skipped.
struct Skipped {
    std::string why;
};

[[noreturn]] inline void fail_check(std::string text, const char* file, int line) {
    throw Failure{std::move(text), file, line};
}

template <typename T>
std::string show(const T& value) {
    if constexpr (requires(std::ostringstream& out) { out << value; }) {
        std::ostringstream out;
        out << std::boolalpha << value;
        return out.str();
    } else if constexpr (std::is_enum_v<T>) {
        return std::to_string(static_cast<long long>(value));
    } else {
        return "(not printable)";
    }
}
template <typename T>
std::string show(const std::optional<T>& value) {
    return value ? show(*value) : "(nothing)";
}

template <typename A, typename B>
void check_equal(const A& actual, const B& expected, const char* expression, const char* file, int line) {
    if (actual == expected) return;
    fail_check(std::string(expression) + "\n  is       " + show(actual) + "\n  expected " + show(expected), file, line);
}

// Runs `body`; returns after every object of the test is dead, or jumps into cmocka with nothing alive.
void run_guarded(void (*body)());

template <auto Body, typename Fixture>
void run_with_fixture() {
    if constexpr (std::is_void_v<Fixture>) {
        Body();
    } else {
        Fixture fixture;
        Body(fixture);
    }
}

// test<Body>("says what should happen") or test<Body, Fixture>(...): Body takes a Fixture& built anew for each test.
template <auto Body, typename Fixture = void>
CMUnitTest test(const char* sentence) {
    return CMUnitTest{sentence, [](void**) { run_guarded(&run_with_fixture<Body, Fixture>); }, nullptr, nullptr,
                      nullptr};
}

// Runs the tests and returns main's exit status.
template <std::size_t Count>
int run(const char* module, const CMUnitTest (&tests)[Count]) {
    return _cmocka_run_group_tests(module, tests, Count, nullptr, nullptr);
}

}  // namespace baken::testing

#define CHECK(expression) \
    ((expression) ? void() : ::baken::testing::fail_check("CHECK(" #expression ")", __FILE__, __LINE__))
#define CHECK_EQ(actual, expected) \
    ::baken::testing::check_equal((actual), (expected), "CHECK_EQ(" #actual ", " #expected ")", __FILE__, __LINE__)
// For a Result: fails with the error's own words. CHECK_OK(parse(bytes)); auto x = *parse(bytes);
#define CHECK_OK(expression)                                                                                          \
    do {                                                                                                              \
        if (const auto& checked = (expression); !checked)                                                             \
            ::baken::testing::fail_check("CHECK_OK(" #expression "): " + checked.error().text(), __FILE__, __LINE__); \
    } while (false)
// For a Result that must be refused by the check of this name.
#define CHECK_REFUSED(expression, name)                                                                           \
    do {                                                                                                          \
        const auto& checked = (expression);                                                                       \
        if (checked) ::baken::testing::fail_check(#expression " was not refused", __FILE__, __LINE__);            \
        ::baken::testing::check_equal(checked.error().check, std::string(name), #expression, __FILE__, __LINE__); \
    } while (false)
