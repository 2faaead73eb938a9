#include "kiosk/text/source.hpp"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "kiosk/text/isolates.hpp"
#include "kiosk/text/utf8.hpp"

namespace baken::text {

namespace {

constexpr char16_t kIsolate = 0x2066, kPopIsolate = 0x2069, kWordJoiner = 0x2060;

// Blocks in which some character runs right to left or steers direction; nothing outside them does.
bool may_run_right_to_left(char32_t c) {
    if (c < 0x590) return false;
    return c < 0x900 || (c >= 0x200E && c < 0x2070) || (c >= 0xFB1D && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) ||
           (c >= 0x1E800 && c < 0x1F000);
}

bool ends_line(char32_t c) {
    return c == '\n' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

class Preparer {
public:
    explicit Preparer(const Paragraph& paragraph) : right_to_left_(paragraph.direction == Direction::RightToLeft) {
        std::size_t bytes = 0;
        for (const auto& span : paragraph.spans) bytes += span.text.size();
        source_.text.reserve(bytes);
        source_.byte_of.reserve(bytes + 1);
        source_.needs_bidi = right_to_left_;
        find_numbers_in(paragraph);
        for (const auto& span : paragraph.spans) add(span.text);
        mark_numbers(byte_);
        if (!source_.span_ends.empty()) source_.span_ends.back() = source_.size();
        source_.byte_of.push_back(byte_);
    }
    Source take() { return std::move(source_); }

private:
    void find_numbers_in(const Paragraph& paragraph) {
        if (paragraph.spans.size() == 1) {
            numbers_ = find_numbers(paragraph.spans.front().text);
            return;
        }
        std::string joined;
        for (const auto& span : paragraph.spans) joined += span.text;
        numbers_ = find_numbers(joined);
    }

    void add(const std::string& utf8) {
        for (std::size_t at = 0; at < utf8.size();) {
            auto byte = byte_ + static_cast<std::uint32_t>(at);
            if (next_number_ < numbers_.size()) mark_numbers(byte);
            add(next_character(utf8, at), byte);
        }
        byte_ += static_cast<std::uint32_t>(utf8.size());
        source_.span_ends.push_back(source_.size());
    }

    void add(char32_t c, std::uint32_t byte) {
        bool after_return = after_return_;
        after_return_ = c == '\r';
        if (c == '\n' && after_return) return;  // The return before it has ended the line.
        if (c >= 0x590 && may_run_right_to_left(c)) source_.needs_bidi = true;
        if (c < 0x10000) return push(harmless(static_cast<char16_t>(c)), byte);
        push(U16_LEAD(c), byte);
        push(U16_TRAIL(c), byte);
    }

    static char16_t harmless(char16_t c) {
        if (c == '\t') return ' ';
        if (c == '\r' || ends_line(c)) return '\n';
        return c < 0x20 || (c >= 0x7F && c < 0xA0) ? kWordJoiner : c;
    }

    void push(char16_t unit, std::uint32_t byte) {
        source_.text.push_back(unit);
        source_.byte_of.push_back(byte);
    }

    // Opens and closes the numbers that begin or end at this byte.
    void mark_numbers(std::uint32_t byte) {
        while (next_number_ < numbers_.size()) {
            const auto& number = numbers_[next_number_];
            if (byte < (open_ ? number.end : number.begin)) return;
            if (open_) {
                source_.numbers.back().end = source_.size();
                ++next_number_;
            } else {
                source_.numbers.push_back({source_.size() + (right_to_left_ && number.wants_isolate ? 1U : 0U), 0});
            }
            if (right_to_left_ && number.wants_isolate) push(open_ ? kPopIsolate : kIsolate, byte);
            open_ = !open_;
        }
    }

    Source source_;
    bool right_to_left_;
    bool after_return_ = false;
    bool open_ = false;
    std::uint32_t byte_ = 0;
    std::size_t next_number_ = 0;
    std::vector<WrittenNumber> numbers_;
};

}  // namespace

Source prepare(const Paragraph& paragraph) {
    return Preparer(paragraph).take();
}

Decoded decode(const Source& source, std::uint32_t unit) {
    char16_t first = source.text[unit];
    if (!U16_IS_LEAD(first) || unit + 1 >= source.size()) return {first, unit + 1};
    return {static_cast<char32_t>(U16_GET_SUPPLEMENTARY(first, source.text[unit + 1])), unit + 2};
}

bool is_hanging_space(char16_t c) {
    return c == ' ' || c == '\n' || c == 0x1680 || (c >= 0x2000 && c <= 0x200B && c != 0x2007) || c == 0x205F ||
           c == 0x3000;
}

bool is_invisible(char32_t c) {
    return c >= 0xAD && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool extends_cluster(char32_t c) {
    if (c < 0x300) return false;
    if (c == 0x200C || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF)) return true;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

}  // namespace baken::text
