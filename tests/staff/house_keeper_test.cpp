#include "kiosk/staff/house_keeper.hpp"

#include <filesystem>

#include "exchange/base/disk_files.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/supply/bell.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::testing;

namespace {

struct Cellar {
    [[nodiscard]] std::string kept() {
        auto bytes = files.read(file, ByteLimit{1'000});
        CHECK_OK(bytes);
        return bytes->value_or("");
    }

    TempFolder folder;
    DiskFiles files;
    Path file = folder.path / "data/house.json";
    Bell bell;
};

void keeps_the_newest(Cellar& here) {
    CHECK_OK(here.files.make_folder(here.file.parent_path()));
    {
        HouseKeeper keeper(here.files, here.file, [&] { here.bell.ring(); });
        for (int state = 0; state < 100; ++state) keeper.keep(std::to_string(state));
        CHECK(!keeper.trouble());
    }
    CHECK_EQ(here.kept(), std::string("99"));
}

void tries_again(Cellar& here) {
    HouseKeeper keeper(here.files, here.file, [&] { here.bell.ring(); }, std::chrono::milliseconds{1});
    keeper.keep("water is limited");
    CHECK(here.bell.wait());
    CHECK(keeper.trouble().has_value());
    CHECK_OK(here.files.make_folder(here.file.parent_path()));
    CHECK(here.bell.wait());
    CHECK(!keeper.trouble());
    CHECK_EQ(here.kept(), std::string("water is limited"));
}

}  // namespace

int run_house_keeper_tests() {
    const CMUnitTest tests[] = {
        test<keeps_the_newest, Cellar>("what was given last is on the disk at the end"),
        test<tries_again, Cellar>("what could not be written is told, and written once the disk takes it"),
    };
    return run("staff house keeper", tests);
}
