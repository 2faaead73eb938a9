// What a reader of content noticed and lived with: the rest is still shown.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::bulletins {

struct Finding {
    std::string file;     // as the reader was given it; empty while only bytes are known
    int line = 0;         // from 1; 0 when it is about the file as a whole
    std::string check;    // stable name of what was checked, "page.html"
    std::string message;  // a sentence without the file and the line
    bool operator==(const Finding&) const = default;
};

// An error about a file as a finding; a message that begins with "line N: " gives the line.
[[nodiscard]] Finding finding_of(const std::string& file, const Error& error);

// "file:line: check: message", the form editors jump to; without ":line" when it is 0.
[[nodiscard]] std::string to_text(const Finding& finding);

}  // namespace baken::bulletins
