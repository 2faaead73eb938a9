// The store in memory where the disk answers oddly. What it is for is told in tests/supply/worn_card_test.cpp.
#include "kiosk/store/spare.hpp"

#include <filesystem>

#include "exchange/base/disk_files.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

struct Folders {
    TempFolder temp;
    DiskFiles files;
    Path worn = temp.path / "data";
    Path spare = temp.path / "spare";
};

// A link that leads to itself: the system cannot say whether something is there.
void put_riddle(const Path& at) {
    std::filesystem::create_symlink(at.filename(), at);
}

void no_answer_is_no_spare(Folders& here) {
    put_riddle(here.spare);
    CHECK(!newer_spare(here.files, here.spare, 0));
}

void no_answer_is_no_copy(Folders& here) {
    {
        auto card = Store::open(here.files, here.worn);
        CHECK_OK(card);
        CHECK_OK(card->switch_to({0, 3, {}, {}}, {}, std::nullopt));
    }
    std::filesystem::create_directories(here.spare / "making");
    put_riddle(here.spare / "making" / Store::kFile);
    auto spare = open_spare(here.files, SystemClock{}, here.worn, here.spare, 3);
    CHECK_OK(spare);
    CHECK_EQ((*spare->current())->version, 3);
}

}  // namespace

int run_spare_tests() {
    const CMUnitTest tests[] = {
        test<no_answer_is_no_spare, Folders>("where the system cannot say what is there, there is no newer store"),
        test<no_answer_is_no_copy, Folders>("a copy of which the system cannot say whether it is there is made anew"),
    };
    return run("store spare", tests);
}
