// By libpng's simplified interface, which reports errors as values instead of jumping over destructors.
#include <png.h>

#include <bit>

#include "kiosk/draw/blend.hpp"
#include "kiosk/draw/picture_decoders.hpp"

namespace baken::draw {
namespace {

// Frees what libpng holds, whichever way the decoding ends.
struct PngImage {
    PngImage() { image.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    png_image image{};
};

std::uint32_t premultiplied(std::uint32_t pixel) {
    std::uint32_t alpha = pixel >> 24U;
    if (alpha == 255) return pixel;
    auto channel = [&](unsigned shift) { return std::uint32_t{times_255(pixel >> shift & 255U, alpha)} << shift; };
    return alpha << 24U | channel(16) | channel(8) | channel(0);
}

}  // namespace

Result<Picture> decode_png(std::string_view bytes, const PictureLimits& limits) {
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
        return refuse("picture.broken", png.image.message);
    }
    if (std::int64_t{png.image.width} * png.image.height > limits.pixels) {
        return refuse("picture.pixels", "the picture has too many pixels");
    }
    png.image.format = std::endian::native == std::endian::little ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
    std::vector<std::uint32_t> pixels(std::size_t{png.image.width} * png.image.height);
    if (png_image_finish_read(&png.image, nullptr, pixels.data(), 0, nullptr) == 0) {
        return refuse("picture.broken", png.image.message);
    }
    for (auto& pixel : pixels) pixel = premultiplied(pixel);
    return Picture({static_cast<int>(png.image.width), static_cast<int>(png.image.height)}, std::move(pixels));
}

}  // namespace baken::draw
