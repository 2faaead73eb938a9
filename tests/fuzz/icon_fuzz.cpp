// Any bytes as an icon file: refused, or drawn at any size.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/draw/icon.hpp"

using namespace baken::draw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto raster = VectorRaster::open();
    auto icon = Icon::read({reinterpret_cast<const char*>(data), size}, *raster);
    if (!icon || !icon->check()) return 0;
    for (Size place : {Size{66, 66}, {1, 300}, {17, 9}}) {
        if (icon->mask(place, Mirror::Yes).size != place) std::abort();
    }
    return 0;
}
