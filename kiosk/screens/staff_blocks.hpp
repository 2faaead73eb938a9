// What a page of staff is made of: questions with large choices, fields, amounts, lines that can be opened. Plain
// structs; the app fills them, so that every page of staff looks and works the same.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/screens/staff_frame.hpp"

namespace baken::screens {

struct StaffHeading {
    std::string text;
};
struct StaffText {
    std::string text;
    bool quiet = false;
};
struct StaffRemark {
    enum class Kind : std::uint8_t { Note, Good, Warning, Danger };
    Kind kind = Kind::Note;
    std::string text;
};

struct StaffChoice {
    std::string label;
    ui::Action action;
    bool chosen = false;
};
// A question with its answers on the page itself; whether one or more may be chosen is the app's to say.
struct StaffQuestion {
    std::string label;
    std::vector<StaffChoice> choices;
    bool urgent = false;  // the chosen one is red
};

// Words that are typed: a press opens them for writing.
struct StaffField {
    std::string label;
    std::string value;
    std::string hint;  // in place of an empty value
    ui::Action action;
};
struct StaffFields {
    std::vector<StaffField> fields;
};

// A number with a step down and a step up.
struct StaffAmount {
    std::string label;
    std::string value;  // "12 liter"
    std::string less;   // the name of the step down, said in full: "Drinkwater minder"
    ui::Action less_action;
    std::string more;
    ui::Action more_action;
};
struct StaffAmounts {
    std::vector<StaffAmount> amounts;
};

// How an entry stands, by the colour of its edge and always also in words.
enum class StaffEdge : std::uint8_t { Plain, Danger, Warning, Info, Good };
struct StaffEntry {
    StaffEdge edge = StaffEdge::Plain;
    std::string title;
    std::string line;
    std::string status;  // the last word on it, in bold
    bool good = false;   // the status is good news
    ui::Action action;   // opens it; empty when there is nothing to open
    bool picked = false;
};
struct StaffEntries {
    std::vector<StaffEntry> entries;
    std::string none;  // said when there are none
};

// One thing and how it is, for checks and facts.
struct StaffFact {
    enum class State : std::uint8_t { Plain, Waiting, Good, Doubtful, Bad };
    State state = State::Plain;
    std::string what;
    std::string text;
};
struct StaffFacts {
    std::vector<StaffFact> facts;
};
struct StaffButtons {
    std::vector<StaffButton> buttons;
};

// Lines that are read aloud as they stand: large, each on its own.
struct StaffCard {
    std::vector<std::string> lines;  // a line that goes on begins with two spaces
};

using StaffBlock = std::variant<StaffHeading, StaffText, StaffRemark, StaffQuestion, StaffFields, StaffAmounts,
                                StaffEntries, StaffFacts, StaffButtons, StaffCard>;

[[nodiscard]] ui::View staff_block(const Setting& setting, const StaffBlock& block);

}  // namespace baken::screens
