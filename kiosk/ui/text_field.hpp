// What a visitor types into one field: the text, where the caret stands, and what the field takes. Pure; nothing is
// drawn here. Whatever was in it is overwritten with zeros when it is cleared or goes away.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baken::ui {

enum class Accepts : std::uint8_t {
    Text,   // any script; no control characters and none that turn the direction of text around
    Phone,  // digits, space, and + - ( ) .
    Digits,
};

// `most` counts letters (Unicode code points), as the record it ends up in does.
struct FieldRule {
    std::size_t most = 200;
    Accepts accepts = Accepts::Text;
};

// Why nothing was written.
enum class FieldTrouble : std::uint8_t { Full, NotAllowed };

class TextField {
public:
    explicit TextField(FieldRule rule);
    ~TextField();
    TextField(TextField&& other) noexcept;
    TextField& operator=(TextField&& other) noexcept;

    // Writes at the caret, all of it or nothing. Digits of other scripts become 0 to 9 where only digits are taken.
    std::optional<FieldTrouble> insert(std::string_view utf8);
    // Takes away the letter before the caret, as a reader sees it (UAX #29). False when there is none.
    bool erase();
    // Puts `utf8` in the place of the letter before the caret.
    std::optional<FieldTrouble> replace(std::string_view utf8);
    // Puts `utf8` in the place of all there is; the caret stands behind it.
    std::optional<FieldTrouble> set(std::string_view utf8);
    // One letter towards the beginning or the end. False at the edge.
    bool step_back();
    bool step_on();
    // Zeros over everything; the rule stays.
    void clear();

    [[nodiscard]] const std::string& text() const { return text_; }
    // In bytes; always between two letters.
    [[nodiscard]] std::size_t caret() const { return caret_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] const FieldRule& rule() const { return rule_; }
    // The letter before the caret; empty at the beginning.
    [[nodiscard]] std::string_view before_caret() const;

private:
    [[nodiscard]] std::size_t letter_begin(std::size_t end) const;
    std::optional<FieldTrouble> put(std::size_t begin, std::size_t end, std::string_view utf8);

    FieldRule rule_;
    std::string text_;
    std::size_t caret_ = 0;
};

// Overwrites what a text holds and what it held before it became shorter, then empties it.
void wipe(std::string& text);

}  // namespace baken::ui
