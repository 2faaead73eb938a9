// A machine that breaks down: with BAKEN_DIE_AT=N in the environment the process is gone at its Nth change of the disk
// (SQLite's included), with status 99; with BAKEN_FULL_AT=N the disk takes no more bytes from then on. Included by one
// source file of a program; its calls, and those of its libraries, come here before they reach the kernel.
#pragma once

#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace baken::testing {

inline long number_from(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? 0 : std::atol(text);
}

inline const long kDieAt = number_from("BAKEN_DIE_AT");
inline const long kFullAt = number_from("BAKEN_FULL_AT");
inline long disk_changes = 0;

// Counts one change; the process may not survive it.
inline void change_disk() {
    if (++disk_changes == kDieAt) ::syscall(SYS_exit_group, 99);
}

inline bool is_disk_full(int file) {
    if (kFullAt == 0 || disk_changes < kFullAt || file <= STDERR_FILENO) return false;
    errno = ENOSPC;
    return true;
}

}  // namespace baken::testing

extern "C" {

ssize_t write(int file, const void* bytes, size_t count) {
    if (file > STDERR_FILENO) baken::testing::change_disk();
    return baken::testing::is_disk_full(file) ? -1 : ::syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    baken::testing::change_disk();
    return baken::testing::is_disk_full(file) ? -1 : ::syscall(SYS_pwrite64, file, bytes, count, at);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    baken::testing::change_disk();
    return baken::testing::is_disk_full(file) ? -1 : ::syscall(SYS_pwrite64, file, bytes, count, at);
}

int fsync(int file) {
    baken::testing::change_disk();
    return static_cast<int>(::syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    baken::testing::change_disk();
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

int rename(const char* from, const char* to) noexcept {
    baken::testing::change_disk();
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int unlink(const char* path) noexcept {
    baken::testing::change_disk();
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

}  // extern "C"
