// A form as a screen: the strip that puts life first, where one is, one question, and the ways on, back and out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/chrome.hpp"
#include "kiosk/screens/form.hpp"
#include "kiosk/screens/here.hpp"
#include "kiosk/ui/keyboard_view.hpp"

namespace baken::screens {

// How much goes beside the question; the app takes the first that fits the panel.
enum class FormFit : std::uint8_t {
    Roomy,    // all of it
    Compact,  // without the band, with a slim strip
    Scrolled  // the same, and what is still too long scrolls
};

struct FormModel {
    Chrome chrome;
    const Form* form = nullptr;              // never null; outlives the call
    const ui::Keyboard* keyboard = nullptr;  // null when nothing is typed here
    const ui::TextField* field = nullptr;    // what is typed in, of a Text question
    std::vector<std::string> streets;        // that fit what was typed
    bool offers_streets = false;             // then they have their room also while none fits
    std::vector<LanguageChoice> languages;   // of a question about languages
    std::vector<ReferralLine> shelters;
    bool asks_to_stop = false;
    bool saving = false;
    std::string failed;  // why it could not be kept, in words; empty: it did not fail
    FormFit fit = FormFit::Roomy;
};
[[nodiscard]] ui::View form_view(const Setting& setting, const FormModel& model);

// What a visitor sees while typing: a question, the field, what it did not take, and the keys.
struct TypingModel {
    std::string title;
    std::string help;
    std::string trouble;
    std::string remark;  // beside the title: where one is
    const ui::TextField* field = nullptr;
    const ui::Keyboard* keyboard = nullptr;
    int lines = 1;
    std::vector<std::string> offers;  // to take instead of typing: {"form-street", text}
    bool keeps_room = false;          // for offers, also while there are none: nothing moves while somebody types
    FormFit fit = FormFit::Roomy;
};
[[nodiscard]] ui::View typing_view(const Setting& setting, const TypingModel& model);

// Around every page of a form, of "my number" and of a board's item: strip, body, and the row of buttons. `forward` may
// be empty. `stop` false leaves the way out away.
struct FormButtons {
    bool stop = true;
    std::string forward;
    ui::Action forward_action;
};
[[nodiscard]] ui::View form_framed(const Setting& setting, const Chrome& chrome, FormFit fit,
                                   const FormButtons& buttons, ui::View body);

// The panel's width for a keyboard, and the words on its keys.
[[nodiscard]] ui::KeyboardLook keyboard_look(const Setting& setting, FormFit fit);

}  // namespace baken::screens
