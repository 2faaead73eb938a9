#include "kiosk/store/identity.hpp"

#include <fstream>

#include "exchange/base/disk_files.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

struct Drawer {
    TempFolder temp;
    DiskFiles files;
};

void keys_stay_the_same(Drawer& drawer) {
    auto first = open_identity(drawer.files, drawer.temp.path);
    CHECK_OK(first);
    auto again = open_identity(drawer.files, drawer.temp.path);
    CHECK(first->enrolment() == again->enrolment());
    CHECK_EQ(first->id().size(), 64U);
    std::ofstream(drawer.temp.path / "sealing.key") << "rot";
    auto anew = open_identity(drawer.files, drawer.temp.path);
    CHECK_OK(anew);
    CHECK_EQ(anew->trouble->check, std::string("identity.damaged"));
    CHECK(first->enrolment() != anew->enrolment());
}

}  // namespace

int run_identity_tests() {
    const CMUnitTest tests[] = {
        test<keys_stay_the_same, Drawer>("the kiosk's keys stay the same, and damaged ones are made anew"),
    };
    return run("identity", tests);
}
