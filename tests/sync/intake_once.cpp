// Takes in from a stick once, on a machine that breaks down: for power_test.cpp.
//   intake-once DATA STICK ROOT
// With BAKEN_DIE_AT=N in the environment the process is gone at its Nth change of the disk (SQLite's included); with
// BAKEN_FULL_AT=N the disk takes no more bytes from then on. Prints the outcome; ends with 0 when content was switched
// in, 3 when it was not, 99 when it died.
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "exchange/base/disk_files.hpp"
#include "kiosk/sync/intake.hpp"
#include "kiosk/sync/stick_road.hpp"

namespace {

long number_from(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? 0 : std::atol(text);
}

const long kDieAt = number_from("BAKEN_DIE_AT");
const long kFullAt = number_from("BAKEN_FULL_AT");
long changes = 0;

// Counts one change; the process may not survive it.
void change() {
    if (++changes == kDieAt) ::syscall(SYS_exit_group, 99);
}

bool is_full(int file) {
    if (kFullAt == 0 || changes < kFullAt || file <= STDERR_FILENO) return false;
    errno = ENOSPC;
    return true;
}

}  // namespace

// The program's own calls and those of its libraries come here before they reach the kernel.
extern "C" {

ssize_t write(int file, const void* bytes, size_t count) {
    if (file > STDERR_FILENO) change();
    return is_full(file) ? -1 : ::syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    change();
    return is_full(file) ? -1 : ::syscall(SYS_pwrite64, file, bytes, count, at);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    change();
    return is_full(file) ? -1 : ::syscall(SYS_pwrite64, file, bytes, count, at);
}

int fsync(int file) {
    change();
    return static_cast<int>(::syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    change();
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

int rename(const char* from, const char* to) noexcept {
    change();
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int unlink(const char* path) noexcept {
    change();
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

}  // extern "C"

int main(int count, char** words) {
    using namespace baken;
    if (count != 4) return 2;
    DiskFiles files;
    auto opened = store::Store::open(files, words[1]);
    if (!opened) {
        fmt::print("{}\n", opened.error().text());
        return 3;
    }
    auto root = files.read(words[3], ByteLimit{1U << 20U});
    auto begun = sync::trust_root(*opened, **root);
    if (!begun) {
        fmt::print("{}\n", begun.error().text());
        return 3;
    }
    sync::StickRoad road(files, words[2]);
    auto outcome = sync::take_in(*opened, road, *parse_rfc3339("2026-11-23T13:00:00Z"));
    fmt::print("{}\n{} changes\n", sync::describe(outcome), changes);
    return outcome.kind == sync::Outcome::Kind::Switched ? 0 : 3;
}
