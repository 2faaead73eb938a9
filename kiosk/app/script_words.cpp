#include "kiosk/app/script_words.hpp"

#include <array>
#include <charconv>

#include "exchange/base/text.hpp"
#include "kiosk/ui/inspect.hpp"

namespace baken::app {

using namespace std::chrono_literals;

std::optional<ui::Role> role_of(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(ui::Role::TextBox); ++i) {
        auto role = static_cast<ui::Role>(i);
        if (ui::role_word(role) == word) return role;
    }
    return std::nullopt;
}

std::optional<ui::Key> key_of(std::string_view word) {
    constexpr std::array<std::string_view, 13> kWords{"left",      "right",   "up",   "down", "next",
                                                      "previous",  "confirm", "back", "help", "page-up",
                                                      "page-down", "erase",   "space"};
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords.at(i) == word) return static_cast<ui::Key>(i);
    }
    return std::nullopt;
}

std::optional<Duration> duration_of(std::string_view text) {
    std::int64_t number = 0;
    auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{}) return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (unit == "ms") return Duration{number};
    if (unit == "s") return number * 1s;
    if (unit == "m") return number * 1min;
    if (unit == "h") return number * 1h;
    return std::nullopt;
}

std::string_view unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
    return text;
}

std::string_view showing_word(Showing showing) {
    constexpr std::array<std::string_view, 7> kWords{"built-in", "takeover", "stick-notice", "signage",
                                                     "leaving",  "route",    "staff-called"};
    return kWords.at(static_cast<std::size_t>(showing));
}

std::pair<std::string_view, std::string_view> first_word(std::string_view line) {
    auto space = line.find(' ');
    if (space == std::string_view::npos) return {line, {}};
    return {line.substr(0, space), trim(line.substr(space + 1))};
}

std::vector<std::string> letters_of_codes(std::string_view codes) {
    std::vector<std::string> letters;
    for (auto code : split(codes, ' ')) {
        std::string letter;
        for (std::size_t i = 0; i + 1 < code.size(); i += 2) {
            unsigned byte = 0;
            std::from_chars(code.data() + i, code.data() + i + 2, byte, 16);
            letter += static_cast<char>(byte);
        }
        letters.push_back(std::move(letter));
    }
    return letters;
}

namespace {

bool is_by_action(std::string_view written) {
    return written.size() > 2 && written.front() == '[' && written.back() == ']';
}

// The verb and the object.
std::pair<std::string_view, std::string_view> action_in(std::string_view written) {
    return first_word(written.substr(1, written.size() - 2));
}

}  // namespace

const ui::Item* find_button(const ui::Scene& scene, std::string_view written) {
    if (!is_by_action(written)) return scene.find(ui::Role::Button, unquoted(written));
    auto [verb, object] = action_in(written);
    for (const auto& item : scene.items) {
        if (item.action.verb == verb && item.action.object.find(object) != std::string::npos && !item.clip.empty())
            return &item;
    }
    return nullptr;
}

bool answers_to(const ui::Item& item, std::string_view name) {
    if (!is_by_action(name)) return item.name == name;
    auto [verb, object] = action_in(name);
    return item.action.verb == verb && item.action.object == object;
}

}  // namespace baken::app
