// Frames as PNG files, by libpng's simplified interface, which reports errors as values instead of jumping.
#include <png.h>

#include <cstring>
#include <memory>

#include "kiosk/draw/frame.hpp"

namespace baken::draw {
namespace {

std::vector<std::uint8_t> to_rgb(const Frame& frame) {
    auto size = frame.size();
    std::vector<std::uint8_t> rgb;
    rgb.reserve(static_cast<std::size_t>(size.w) * static_cast<std::size_t>(size.h) * 3);
    for (int y = 0; y < size.h; ++y) {
        for (const auto* pixel = frame.row(y); pixel != frame.row(y) + size.w; ++pixel) {
            rgb.push_back(static_cast<std::uint8_t>(*pixel >> 16U));
            rgb.push_back(static_cast<std::uint8_t>(*pixel >> 8U));
            rgb.push_back(static_cast<std::uint8_t>(*pixel));
        }
    }
    return rgb;
}

std::unexpected<Error> refuse_encode(const char* why) {
    return refuse("png.encode", why);
}

}  // namespace

Result<std::string> encode_png(const Frame& frame) {
    if (frame.size().empty()) return refuse_encode("the frame is empty");
    auto rgb = to_rgb(frame);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(frame.size().w);
    image.height = static_cast<png_uint_32>(frame.size().h);
    image.format = PNG_FORMAT_RGB;
    // No filters: screens are flat areas, on which they cost time and win nothing.
    image.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t room = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(room, '\0');
    if (png_image_write_to_memory(&image, bytes.data(), &room, 0, rgb.data(), 0, nullptr) == 0) {
        return refuse_encode(image.message);
    }
    bytes.resize(room);
    return bytes;
}

}  // namespace baken::draw
