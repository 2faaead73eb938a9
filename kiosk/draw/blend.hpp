// The inner loops, over runs of pixels. Plain loops that the compiler turns into vector instructions on every
// processor, so that all boards draw the same pixels. Blending is on sRGB values, rounded to the nearest, never biased.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kiosk/draw/geometry.hpp"
#include "kiosk/draw/mask.hpp"

namespace baken::draw {

// 0xFFRRGGBB.
[[nodiscard]] constexpr std::uint32_t opaque_pixel(Color color) {
    return 0xFF000000U | (std::uint32_t{color.r} << 16U) | (std::uint32_t{color.g} << 8U) | color.b;
}

// a * b / 255, rounded to the nearest, for bytes.
[[nodiscard]] constexpr std::uint8_t times_255(unsigned a, unsigned b) {
    unsigned product = a * b + 128;
    return static_cast<std::uint8_t>((product + (product >> 8U)) >> 8U);
}

// The blend functions leave the alpha byte of `to` at 255 when it was. A count or width of zero or less does nothing.

// Lays the colour over the run; an opaque one replaces it.
void blend_fill(std::uint32_t* to, int count, Color color);
// Lays the colour over the rows from `to` on, `to_stride` pixels apart, as much as each pixel's coverage says.
void blend_mask(std::uint32_t* to, std::ptrdiff_t to_stride, const MaskView& mask, Color color);
// What two shapes of one colour cover together, the upper laid over the lower.
void add_coverage(std::uint8_t* lower, const std::uint8_t* upper, std::size_t count);
// Lays premultiplied ARGB over the run.
void blend_picture(std::uint32_t* to, const std::uint32_t* premultiplied, int count);

}  // namespace baken::draw
