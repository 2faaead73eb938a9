#include "kiosk/ui/metrics.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/text/fonts.hpp"

namespace baken::ui {
namespace {

double wished_body(TextSize size) {
    switch (size) {
        case TextSize::Small:
            return 4.0;
        case TextSize::Medium:
            return 5.0;
        case TextSize::Large:
            return 6.5;
        case TextSize::ExtraLarge:
            return 9.0;
    }
    return 5.0;
}

// A panel as small as a hand cannot hold the largest letters: the longest words must still fit a line, and a few lines
// must fit between what always stands above and below them.
double body_capitals(const Panel& panel, TextSize size) {
    double room = std::min(panel.width_mm / 19, panel.height_mm / 14.9);
    return std::min(wished_body(size), std::max(4.0, room));
}

// The header keeps its place whatever the text size, so it grows with the panel instead.
double header_capitals(const Panel& panel, double of_short_side, double least, double most) {
    return std::clamp(std::min(panel.width_mm, panel.height_mm) * of_short_side, least, most);
}

}  // namespace

Panel Panel::of(draw::Size pixels, double diagonal_inches) {
    double diagonal_px = std::hypot(pixels.w, pixels.h);
    double mm_per_px = diagonal_inches * 25.4 / diagonal_px;
    return {pixels, pixels.w * mm_per_px, pixels.h * mm_per_px};
}

Metrics::Metrics(const Panel& panel, TextSize size, const text::Fonts& fonts) : panel_(panel), size_(size) {
    for (std::size_t i = 0; i < kTypes; ++i) {
        double pixels = capital_height(static_cast<Type>(i)).value * panel_.pixels_per_mm();
        ems_.at(i) = text::em_for_capital_height(fonts, pixels);
    }
}

int Metrics::px(Mm length) const {
    return static_cast<int>(std::lround(length.value * panel_.pixels_per_mm()));
}

int Metrics::scaled_px(Mm length) const {
    return px(length * std::min(1.2, std::sqrt(body_capitals(panel_, size_) / 5.0)));
}

Mm Metrics::capital_height(Type type) const {
    // Titles stop growing before they leave no room for what they are the title of, or for the word noodsteunpunt.
    double body = body_capitals(panel_, size_);
    double most = std::max(body, std::min(panel_.width_mm, panel_.height_mm) * 0.06);
    return type == Type::Signage || type == Type::Poster ? wished_height(type)
                                                         : Mm{std::min(wished_height(type).value, most)};
}

Mm Metrics::wished_height(Type type) const {
    double body = body_capitals(panel_, size_);
    switch (type) {
        case Type::Meta:
            return {std::max(4.0, body * 0.8)};
        case Type::Body:
            return {body};
        case Type::Label:
            return {body};
        case Type::Title:
            return {body * 1.2};
        case Type::Heading:
            return {body * 1.2};
        case Type::Display:
            return {body * 1.6};
        case Type::Clock:
            return {header_capitals(panel_, 0.042, 3.6, 12.0)};
        case Type::Brand:
            return {header_capitals(panel_, 0.03, 3.0, 9.0)};
        case Type::Takeover:
            return {std::max(body * 1.8, header_capitals(panel_, 0.06, 7.0, 24.0))};
        case Type::Poster:
            return {header_capitals(panel_, 0.09, 8.0, 30.0)};
        case Type::Signage:
            return {header_capitals(panel_, 0.125, 9.0, 37.0)};
    }
    return {body};
}

double Metrics::width_in_capitals() const {
    return panel_.width_mm / body_capitals(panel_, size_);
}

double Metrics::height_in_capitals() const {
    return panel_.height_mm / body_capitals(panel_, size_);
}

Shape Metrics::shape() const {
    if (width_in_capitals() < 34 || height_in_capitals() < 26) return Shape::Tiny;
    if (width_in_capitals() < 50 && height_in_capitals() < 30) return Shape::Tiny;
    return width_in_capitals() >= 50 && !panel_.portrait() ? Shape::Wide : Shape::Tall;
}

}  // namespace baken::ui
