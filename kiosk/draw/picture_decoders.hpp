// The decoders behind Picture::decode, each of which looks at the size before it makes room for pixels.
#pragma once

#include <string_view>

#include "exchange/base/error.hpp"
#include "kiosk/draw/picture.hpp"

namespace baken::draw {

// Errors: picture.pixels, picture.broken.
[[nodiscard]] Result<Picture> decode_png(std::string_view bytes, const PictureLimits& limits);

// A picture larger than limits.kept_pixels is decoded at a half, a quarter or an eighth, which costs less of
// everything. Errors: picture.kind (CMYK), picture.pixels, picture.broken.
[[nodiscard]] Result<Picture> decode_jpeg(std::string_view bytes, const PictureLimits& limits);

}  // namespace baken::draw
