// Is a translated pattern the same message as its master?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baken::linter {

struct Complaint {
    std::string check;
    std::string message;
};

// Compares one translation with the Dutch pattern: message.syntax, message.argument (missing or too many),
// message.select (other cases), message.plural (cases of the language missing or not known to it), message.empty,
// message.quote (a straight apostrophe that hides a brace).
[[nodiscard]] std::vector<Complaint> compare_message(std::string_view master, std::string_view translation,
                                                     std::string_view language);

// The same for a pattern that has no master: only what can be told from itself.
[[nodiscard]] std::vector<Complaint> judge_message(std::string_view pattern, std::string_view language);

}  // namespace baken::linter
