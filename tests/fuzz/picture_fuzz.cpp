// Any bytes as a picture: refused, or pixels that can be drawn smaller and larger.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/picture.hpp"

using namespace baken::draw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr PictureLimits kLimits{.bytes = 100'000, .pixels = 250'000, .kept_pixels = 20'000};
    auto picture = Picture::decode({reinterpret_cast<const char*>(data), size}, kLimits);
    if (!picture) return 0;
    if (picture->size().w * picture->size().h > kLimits.kept_pixels) std::abort();
    Frame frame({64, 48});
    Canvas canvas(frame);
    canvas.picture(*picture, {3, 4, 50, 20});
    canvas.picture(*picture, {-100, -90, 300, 400});
    return 0;
}
