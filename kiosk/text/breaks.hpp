// Where lines may and must end, by ICU (UAX #14) in the text's own language.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/text/source.hpp"

struct UBreakIterator;

namespace baken::text {

enum class Break : std::uint8_t { None, Allowed, Hyphen, Forced };  // Hyphen: allowed, and shows one

struct BreakIteratorCloser {
    void operator()(UBreakIterator* iterator) const;
};

// Keeps ICU's iterators, which are slow to open. For one thread.
class Breaker {
public:
    // For each unit and the end: may a line end before it? The end itself is Forced.
    [[nodiscard]] std::vector<Break> line_breaks(const Source& source, const std::string& language);

    // Units in (begin, end] at which a letter as a reader sees it (UAX #29) ends; the last resort for cutting a word.
    [[nodiscard]] std::vector<std::uint32_t> letter_ends(const Source& source, std::uint32_t begin, std::uint32_t end);

private:
    using Iterator = std::unique_ptr<UBreakIterator, BreakIteratorCloser>;
    [[nodiscard]] UBreakIterator* line_iterator(const std::string& language);

    std::unordered_map<std::string, Iterator> lines_;
    Iterator letters_;
};

}  // namespace baken::text
