#include "kiosk/device/pages.hpp"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace baken::device {
namespace {

// One line block of /proc/self/smaps (proc(5)).
struct Mapping {
    std::uintptr_t from = 0;
    std::uintptr_t to = 0;
    bool of_a_file = false;
    bool may_be_written = true;
    std::size_t resident = 0;  // bytes
    std::size_t own = 0;       // bytes that are no longer those of the file
};

bool begins_mapping(const std::string& line, Mapping& mapping) {
    char may[5]{};
    std::uint64_t inode = 0;
    Mapping read;
    int fields = std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s %*x %*x:%*x %" SCNu64, &read.from, &read.to,
                             may, &inode);
    constexpr int kFields = 4;
    if (fields != kFields) return false;
    // A library that another thread is taking in may be here half made, its data as if nobody could write them.
    read.of_a_file = inode != 0 && line.find(".so") == std::string::npos;
    read.may_be_written = may[1] == 'w' || may[3] == 's';
    mapping = read;
    return true;
}

std::size_t kilobytes(const std::string& line) {
    constexpr std::size_t kKilobyte = 1024;
    return std::stoul(line.substr(line.find(':') + 1)) * kKilobyte;
}

std::vector<Mapping> mappings() {
    std::vector<Mapping> all;
    std::ifstream lines{"/proc/self/smaps"};
    Mapping begun;
    for (std::string line; std::getline(lines, line);) {
        if (begins_mapping(line, begun))
            all.push_back(begun);
        else if (all.empty())
            continue;
        else if (line.starts_with("Rss:"))
            all.back().resident = kilobytes(line);
        else if (line.starts_with("Anonymous:") || line.starts_with("Swap:"))
            all.back().own += kilobytes(line);
    }
    return all;
}

bool is_same_as_file(const Mapping& mapping) {
    return mapping.of_a_file && !mapping.may_be_written && mapping.own == 0 && mapping.resident > 0;
}

// The addresses come from the lists of the kernel and of the dynamic linker.
bool let_go(std::uintptr_t from, std::uintptr_t to) {
    auto* start = reinterpret_cast<void*>(from);  // NOLINT(performance-no-int-to-ptr)
    return madvise(start, to - from, MADV_DONTNEED) == 0;
}

// Of the program or a library, from the dynamic linker's list: what it is only now mapping is not in there yet, and the
// list is kept still meanwhile.
int let_go_of_one(dl_phdr_info* object, std::size_t, void* total) {
    auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    for (int number = 0; number < object->dlpi_phnum; ++number) {
        const auto& segment = object->dlpi_phdr[number];
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
        // Segments are mapped one by one, so no two share a page.
        auto begin = (object->dlpi_addr + segment.p_vaddr) / page * page;
        auto end = (object->dlpi_addr + segment.p_vaddr + segment.p_memsz + page - 1) / page * page;
        if (let_go(begin, end)) *static_cast<std::size_t*>(total) += end - begin;
    }
    return 0;
}

// Of all other files, fonts above all.
std::size_t let_go_of_files() {
    std::size_t bytes = 0;
    for (const auto& mapping : mappings()) {
        if (is_same_as_file(mapping) && let_go(mapping.from, mapping.to)) bytes += mapping.resident;
    }
    return bytes;
}

}  // namespace

std::size_t let_go_of_unused_pages() {
    malloc_trim(0);
    std::size_t bytes = let_go_of_files();
    dl_iterate_phdr(let_go_of_one, &bytes);
    return bytes;
}

}  // namespace baken::device
