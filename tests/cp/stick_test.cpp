#include "cp/inbox/stick.hpp"

#include <sys/stat.h>

#include "cp/region/generation.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct StickOffice : Office {
    Path stick = folder.path / "stick";
    StickOffice() {
        std::filesystem::create_directory(stick);
        begin();
        CHECK_OK(publish());
    }
    Result<Generation> published_now() { return read_generation(files, region.repository(), clock.now()); }
    Result<StickReport> write() {
        TRY(auto generation, published_now());
        return write_stick(files, region.repository(), generation, stick);
    }
    Result<Generation> read() { return read_generation(files, stick / "baken/repository", clock.now()); }
};

void carries_what_is_published(StickOffice& office) {
    CHECK_OK(office.write());
    auto generation = office.read();
    CHECK_OK(generation);
    CHECK_EQ(generation->targets.size(), 7U);
    auto again = office.write();
    CHECK_EQ(again->written, 0U);
    CHECK_EQ(again->kept, generation->targets.size() + generation->metadata.size());
}

void forgets_what_is_old(StickOffice& office) {
    CHECK_OK(office.write());
    CHECK_OK(office.publishing.rotate("root"));
    std::filesystem::remove(office.content() / "sites/noord.png");
    CHECK_OK(office.publish());
    auto report = office.write();
    CHECK_OK(report);
    // The old municipality, snapshot and picture.
    CHECK_EQ(report->removed, 3U);
    CHECK(std::filesystem::exists(office.stick / "baken/repository/metadata/1.root.json"));
    CHECK_EQ(office.read()->targets.size(), 6U);
}

void repairs(StickOffice& office) {
    CHECK_OK(office.write());
    auto generation = *office.read();
    CHECK_OK(office.files.replace(office.stick / "baken/repository" / generation.targets["sites/noord.png"], "rot"));
    CHECK_EQ(office.write()->written, 1U);
    CHECK_OK(office.read());
}

// The stick and the region on a disk that records the order.
void writes_metadata_last(StickOffice& office) {
    MemoryFiles disk;
    auto sources = *trust::list_tree(office.files, office.region.repository());
    for (const auto& [name, path] : sources) disk.put("region/" + name, office.published(name));
    disk.put("stick/other", "kept");
    CHECK_OK(write_stick(disk, "region", *office.published_now(), "stick"));
    std::vector<std::string> written;
    for (const auto& touch : disk.touched) {
        if (touch.starts_with("replace stick/")) written.push_back(touch.substr(touch.find("repository/") + 11));
    }
    auto first_metadata = std::ranges::find_if(written, [](const auto& name) { return name.starts_with("metadata/"); });
    CHECK(std::ranges::none_of(first_metadata, written.end(),
                               [](const auto& name) { return name.starts_with("targets/"); }));
    CHECK_EQ(*first_metadata, std::string("metadata/1.root.json"));
    CHECK_EQ(written.back(), std::string("metadata/timestamp.json"));
    CHECK_EQ(written[written.size() - 2], std::string("metadata/2.snapshot.json"));
    CHECK_EQ(written[written.size() - 3], std::string("metadata/1.targets.json"));
}

void refuses_damage(StickOffice& office) {
    auto whole = *office.published_now();
    auto name = whole.targets["sites/noord.png"];
    CHECK_OK(office.files.replace(office.region.repository() / name, "a Picture"));
    CHECK_REFUSED(office.write(), "tuf.target.hash");
    CHECK(!std::filesystem::exists(office.stick / "baken"));
    CHECK_REFUSED(write_stick(office.files, office.region.repository(), whole, office.stick / "no"), "stick.missing");
    CHECK_REFUSED(read_generation(office.files, office.stick, office.clock.now()), "repository.missing");
}

// Nobody waits with a publication for a slow stick.
void carries_what_was_read(StickOffice& office) {
    auto before = *office.published_now();
    office.put("bulletins/two.xml", cap_message("two"));
    CHECK_OK(office.publish());
    CHECK_OK(write_stick(office.files, office.region.repository(), before, office.stick));
    auto carried = office.read();
    CHECK_OK(carried);
    CHECK(carried->timestamp == before.timestamp);
    CHECK(!carried->has("bulletins/two.xml"));
    CHECK_OK(office.write());
    CHECK(office.read()->has("bulletins/two.xml"));
}

}  // namespace

int run_stick_tests() {
    const CMUnitTest tests[] = {
        test<carries_what_is_published, StickOffice>("a stick carries what is published, and is not written twice"),
        test<forgets_what_is_old, StickOffice>("what is no longer published leaves the stick, roots stay"),
        test<repairs, StickOffice>("a file that rotted on the stick is written anew"),
        test<writes_metadata_last, StickOffice>("targets are written before metadata, the timestamp last"),
        test<carries_what_was_read, StickOffice>("what is published while a stick is written leaves the stick whole"),
        test<refuses_damage, StickOffice>("a damaged repository is not carried anywhere"),
    };
    return run("stick", tests);
}
