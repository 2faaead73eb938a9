#include "kiosk/device/pages.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <string>

#include "tests/device/device_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken::device;
using namespace baken::testing;

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kBytes = 64 * kPage;

// A file of one letter, mapped privately and read from end to end.
class MappedFile {
public:
    explicit MappedFile(const TempFolder& temp) {
        auto path = temp.path / "letters";
        std::ofstream(path) << std::string(kBytes, 'a');
        int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        bytes_ = static_cast<char*>(mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0));
        close(file);
        CHECK(bytes_ != MAP_FAILED);
        CHECK_EQ(std::string(bytes_, kBytes), std::string(kBytes, 'a'));
    }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile() { munmap(bytes_, kBytes); }

    void write(std::size_t at, char letter) { bytes_[at] = letter; }
    void lock() { CHECK_EQ(mprotect(bytes_, kBytes, PROT_READ), 0); }
    [[nodiscard]] std::string text() const { return {bytes_, kBytes}; }
    // How many of its pages this process has at hand (proc(5), pagemap: bit 63).
    [[nodiscard]] std::size_t pages_at_hand() const {
        std::array<std::uint64_t, kBytes / kPage> entries{};
        auto first = reinterpret_cast<std::uintptr_t>(bytes_) / kPage * sizeof entries[0];
        int map = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
        auto read = pread(map, entries.data(), sizeof entries, static_cast<off_t>(first));
        close(map);
        CHECK_EQ(read, static_cast<ssize_t>(sizeof entries));
        std::size_t present = 0;
        for (auto entry : entries) present += entry >> 63U;
        return present;
    }

private:
    char* bytes_ = nullptr;
};

void lets_go_of_what_the_disk_has() {
    TempFolder temp;
    MappedFile file{temp};
    file.lock();
    CHECK_EQ(file.pages_at_hand(), 64U);
    CHECK(let_go_of_unused_pages() >= kBytes);
    CHECK_EQ(file.pages_at_hand(), 0U);
    CHECK_EQ(file.text(), std::string(kBytes, 'a'));
}

void keeps_what_was_written() {
    TempFolder temp;
    MappedFile written{temp};
    written.write(5000, 'b');
    auto expected = written.text();
    let_go_of_unused_pages();
    CHECK_EQ(written.text(), expected);
    written.lock();
    let_go_of_unused_pages();
    CHECK_EQ(written.text(), expected);
    CHECK_EQ(written.pages_at_hand(), 64U);
}

// Has this process the page with this address at hand? (proc(5), pagemap: bit 63)
bool is_at_hand(const void* address) {
    std::uint64_t entry = 0;
    int map = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    auto at = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(address) / kPage * sizeof entry);
    CHECK_EQ(pread(map, &entry, sizeof entry, at), static_cast<ssize_t>(sizeof entry));
    close(map);
    return (entry >> 63U) != 0;
}

// In the middle of what a library only reads.
const volatile char* inside_of(void* library) {
    link_map* map = nullptr;
    CHECK_EQ(dlinfo(library, RTLD_DI_LINKMAP, &map), 0);
    return reinterpret_cast<const char*>(map->l_addr + 256 * kPage);
}

void lets_go_of_libraries() {
    // ICU's data: thirty megabytes that nothing in this program has read.
    void* library = dlopen("libicudata.so.72", RTLD_NOW);
    CHECK(library != nullptr);
    const auto* constants = inside_of(library);
    char before = *constants;
    CHECK(is_at_hand(const_cast<const char*>(constants)));
    CHECK(let_go_of_unused_pages() > 30'000'000);
    CHECK(!is_at_hand(const_cast<const char*>(constants)));
    CHECK_EQ(*constants, before);
    dlclose(library);
}

// Where the linker wrote addresses may not be written to any more, and is not the same on the disk.
struct Words {
    const char* word;
    int (*action)();
};
const Words kWords[] = {{"one", getpagesize}, {"two", getdtablesize}};

void keeps_what_the_linker_wrote() {
    std::string heap(100'000, 'a');
    static int counted = 0;
    counted = 7;
    let_go_of_unused_pages();
    CHECK_EQ(heap, std::string(100'000, 'a'));
    CHECK_EQ(counted, 7);
    CHECK_EQ(std::string(kWords[1].word), "two");
    CHECK_EQ(kWords[0].action(), getpagesize());
}

}  // namespace

int run_pages_tests() {
    const CMUnitTest tests[] = {
        test<lets_go_of_what_the_disk_has>(
            "pages that are the same on the disk are let go and come back by themselves"),
        test<keeps_what_was_written>("a page that was written to is never let go"),
        test<lets_go_of_libraries>("what a library only reads is let go and comes back by itself"),
        test<keeps_what_the_linker_wrote>("heap, variables and the addresses the linker wrote are kept"),
    };
    return cmocka_run_group_tests_name("pages", tests, nullptr, nullptr);
}
