// The few pieces every screen is made of, so that the same thing looks the same everywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/setting.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::screens {

// How serious a bulletin is, as the public sees it: a colour, a shape and a word, never a colour alone.
enum class Gravity : std::uint8_t { Danger, Warning, Info, AllClear };

struct GravityLook {
    ui::Tone ground;
    ui::Tone on_ground;
    const char* icon;
    const char* word_key;
};
[[nodiscard]] GravityLook look_of(Gravity gravity);

// The coloured start of a card: icon above word.
[[nodiscard]] ui::View gravity_end(const Setting& setting, Gravity gravity);
// The same as a line: icon beside word.
[[nodiscard]] ui::View gravity_badge(const Setting& setting, Gravity gravity);

enum class Weightiness : std::uint8_t { Primary, Plain, Quiet };

// A button with words, at least 14 mm high. `icon_name` may be empty.
[[nodiscard]] ui::View text_button(std::string label, const std::string& icon_name, ui::Action action,
                                   Weightiness weightiness = Weightiness::Plain);
// A button with only an icon; `name` is what it is called.
[[nodiscard]] ui::View icon_button(const std::string& icon_name, std::string name, ui::Action action);
// A large way to go: icon, title, and a line of explanation (may be empty).
[[nodiscard]] ui::View doorway(const std::string& icon_name, const std::string& title, const std::string& line,
                               ui::Action action, Weightiness weightiness);
// A way to go as a tile: icon above title. Several stand in a grid.
[[nodiscard]] ui::View tile(const std::string& icon_name, const std::string& title, ui::Action action,
                            ui::Mm icon_size = {14});
// A white card with a thin border.
[[nodiscard]] ui::View card(ui::View inside);
// The title of a page and of a part of it.
[[nodiscard]] ui::View page_title(std::string text);
[[nodiscard]] ui::View part_title(std::string text);
// A remark across the width: icon and sentence in a tinted box.
[[nodiscard]] ui::View notice(const std::string& icon_name, std::string text, ui::Tone ground, ui::Tone on_ground);
// A line of a message. One that begins with a dash or a bullet is a step; the mark itself is drawn, not printed.
[[nodiscard]] ui::View told_line(ui::Type type, const std::string& line, text::Weight weight = text::Weight::Regular);
// What a person typed: set on its own, in the direction of its own first letter, so that it turns nothing around it.
[[nodiscard]] ui::View own_words(ui::Type type, const std::string& text);
// Scrolls when it must, with this setting's words on the buttons.
[[nodiscard]] ui::View scrolling(const Setting& setting, std::string id, ui::View inside);
// Parts joined with " · "; empty ones are left out.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);
// With spaces where no line ends: "until 18:00" does not lose its time to the next line.
[[nodiscard]] std::string unbroken(std::string_view words);
// Who says so, and then each on one line of its own or with others: when, until when. A narrow panel breaks them, too.
[[nodiscard]] std::string source_line(const Setting& setting, std::vector<std::string> parts);

}  // namespace baken::screens
