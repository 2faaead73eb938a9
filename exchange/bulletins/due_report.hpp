// What due() answers, as JSON for people and scripts: `baken-content due ... --json`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/due.hpp"

namespace baken::bulletins {

// A file that could not be read at all.
struct RefusedFile {
    std::string file;
    Error error;
};

// One object, two blanks of indentation, a line feed at the end:
//   now
//   shown    in order: identifier, sender, sent, language ("" when the issuer named none), language_step, headline,
//            severity, urgency, certainty (of the most serious block in that language), kind, takeover, exercise, from,
//            starts (when to come), until, reasons (names), languages (all there are)
//   hidden   in the order of the messages: identifier, sender, sent, reason, words, by (identifier)
//   history  identifier, reason, at
//   refused  file, check, message
// `language` is the visitor's. reasons also has "language_fallback" when the language is not the visitor's.
[[nodiscard]] std::string due_report_json(std::span<const Received> messages, const Due& due, std::string_view language,
                                          std::span<const RefusedFile> refused = {});

}  // namespace baken::bulletins
