// Coverage: how much of each pixel a shape covers, 0 to 255. Colour comes in when the mask is drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/draw/geometry.hpp"

namespace baken::draw {

// Looks at coverage owned by someone else. A negative stride reads it upside down.
struct MaskView {
    const std::uint8_t* coverage = nullptr;
    Size size;
    std::ptrdiff_t stride = 0;

    [[nodiscard]] const std::uint8_t* row(int y) const { return coverage + y * stride; }
    [[nodiscard]] MaskView upside_down() const {
        if (size.empty()) return {};
        return {row(size.h - 1), size, -stride};
    }
};

struct Mask {
    Mask() = default;
    explicit Mask(Size s)
        : size(s), coverage(s.empty() ? 0 : static_cast<std::size_t>(s.w) * static_cast<std::size_t>(s.h)) {}

    [[nodiscard]] std::uint8_t* row(int y) { return coverage.data() + std::ptrdiff_t{y} * size.w; }
    [[nodiscard]] const std::uint8_t* row(int y) const { return coverage.data() + std::ptrdiff_t{y} * size.w; }
    [[nodiscard]] MaskView view() const { return {coverage.data(), size, size.w}; }

    Size size;
    std::vector<std::uint8_t> coverage;
};

}  // namespace baken::draw
