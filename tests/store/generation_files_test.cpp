#include "kiosk/store/generation_files.hpp"

#include "tests/store/partition.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

struct View : Partition {
    Path root = "/shown";
    GenerationFiles view{files, store->objects(),
                         files_with({{"pages/water/nl.md", "water"},
                                     {"pages/water-2/nl.md", "more"},
                                     {"pages/water.md", "x"},
                                     {"situation.toml", "s"}}),
                         root};
};

void shows_a_folder(View& here) {
    auto top = **here.view.list(here.root, 10);
    CHECK_EQ(top.size(), 2U);
    CHECK(top[0] == (FolderEntry{"pages", FolderEntry::Kind::Folder, 0}));
    CHECK(top[1] == (FolderEntry{"situation.toml", FolderEntry::Kind::File, 1}));
    auto pages = **here.view.list(here.root / "pages", 10);
    CHECK_EQ(pages.size(), 3U);
    CHECK_EQ(pages[0].name, std::string("water"));
    CHECK_EQ(pages[1].name, std::string("water-2"));
    CHECK_EQ(pages[2].name, std::string("water.md"));
    CHECK(!here.view.list(here.root / "nothing", 10)->has_value());
    CHECK_REFUSED(here.view.list(here.root / "pages", 2), "files.too_many");
    CHECK_EQ(**here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), std::string("water"));
    CHECK(!here.view.read(here.root / "pages", ByteLimit{5})->has_value());
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{4}), "files.too_large");
}

void checks_what_it_reads(View& here) {
    here.damage("water");
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), "store.object_damaged");
    std::filesystem::remove(here.path_of("water"));
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), "store.object_missing");
}

void stays_as_it_is(View& here) {
    CHECK_REFUSED(here.view.replace(here.root / "new", "x"), "files.read_only");
    CHECK_REFUSED(here.view.remove(here.root / "situation.toml"), "files.read_only");
    CHECK_REFUSED(here.view.rename(here.temp.path / "a", here.root / "a"), "files.read_only");
    CHECK_OK(here.view.replace(here.temp.path / "elsewhere", "x"));
    CHECK_EQ(**here.view.read(here.temp.path / "elsewhere", ByteLimit{5}), std::string("x"));
    CHECK(!here.view.read(here.root / "../shown-not", ByteLimit{5})->has_value());
}

}  // namespace

int run_generation_files_tests() {
    const CMUnitTest tests[] = {
        test<shows_a_folder, View>("a generation reads as a folder"),
        test<checks_what_it_reads, View>("what is read from a generation is hashed first"),
        test<stays_as_it_is, View>("a generation cannot be changed through its files"),
    };
    return run("store generation files", tests);
}
