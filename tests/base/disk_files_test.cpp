#include "exchange/base/disk_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/base/base_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::testing;

namespace {

struct TempFolder {
    TempFolder() {
        char name[] = "/tmp/baken-files-XXXXXX";
        path = mkdtemp(name);
    }
    ~TempFolder() { std::filesystem::remove_all(path); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    Path path;
    DiskFiles files;
};

void replaces_whole(TempFolder& here) {
    CHECK_OK(here.files.replace(here.path / "a", "one"));
    CHECK_OK(here.files.replace(here.path / "a", "two"));
    CHECK_EQ(**here.files.read(here.path / "a", ByteLimit{3}), std::string("two"));
    CHECK_EQ((*here.files.list(here.path, 10))->size(), 1U);
}

void absence_is_no_error(TempFolder& here) {
    CHECK(!here.files.read(here.path / "nothing", ByteLimit{10})->has_value());
    CHECK(!here.files.list(here.path / "nothing", 10)->has_value());
    CHECK_OK(here.files.remove(here.path / "nothing"));
}

void refuses_by_name(TempFolder& here) {
    CHECK_OK(here.files.replace(here.path / "big", "0123456789"));
    CHECK_REFUSED(here.files.read(here.path / "big", ByteLimit{9}), "files.too_large");
    std::filesystem::create_symlink(here.path / "big", here.path / "link");
    CHECK(!here.files.read(here.path / "link", ByteLimit{100}));
    CHECK_EQ(mkfifo((here.path / "pipe").c_str(), 0600), 0);
    CHECK_REFUSED(here.files.read(here.path / "pipe", ByteLimit{100}), "files.not_a_file");
    CHECK_REFUSED(here.files.read(here.path, ByteLimit{100}), "files.not_a_file");
    CHECK_REFUSED(here.files.list(here.path, 2), "files.too_many");
}

void lists_sorted(TempFolder& here) {
    CHECK_OK(here.files.replace(here.path / "b", "12"));
    CHECK_OK(here.files.make_folder(here.path / "a"));
    std::filesystem::create_symlink(here.path / "b", here.path / "c");
    auto entries = **here.files.list(here.path, 10);
    CHECK_EQ(entries.size(), 3U);
    CHECK(entries[0] == (FolderEntry{"a", FolderEntry::Kind::Folder, 0, std::nullopt}));
    CHECK(entries[1] == (FolderEntry{"b", FolderEntry::Kind::File, 2, entries[1].stamp}));
    CHECK(entries[2].kind == FolderEntry::Kind::Other);
}

void stamps_each_writing(TempFolder& here) {
    CHECK_OK(here.files.replace(here.path / "b", "12"));
    auto stamp = [&here] { return (**here.files.list(here.path, 10)).front().stamp; };
    auto before = stamp();
    CHECK(before.has_value());
    CHECK(stamp() == before);
    CHECK_OK(here.files.replace(here.path / "b", "21"));
    CHECK(stamp().has_value());
    CHECK(stamp() != before);
}

void failed_replace_leaves_the_old(TempFolder& here) {
    CHECK_OK(here.files.make_folder(here.path / "a"));
    CHECK_OK(here.files.replace(here.path / "a" / "x", "kept"));
    CHECK(!here.files.replace(here.path / "a", "a folder stands here"));
    CHECK_EQ(**here.files.read(here.path / "a" / "x", ByteLimit{9}), std::string("kept"));
    CHECK_EQ((*here.files.list(here.path, 10))->size(), 1U);
}

unsigned permissions_of(const Path& path) {
    struct stat facts{};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777U : 0;
}

void readers_are_chosen(TempFolder& here) {
    CHECK_OK(here.files.replace(here.path / "own", "x"));
    CHECK_OK(DiskFiles(Readers::Everyone).replace(here.path / "published", "x"));
    CHECK_EQ(permissions_of(here.path / "own") & 07U, 0U);
    CHECK_EQ(permissions_of(here.path / "published"), 0644U);
}

// A user who is not the one that runs this.
constexpr uid_t kHub = 65534;

uid_t owner_of(const Path& path) {
    struct stat facts{};
    return ::lstat(path.c_str(), &facts) == 0 ? facts.st_uid : 0;
}

void root_writes_for_the_owner(TempFolder& here) {
    if (::geteuid() != 0) throw Skipped{"only root can write for somebody else"};
    CHECK_OK(here.files.replace(here.path / "old", "root's"));
    CHECK_EQ(::chown(here.path.c_str(), kHub, kHub), 0);
    CHECK_OK(here.files.replace(here.path / "new", "x"));
    CHECK_OK(here.files.write(here.path / "written", "x"));
    CHECK_OK(here.files.make_folder(here.path / "a/b"));
    CHECK_OK(here.files.replace(here.path / "a/b/c", "x"));
    for (const auto* name : {"new", "written", "a", "a/b", "a/b/c"}) CHECK_EQ(owner_of(here.path / name), kHub);
    // A file that was somebody's already stays theirs.
    CHECK_OK(here.files.replace(here.path / "old", "y"));
    CHECK_EQ(owner_of(here.path / "old"), 0U);
}

}  // namespace

int run_disk_files_tests() {
    const CMUnitTest tests[] = {
        test<replaces_whole, TempFolder>("a file is replaced whole and nothing lies beside it"),
        test<absence_is_no_error, TempFolder>("absence is not an error"),
        test<refuses_by_name, TempFolder>("too large, linked and odd files are refused by name"),
        test<lists_sorted, TempFolder>("a folder lists sorted, links are neither file nor folder"),
        test<stamps_each_writing, TempFolder>("a file that was replaced by one as long has another stamp"),
        test<readers_are_chosen, TempFolder>("what is published can be read by everyone, other files cannot"),
        test<failed_replace_leaves_the_old, TempFolder>("a replace that fails leaves the old file and no litter"),
        test<root_writes_for_the_owner, TempFolder>("what root writes belongs to whom the folder belongs"),
    };
    return run("disk files", tests);
}
