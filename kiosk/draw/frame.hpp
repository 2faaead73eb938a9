// A picture of 32-bit pixels in memory; what every screen is drawn into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/draw/geometry.hpp"

namespace baken::draw {

// No side of a frame is longer than this; a larger size asked for is cut to it.
constexpr int kLongestFrameSide = 16384;

// Pixels are 0xFFRRGGBB in the machine's own byte order (SDL's ARGB8888, DRM's XRGB8888). A frame owns its pixels, or
// borrows those of an SDL window surface or a display buffer, which must then outlive it. It moves but is not copied.
class Frame {
public:
    Frame() = default;
    // Owns its pixels; all black. A negative side counts as zero.
    explicit Frame(Size size);
    // Draws into someone else's pixels. `stride` is the distance between rows, in pixels.
    [[nodiscard]] static Frame borrow(std::uint32_t* pixels, Size size, std::ptrdiff_t stride);

    Frame(Frame&&) noexcept = default;
    Frame& operator=(Frame&&) noexcept = default;
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() = default;

    [[nodiscard]] Size size() const { return size_; }
    [[nodiscard]] Rect bounds() const { return {0, 0, size_.w, size_.h}; }
    [[nodiscard]] std::ptrdiff_t stride() const { return stride_; }  // pixels from one row to the next
    // The first pixel of a row; 0 <= y < size().h is the caller's duty.
    [[nodiscard]] std::uint32_t* row(int y) { return pixels_ + y * stride_; }
    [[nodiscard]] const std::uint32_t* row(int y) const { return pixels_ + y * stride_; }

    // Writes a PNG, whole or not at all. Errors: png.encode and those of Files::replace.
    [[nodiscard]] Done save_png(const Path& path) const;

private:
    std::vector<std::uint32_t> own_;
    std::uint32_t* pixels_ = nullptr;
    Size size_;
    std::ptrdiff_t stride_ = 0;
};

// The frame as the bytes of a PNG without alpha. Errors: png.encode.
[[nodiscard]] Result<std::string> encode_png(const Frame& frame);

}  // namespace baken::draw
