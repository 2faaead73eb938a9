// The words a script is written in, and what on the screen they mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/base/time.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/ui/input.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::app {

// Each gives nothing for a word that does not exist.
[[nodiscard]] std::optional<ui::Role> role_of(std::string_view word);
[[nodiscard]] std::optional<ui::Key> key_of(std::string_view word);
// "250ms", "61s", "5m", "2h".
[[nodiscard]] std::optional<Duration> duration_of(std::string_view text);

[[nodiscard]] std::string_view showing_word(Showing showing);
[[nodiscard]] std::string_view unquoted(std::string_view text);
// The first word, and what follows it.
[[nodiscard]] std::pair<std::string_view, std::string_view> first_word(std::string_view line);
// Letters as the bytes of their UTF-8, "68 c3a9 6c", so that the words they make stand nowhere in the script.
[[nodiscard]] std::vector<std::string> letters_of_codes(std::string_view codes);

// A button by its name in quotes, or as "[verb object]" as an outline writes what it does: of the object a part is
// enough. Null when none can be seen.
[[nodiscard]] const ui::Item* find_button(const ui::Scene& scene, std::string_view written);
// By its name, or as "[verb object]" by exactly what it does.
[[nodiscard]] bool answers_to(const ui::Item& item, std::string_view name);

}  // namespace baken::app
