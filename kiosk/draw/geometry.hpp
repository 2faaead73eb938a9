// Colours, points and rectangles, in pixels. Rectangles may come from anywhere (a layout gone wrong, hostile content):
// no operation here overflows, whatever the numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace baken::draw {

// Straight (not premultiplied) sRGB.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Color&) const = default;
};

struct Point {
    int x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    int w = 0, h = 0;
    [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
    bool operator==(const Size&) const = default;
};

// Half open: the columns x to right() - 1, the rows y to bottom() - 1. A width or height of zero or less is empty.
struct Rect {
    int x = 0, y = 0, w = 0, h = 0;

    [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
    [[nodiscard]] Size size() const { return {w, h}; }
    // The first column and row outside; stays at the largest int where the sum would not fit.
    [[nodiscard]] int right() const { return saturated(std::int64_t{x} + w); }
    [[nodiscard]] int bottom() const { return saturated(std::int64_t{y} + h); }

    [[nodiscard]] bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    [[nodiscard]] bool contains(const Rect& other) const {
        return other.empty() ||
               (!empty() && other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom());
    }
    [[nodiscard]] bool intersects(const Rect& other) const { return !intersected(other).empty(); }

    // What both cover; empty (all zero) when nothing.
    [[nodiscard]] Rect intersected(const Rect& other) const {
        if (empty() || other.empty()) return {};
        return between(std::max(x, other.x), std::max(y, other.y), std::min(right(), other.right()),
                       std::min(bottom(), other.bottom()));
    }
    // The smallest rectangle around both; an empty one counts for nothing.
    [[nodiscard]] Rect united(const Rect& other) const {
        if (empty()) return other.empty() ? Rect{} : other;
        if (other.empty()) return *this;
        return between(std::min(x, other.x), std::min(y, other.y), std::max(right(), other.right()),
                       std::max(bottom(), other.bottom()));
    }
    // Smaller by `by` on every side (larger when negative); empty when nothing is left.
    [[nodiscard]] Rect inset(int by) const { return inset(by, by); }
    // The same with another number for left and right than for top and bottom.
    [[nodiscard]] Rect inset(int across, int down) const {
        auto dx = std::int64_t{across};
        auto dy = std::int64_t{down};
        return between(saturated(x + dx), saturated(y + dy), saturated(right() - dx), saturated(bottom() - dy));
    }

    bool operator==(const Rect&) const = default;

private:
    [[nodiscard]] static int saturated(std::int64_t value) {
        return static_cast<int>(std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), kFarthest));
    }
    [[nodiscard]] static Rect between(int left, int top, int right, int bottom) {
        if (right <= left || bottom <= top) return {};
        return {left, top, saturated(std::int64_t{right} - left), saturated(std::int64_t{bottom} - top)};
    }
    static constexpr std::int64_t kFarthest = std::numeric_limits<int>::max();
};

// Which corners of a rectangle are round.
enum class Corners : std::uint8_t {
    None = 0,
    TopLeft = 1,
    TopRight = 2,
    BottomLeft = 4,
    BottomRight = 8,
    Top = TopLeft | TopRight,
    Bottom = BottomLeft | BottomRight,
    Left = TopLeft | BottomLeft,
    Right = TopRight | BottomRight,
    All = Top | Bottom,
};
[[nodiscard]] constexpr Corners operator|(Corners a, Corners b) {
    return static_cast<Corners>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
[[nodiscard]] constexpr bool has(Corners set, Corners one) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) == static_cast<unsigned>(one);
}

// Whether a picture that has a reading direction is turned for right-to-left languages.
enum class Mirror : std::uint8_t { No, Yes };

}  // namespace baken::draw
