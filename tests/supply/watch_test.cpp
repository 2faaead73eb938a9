// The worker's thread. Run under the thread sanitizer as well.
#include "kiosk/supply/content_watch.hpp"

#include <fstream>

#include "exchange/base/disk_files.hpp"
#include "tests/supply/bell.hpp"
#include "tests/supply/supply_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::supply;
using namespace baken::testing;
namespace fs = std::filesystem;

namespace {

struct Shelf {
    Shelf() {
        fs::remove_all(root);
        fs::create_directories(root / "bulletins");
    }
    ~Shelf() { fs::remove_all(root); }

    std::unique_ptr<ContentWatch> watch(std::vector<Path> roots) {
        auto started = ContentWatch::start(files, clock, std::move(roots), "", [this] { bell.ring(); });
        CHECK_OK(started);
        return std::move(*started);
    }
    void put(const std::string& name) {
        fs::copy_file("content/demo/bulletins/" + name, root / "bulletins" / name,
                      fs::copy_options::overwrite_existing);
    }

    Path root = fs::absolute("tests/out/watch");
    DiskFiles files;
    SystemClock clock;
    Bell bell;
};

void a_new_file_arrives(Shelf& shelf) {
    auto watch = shelf.watch({shelf.root});
    CHECK(watch->take() == nullptr);
    shelf.put("demo-05-water-point.xml");
    CHECK(shelf.bell.wait());
    auto holdings = watch->take();
    CHECK(holdings != nullptr);
    CHECK_EQ(holdings->alerts.size(), std::size_t{1});
    CHECK(watch->take() == nullptr);
}

void changes_and_removals_arrive(Shelf& shelf) {
    shelf.put("demo-05-water-point.xml");
    auto watch = shelf.watch({shelf.root});
    shelf.put("demo-06-rumour.xml");
    CHECK(shelf.bell.wait());
    CHECK_EQ(watch->take()->alerts.size(), std::size_t{2});
    fs::remove(shelf.root / "bulletins" / "demo-05-water-point.xml");
    CHECK(shelf.bell.wait());
    CHECK_EQ(watch->take()->alerts.size(), std::size_t{1});
}

void a_half_written_file_is_a_finding_until_it_is_whole(Shelf& shelf) {
    auto watch = shelf.watch({shelf.root});
    auto whole = read_text("content/demo/bulletins/demo-05-water-point.xml");
    auto file = shelf.root / "bulletins" / "demo-05-water-point.xml";
    std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() / 2);
    CHECK(shelf.bell.wait());
    auto half = watch->take();
    CHECK(half->alerts.empty());
    CHECK_EQ(half->content.all_findings().size(), std::size_t{1});
    std::ofstream(file, std::ios::binary) << whole;
    CHECK(shelf.bell.wait());
    CHECK_EQ(watch->take()->alerts.size(), std::size_t{1});
}

void a_new_folder_is_watched_too(Shelf& shelf) {
    fs::remove_all(shelf.root / "bulletins");
    auto watch = shelf.watch({shelf.root});
    fs::create_directories(shelf.root / "bulletins");
    CHECK(shelf.bell.wait());
    CHECK(watch->take() != nullptr);
    shelf.put("demo-05-water-point.xml");
    CHECK(shelf.bell.wait());
    CHECK_EQ(watch->take()->alerts.size(), std::size_t{1});
}

void it_ends_when_nobody_wants_it(Shelf& shelf) {
    for (int i = 0; i < 20; ++i) {
        auto watch = shelf.watch({shelf.root, "tests/out/there-is-no-such-root"});
        if (i % 2 == 0) shelf.put("demo-05-water-point.xml");
    }
}

// What was read belongs to the taker alone while the worker goes on reading.
void what_was_taken_stays_whole(Shelf& shelf) {
    shelf.put("demo-05-water-point.xml");
    auto watch = shelf.watch({shelf.root});
    shelf.put("demo-06-rumour.xml");
    CHECK(shelf.bell.wait());
    auto first = watch->take();
    shelf.put("demo-07-emergency-number.xml");
    std::size_t letters = 0;
    for (int round = 0; round < 200; ++round) {
        for (const auto& received : first->alerts) letters += received.alert.identifier.size();
    }
    CHECK(letters > 0);
    CHECK(shelf.bell.wait());
    CHECK_EQ(watch->take()->alerts.size(), std::size_t{3});
    CHECK_EQ(first->alerts.size(), std::size_t{2});
}

}  // namespace

int run_watch_tests() {
    const CMUnitTest tests[] = {
        test<a_new_file_arrives, Shelf>("a new file arrives"),
        test<changes_and_removals_arrive, Shelf>("changes and removals arrive"),
        test<a_half_written_file_is_a_finding_until_it_is_whole, Shelf>(
            "a half-written file is a finding until it is whole"),
        test<a_new_folder_is_watched_too, Shelf>("a folder that comes later is watched too"),
        test<it_ends_when_nobody_wants_it, Shelf>("the worker ends when nobody wants it any more"),
        test<what_was_taken_stays_whole, Shelf>("what was taken stays as it is while the worker reads on"),
    };
    return run("supply watch", tests);
}
