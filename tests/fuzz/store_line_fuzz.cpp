// Any bytes as a line of a backup's store.
#include <cstdint>
#include <string_view>

#include "cp/inbox/store_archive.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view line(reinterpret_cast<const char*>(data), size);
    static_cast<void>(baken::cp::is_store_line(line));
    return 0;
}
