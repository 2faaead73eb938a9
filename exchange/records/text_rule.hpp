// What a written field may hold. The same rule serves the form (a word at the field while it is typed), the record
// that is made of it, and the reader at the other end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace baken::records {

enum class Lines : std::uint8_t { One, Many };

// Lengths count letters (Unicode code points), as JSON Schema does.
struct TextRule {
    std::size_t most;
    Lines lines = Lines::One;
};

constexpr TextRule kNameText{80};
constexpr TextRule kPhoneText{30};
constexpr TextRule kLineText{200};
constexpr TextRule kStoryText{2000, Lines::Many};

enum class TextFault : std::uint8_t { NotUtf8, Control, TooLong, Empty };

// What is wrong with the text of a field that was filled in; nothing when it may be kept exactly as it is. Emoji,
// joiners and any script are fine. Control are C0 and C1 characters (a field of many lines takes the line feed), line
// and paragraph separators, and the characters that turn or isolate the direction of text: a record is shown beside
// others and may not reorder them. Empty means nothing but white space.
[[nodiscard]] std::optional<TextFault> text_fault(std::string_view text, TextRule rule);

// "control" and so on: the last part of the name of the check that refuses it.
[[nodiscard]] std::string_view name_of(TextFault fault);

// How many letters this is; the text must be UTF-8.
[[nodiscard]] std::size_t count_letters(std::string_view text);

}  // namespace baken::records
