// What a visitor is busy with: filling in a form, or looking up a number. Goes with the session, and with it every
// letter that was typed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/form.hpp"
#include "kiosk/ui/keyboard.hpp"

namespace baken::visit {

// Keys for one field, in one language; made anew when either changes.
class Typist {
public:
    // The keyboard for this field. `own` is the visitor's language.
    ui::Keyboard& keyboard(const ui::Keyboards& all, screens::Typing typing, const std::string& own,
                           const std::string& field, bool capital);
    // The layout of this name and no other beside it.
    ui::Keyboard& keyboard(const ui::Keyboards& all, const std::string& id);
    [[nodiscard]] ui::Keyboard& current() { return keyboard_; }

private:
    std::string made_for_;
    ui::Keyboard keyboard_;
};

struct FormVisit {
    explicit FormVisit(const screens::Wizard& wizard) : form(wizard) {}
    screens::Form form;
    Typist typist;
    std::string about;  // id of the initiative that is joined
    bool asks_to_stop = false;
    std::optional<std::uint64_t> sent;  // token of the order that keeps it, until it is answered
    std::string failed;                 // check of why it could not be kept
};

struct NumberVisit {
    ui::TextField field{{16}};
    Typist typist;
    std::string trouble;  // key of its words
    std::string ticket;   // that was found
};

// What a visitor was given for what they sent.
struct GivenTicket {
    std::string ticket;
    std::string next_key;  // of what happens now
};

// The streets that fit what was typed, the best first, at most `most`. A word of the name begins as what was typed
// does, whatever the case and the accents. None once a street was taken or nothing fits.
[[nodiscard]] std::vector<std::string> fitting_streets(const std::vector<std::string>& streets, std::string_view typed,
                                                       std::size_t most);

}  // namespace baken::visit
