// Pictures from outside: PNG and JPEG. They are read with libpng and libjpeg-turbo rather than SDL2_image, which brings
// decoders for a dozen formats we never want to meet: linking it costs every start of the program about 3 ms and 1.2 MB
// (measured against SDL2 alone), these two about 0.4 ms and 0.3 MB; and it cannot be told to look at the size first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "kiosk/draw/geometry.hpp"

namespace baken::draw {

struct PictureLimits {
    std::size_t bytes = 4U * 1024 * 1024;  // of the file
    std::int64_t pixels = 16'000'000;      // width times height, as the file says before anything is decoded
    std::int64_t kept_pixels = 2'100'000;  // a larger picture is kept smaller, in the same shape: a full-HD panel's
};

// Premultiplied ARGB pixels in memory. Keeps the size it was last drawn at, so that drawing it again is a copy; for
// that it belongs to one thread at a time.
class Picture {
public:
    // Looks at the first bytes to tell the kind. Animations give their first image; EXIF turns are not followed.
    // Errors: picture.bytes (file too large), picture.kind (neither PNG nor JPEG, or colours of a printing press),
    // picture.pixels (too many), picture.broken (the decoder's own words).
    [[nodiscard]] static Result<Picture> decode(std::string_view bytes, const PictureLimits& limits = {});

    // Of pixels that are premultiplied already, row by row; missing ones are transparent.
    Picture(Size size, std::vector<std::uint32_t> premultiplied);

    [[nodiscard]] Size size() const { return size_; }
    [[nodiscard]] const std::uint32_t* row(int y) const { return pixels_.data() + std::ptrdiff_t{y} * size_.w; }

    // The rectangle `part` of this picture scaled to `target`: means over areas when it gets smaller, bilinear when
    // larger. `part` lies within the target. Valid until the next call.
    [[nodiscard]] const Picture& scaled(Size target, Rect part) const;

private:
    Size size_;
    std::vector<std::uint32_t> pixels_;
    struct Scaled;
    mutable std::shared_ptr<const Scaled> scaled_;
};

// The largest rectangle of the picture's shape inside `place`, in its middle.
[[nodiscard]] Rect fit(Size picture, Rect place);

}  // namespace baken::draw
