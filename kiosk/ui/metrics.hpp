// Sizes on the panel. Everything a screen says is in millimetres; this is where they become pixels.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "kiosk/draw/geometry.hpp"

namespace baken::text {
class Fonts;
}

namespace baken::ui {

// A length on the panel's glass.
struct Mm {
    double value = 0;
    constexpr auto operator<=>(const Mm&) const = default;
    constexpr Mm operator+(Mm other) const { return {value + other.value}; }
    constexpr Mm operator-(Mm other) const { return {value - other.value}; }
    constexpr Mm operator*(double factor) const { return {value * factor}; }
    constexpr Mm operator-() const { return {-value}; }
};
constexpr Mm operator""_mm(long double value) {
    return {static_cast<double>(value)};
}
constexpr Mm operator""_mm(unsigned long long value) {
    return {static_cast<double>(value)};
}

// The four sizes a visitor can choose; the capital height of body text is 4, 5, 6.5 or 9 mm (VVSG 2.0 7.1-G), less on
// a panel under 17 cm wide, where the longest words must still fit a line.
enum class TextSize : std::uint8_t { Small, Medium, Large, ExtraLarge };

// What a text is for; each has its own capital height, which grows with the TextSize.
enum class Type : std::uint8_t {
    Meta,      // source, times: a little smaller than body, never under 4 mm
    Body,      // what people read
    Label,     // on a button, in a chip
    Title,     // of a card
    Heading,   // within a page
    Display,   // the title of a page
    Clock,     // the time in the header
    Brand,     // NOODSTEUNPUNT
    Takeover,  // the headline of an immediate danger
    Poster,    // between that and Signage
    Signage,   // read from 3 m: 24 mm capitals or more where the panel allows
};
inline constexpr std::size_t kTypes = 11;

// The panel in pixels and the millimetres it measures.
struct Panel {
    draw::Size pixels{1920, 1080};
    double width_mm = 344.0;
    double height_mm = 194.0;
    // A panel of this diagonal with square pixels.
    static Panel of(draw::Size pixels, double diagonal_inches);
    [[nodiscard]] double pixels_per_mm() const { return pixels.w / width_mm; }
    [[nodiscard]] bool portrait() const { return pixels.h > pixels.w; }
    bool operator==(const Panel&) const = default;
};

// How a screen should arrange itself, from how much text fits on the panel rather than from its pixels.
enum class Shape : std::uint8_t { Wide, Tall, Tiny };

class Metrics {
public:
    Metrics(const Panel& panel, TextSize size, const text::Fonts& fonts);

    [[nodiscard]] int px(Mm length) const;
    // For things that go with the text (icons, chips): grows with the text size, but less than the text itself.
    [[nodiscard]] int scaled_px(Mm length) const;
    // The font size whose capitals are as tall as this kind of text asks, in pixels per em.
    [[nodiscard]] int em(Type type) const { return ems_.at(static_cast<std::size_t>(type)); }
    [[nodiscard]] Mm capital_height(Type type) const;
    [[nodiscard]] const Panel& panel() const { return panel_; }
    [[nodiscard]] TextSize size() const { return size_; }
    // The panel measured in capital heights of body text.
    [[nodiscard]] double width_in_capitals() const;
    [[nodiscard]] double height_in_capitals() const;
    [[nodiscard]] Shape shape() const;

private:
    [[nodiscard]] Mm wished_height(Type type) const;
    Panel panel_;
    TextSize size_;
    std::array<int, kTypes> ems_{};
};

}  // namespace baken::ui
