// What the machine says of itself to staff, and what it shows when there is nothing left to show.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct DiagnosticLine {
    enum class State : std::uint8_t { Good, Doubtful, Bad };
    State state = State::Good;
    std::string what;  // "Inhoud"
    std::string text;  // "12 berichten, 19 adviezen; 1 bestand geweigerd"
};
struct DiagnosticModel {
    Chrome chrome;
    std::vector<DiagnosticLine> lines;
    std::vector<std::string> problems;  // named errors, newest first: "bulletins/x.xml: cap.size: ..."
    std::string version;
};
[[nodiscard]] ui::View diagnostic(const Setting& setting, const DiagnosticModel& model);

// The built-in civil-protection page: compiled into the program, needs no content at all. Dutch and English, because
// there is no strings file to speak from. `cause` is a code staff can read out to the coordination point.
struct BuiltInModel {
    std::string site;
    std::string time;
    std::string cause;
};
[[nodiscard]] ui::View built_in(ui::Shape shape, const BuiltInModel& model);

}  // namespace baken::screens
