// What every screen is told besides its own model: the words, and how the panel wants things arranged.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "exchange/bulletins/strings.hpp"
#include "kiosk/ui/measure.hpp"
#include "kiosk/ui/theme.hpp"

namespace baken::screens {

struct Setting {
    const bulletins::Strings& strings;
    ui::Shape shape = ui::Shape::Wide;
    ui::TextSize text_size = ui::TextSize::Medium;
    double height_in_capitals = 39;  // of the panel, in capital heights of body text
    double width_in_capitals = 69;

    double body_capital_mm = 5;  // the capital height of body text

    [[nodiscard]] std::string say(std::string_view key) const { return apart(key, strings.text(key)); }
    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<bulletins::Argument> arguments) const {
        return apart(key, strings.format(key, arguments));
    }
    // A length that grows with the letters: so many capital heights.
    [[nodiscard]] ui::Mm capitals(double count) const { return {count * body_capital_mm}; }
    [[nodiscard]] bool wide() const { return shape == ui::Shape::Wide; }
    [[nodiscard]] bool tiny() const { return shape == ui::Shape::Tiny; }
    [[nodiscard]] bool narrow() const { return tiny() && width_in_capitals < height_in_capitals; }

private:
    // Words borrowed from a language that runs the other way keep their full stop at their own end: they stand between
    // U+2068 and U+2069.
    [[nodiscard]] std::string apart(std::string_view key, const std::string& text) const {
        auto here = ui::direction_of(strings.language());
        auto there = ui::direction_of(strings.language_of(key));
        return here == there || strings.language_of(key).empty() ? text : "\u2068" + text + "\u2069";
    }
};

}  // namespace baken::screens
