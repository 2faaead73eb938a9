#include "kiosk/app/plain_locale.hpp"

#include <langinfo.h>

#include <string>

#include "tests/app/app_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken::app;
using namespace baken::testing;

namespace {

locale_t of_this_thread() {
    return uselocale(nullptr);
}

void stands_for_this_thread_alone() {
    CHECK(of_this_thread() == LC_GLOBAL_LOCALE);
    {
        PlainLocale plain;
        CHECK(of_this_thread() != LC_GLOBAL_LOCALE);
        CHECK_EQ(std::string(nl_langinfo_l(RADIXCHAR, of_this_thread())), ".");
    }
    CHECK(of_this_thread() == LC_GLOBAL_LOCALE);
}

}  // namespace

int run_plain_locale_tests() {
    const CMUnitTest tests[] = {
        test<stands_for_this_thread_alone>(
            "a thread has a locale of its own, and that of the process again afterwards"),
    };
    return run("app plain locale", tests);
}
