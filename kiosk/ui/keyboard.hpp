// The on-screen keyboard: what stands on its keys, and what pressing one does to a field. Layouts are data
// (keyboards/<id>.toml), so that another language needs no C++. Pure; keyboard_view.hpp draws it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "kiosk/ui/pinyin.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::ui {

// What each key writes; the same stands on it.
using KeyRow = std::vector<std::string>;

struct KeyboardLayout {
    std::string id;
    std::string label;     // on the key that leads here: "abc", "عربي"
    std::string language;  // of the letters, BCP 47
    std::vector<KeyRow> letters;
    std::vector<KeyRow> capitals;  // or rarer letters of a script without case; empty: there are none
    std::vector<KeyRow> symbols;   // empty: there is no second page
    bool has_case = false;         // `capitals` were made from `letters`, and are what a sentence begins with
    // After a letter is written: what may stand in its place, itself among them. Ethiopic's vowel orders.
    std::map<std::string, KeyRow, std::less<>> variants;
    bool pinyin = false;  // letters are composed and become the character that is chosen
    bool spaces = true;   // it has a space bar
};

// Rows are texts with the keys apart by spaces. Capitals that are not given are made in the layout's language, where
// its script has them. Errors: toml.*; keyboard.rows (no letters, or a row of more than twelve keys).
[[nodiscard]] Result<KeyboardLayout> parse_keyboard(const std::string& id, std::string_view bytes);

// All layouts there are, by id.
struct Keyboards {
    std::map<std::string, std::shared_ptr<const KeyboardLayout>, std::less<>> layouts;
    std::shared_ptr<const Pinyin> pinyin;  // null where its table is missing

    // The layout of a language ("nl-x-simple" finds "nl"), else the Dutch one; null when there is no layout at all.
    [[nodiscard]] std::shared_ptr<const KeyboardLayout> of_language(std::string_view tag) const;
    [[nodiscard]] std::shared_ptr<const KeyboardLayout> named(std::string_view id) const;
};

// One keyboard in use. Its keys do these actions: {"key", text}, {"key-erase"}, {"key-shift"}, {"key-symbols"},
// {"key-other"}, {"key-left"}, {"key-right"}, {"key-offer", n}, {"key-more-offers", n}.
class Keyboard {
public:
    enum class Page : std::uint8_t { Letters, Capitals, Symbols };

    Keyboard() = default;
    // `other` is one key away: Latin letters beside another script; null when there is none.
    Keyboard(std::shared_ptr<const KeyboardLayout> layout, std::shared_ptr<const KeyboardLayout> other,
             std::shared_ptr<const Pinyin> pinyin);

    [[nodiscard]] static bool is_key(const Action& action) { return action.verb.starts_with("key"); }
    // What a press does to the field; the trouble when the field refused it.
    std::optional<FieldTrouble> press(const Action& key, TextField& field);
    // A sentence begins: the next letter is a capital, in a script that has them.
    void begin_with_capital();
    // Forgets what was half composed, with zeros over it.
    void forget();

    [[nodiscard]] const KeyboardLayout* layout() const { return layout_.get(); }
    [[nodiscard]] const KeyboardLayout* other() const { return other_.get(); }
    [[nodiscard]] Page page() const { return page_; }
    [[nodiscard]] const std::vector<KeyRow>& rows() const;
    // What may be chosen now: vowel orders of the last letter, characters for what was composed; from the first that
    // was not yet leafed past.
    [[nodiscard]] std::vector<std::string> offers() const;
    // Does this layout ever offer anything? Then it always has room for it, so that the keys stay where they are.
    [[nodiscard]] bool has_offers() const;
    // Pinyin letters that have not become a character yet.
    [[nodiscard]] const std::string& composing() const { return composing_; }

private:
    std::optional<FieldTrouble> write(const std::string& text, TextField& field);
    std::optional<FieldTrouble> choose(std::string_view number, TextField& field);
    bool compose(const std::string& text);
    void offer(std::vector<std::string> all);

    std::shared_ptr<const KeyboardLayout> layout_;
    std::shared_ptr<const KeyboardLayout> other_;
    std::shared_ptr<const Pinyin> pinyin_;
    Page page_ = Page::Letters;
    std::string composing_;
    std::vector<std::string> offers_;
    std::size_t first_offer_ = 0;
};

}  // namespace baken::ui
