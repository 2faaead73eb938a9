// Any bytes as an EDID: refused, or a size a panel can have. The header and the sum are put right for every second
// input, which otherwise would nearly never pass them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kiosk/draw/edid.hpp"

using namespace baken::draw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (size >= 128 && data[127] % 2 == 0) {
        bytes.replace(0, 8, "\x00\xFF\xFF\xFF\xFF\xFF\xFF\x00", 8);
        bytes[127] = 0;
        unsigned sum = 0;
        for (std::size_t i = 0; i < 127; ++i) sum += static_cast<std::uint8_t>(bytes[i]);
        bytes[127] = static_cast<char>(256 - sum % 256);
    }
    auto panel = read_edid(bytes);
    if (panel && (panel->width_mm < 40 || panel->width_mm > 4000 || panel->height_mm < 40 || panel->height_mm > 4000)) {
        std::abort();
    }
    return 0;
}
