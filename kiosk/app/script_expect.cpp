#include "kiosk/app/script_expect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/app/script_words.hpp"
#include "kiosk/ui/inspect.hpp"

namespace baken::app {
namespace {

Done expect_typed(const ui::Scene& scene, std::string_view words) {
    auto box = std::ranges::find(scene.items, ui::Role::TextBox, &ui::Item::role);
    if (box != scene.items.end() && box->value == words) return {};
    return refuse("script.expect", box == scene.items.end() ? "nothing is typed here" : "typed is " + box->value);
}

Done expect_element(const ui::Scene& scene, std::string_view kind, std::string_view words) {
    auto role = role_of(kind);
    if (!role) return refuse("script.role", "no such role: " + std::string(kind));
    for (const auto& item : scene.items) {
        bool named = *role == ui::Role::Text ? item.name.find(words) != std::string::npos : item.name == words;
        if (item.role == *role && named && !item.clip.empty()) return {};
    }
    return refuse("script.expect", fmt::format("no {} \"{}\"", kind, words));
}

}  // namespace

Done expect(const Kiosk& kiosk, std::string_view what) {
    auto [kind, rest] = first_word(what);
    auto words = unquoted(rest);
    if (kind == "showing") {
        if (showing_word(kiosk.showing()) == words) return {};
        return refuse("script.expect", fmt::format("showing {}, not {}", showing_word(kiosk.showing()), words));
    }
    if (kind == "language") {
        if (kiosk.spoken_language() == words) return {};
        return refuse("script.expect", fmt::format("the screen speaks {}, not {}", kiosk.spoken_language(), words));
    }
    if (kind == "sound-view") {
        auto found = ui::faults(kiosk.scene(), kiosk.metrics());
        return found.empty() ? Done{} : refuse("script.expect", found.front());
    }
    if (kind == "typed") return expect_typed(kiosk.scene(), words);
    return expect_element(kiosk.scene(), kind, words);
}

}  // namespace baken::app
