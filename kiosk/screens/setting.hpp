// What every screen is told besides its own model: the words, and how the panel wants things arranged.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "exchange/bulletins/strings.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/ui/theme.hpp"

namespace baken::screens {

struct Setting {
    const bulletins::Strings& strings;
    ui::Shape shape = ui::Shape::Wide;
    ui::TextSize text_size = ui::TextSize::Medium;
    double height_in_capitals = 39;  // of the panel, in capital heights of body text
    double width_in_capitals = 69;

    [[nodiscard]] std::string say(std::string_view key) const { return strings.text(key); }
    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<bulletins::Argument> arguments) const {
        return strings.format(key, arguments);
    }
    [[nodiscard]] bool wide() const { return shape == ui::Shape::Wide; }
    [[nodiscard]] bool tiny() const { return shape == ui::Shape::Tiny; }
};

}  // namespace baken::screens
