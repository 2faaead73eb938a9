// What a hub remembers of the messages of others that lie in the region's folder.
#include <algorithm>
#include <filesystem>

#include "cp/office/cap_imports.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/altered_disk.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

class CountingDisk final : public AlteredDisk {
public:
    std::size_t reads = 0;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        ++reads;
        return AlteredDisk::read(path, limit);
    }
};

// Three messages that this hub has read, and another hub that has the same folder.
struct ReadOnce {
    TempFolder temporary;
    Path folder = temporary.path / "imports";
    CountingDisk disk;
    DiskFiles files;
    CapImports here{disk, folder};
    CapImports there{files, folder};

    ReadOnce() {
        std::vector<bulletins::Alert> alerts;
        for (const auto* name : {"one", "two", "three"}) {
            auto gathered = gather_from_bytes(cap_message(name));
            CHECK_OK(gathered);
            alerts.push_back(gathered->alerts.front());
        }
        CHECK_OK(here.keep("file", alerts, *parse_rfc3339("2026-11-23T13:00:00Z")));
        CHECK_EQ(all().size(), 3U);
        disk.reads = 0;
    }
    std::vector<Import> all() {
        auto found = here.all();
        CHECK_OK(found);
        return *found;
    }
    std::ptrdiff_t taken() { return std::ranges::count(all(), ImportState::Taken, &Import::state); }
};

void reads_nothing_twice(ReadOnce& once) {
    auto all = once.all();
    CHECK_EQ(all.size(), 3U);
    for (const auto& import : all) CHECK_EQ(import.alert.infos.size(), 1U);
    CHECK_EQ(once.disk.reads, 0U);
}

void reads_what_changed(ReadOnce& once) {
    auto id = once.all().front().id;
    CHECK_OK(once.there.set(id, ImportState::Taken));
    CHECK_EQ(once.taken(), 1);
    CHECK_EQ(once.disk.reads, 1U);
    CHECK_OK(once.here.set(id, ImportState::Waiting));
    CHECK_EQ(once.taken(), 0);
    std::filesystem::remove(once.folder / (id + ".json"));
    CHECK_EQ(once.all().size(), 2U);
}

// A hub that writes just now has a file beside it for a moment.
void lists_no_half_file(ReadOnce& once) {
    CHECK_OK(once.files.replace(once.folder / (once.all().front().id + ".json.new"), "{"));
    CHECK_EQ(once.all().size(), 3U);
}

}  // namespace

int run_imports_kept_tests() {
    const CMUnitTest tests[] = {
        test<reads_nothing_twice, ReadOnce>("a message of others that lies there as it did is not read again"),
        test<reads_what_changed, ReadOnce>("what another hub decided on a message of others is seen here"),
        test<lists_no_half_file, ReadOnce>("a file that is only being written is no message"),
    };
    return cmocka_run_group_tests_name("imports_kept", tests, nullptr, nullptr);
}
