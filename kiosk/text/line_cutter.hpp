// Cuts a shaped paragraph into lines that fit a width, greedily, and puts the glyphs of each in their places.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/text/breaks.hpp"
#include "kiosk/text/layout.hpp"
#include "kiosk/text/shaped.hpp"

namespace baken::text {

// What ends a line besides its own text.
enum class LineTail : std::uint8_t { Nothing, Hyphen, Ellipsis };

struct CutLine {
    Line line{};
    std::int32_t width = 0;  // 26.6
    std::uint32_t next = 0;  // unit at which the next line begins
    bool overflows = false;  // had to be cut between letters, or a letter alone is wider than the box
    bool ends_text = false;
    bool forced = false;  // ends in a forced break
};

class LineCutter {
public:
    // All arguments outlive the cutter; `breaks` belong to `text`.
    LineCutter(const ShapedText& text, const std::vector<Break>& breaks, Fonts& fonts, Shaper& shaper, Breaker& breaker,
               std::int32_t box);

    // The line that begins at this unit, as wide as fits in the box (26.6).
    [[nodiscard]] CutLine cut(std::uint32_t begin);
    // The same, ending in an ellipsis because what follows is left out.
    [[nodiscard]] CutLine cut_with_ellipsis(std::uint32_t begin);

    // The width of the text between two units without its trailing white space, 26.6; exact where no cut is unsafe.
    [[nodiscard]] std::int32_t width(std::uint32_t begin, std::uint32_t end) const;
    // The width a break at this unit adds.
    [[nodiscard]] std::int32_t hyphen_width(std::uint32_t unit) const;

private:
    struct Tail {
        FaceId face = kNoFace;
        std::uint32_t glyph = 0;
        std::int32_t advance = 0;
    };
    struct Piece {
        const ShapedGlyph* first;
        std::uint32_t count;
        FaceId face;
        std::uint8_t level;
    };

    [[nodiscard]] CutLine place(std::uint32_t begin, std::uint32_t end, LineTail tail);
    [[nodiscard]] CutLine cut_between_letters(std::uint32_t begin, std::uint32_t end, LineTail tail);
    void collect_pieces(std::uint32_t begin, std::uint32_t visible_end);
    void add_piece(const ShapedRun& run, std::uint32_t begin, std::uint32_t end);
    void add_tail(LineTail tail, std::uint32_t begin, std::uint32_t end);
    void put_in_order(CutLine& made, std::uint32_t begin) const;
    void put(const Piece& piece, std::int32_t& pen, std::uint32_t begin, CutLine& made) const;
    [[nodiscard]] std::uint32_t visible_end(std::uint32_t begin, std::uint32_t end) const;
    [[nodiscard]] std::size_t run_at(std::uint32_t unit) const;
    [[nodiscard]] bool is_unsafe(std::uint32_t unit) const { return text_.unsafe[unit]; }
    [[nodiscard]] Tail hyphen_after(std::uint32_t unit) const;
    [[nodiscard]] Tail ellipsis(std::uint32_t line_begin) const;

    const ShapedText& text_;
    const std::vector<Break>& breaks_;
    Fonts& fonts_;
    Shaper& shaper_;
    Breaker& breaker_;
    std::int32_t box_;
    std::vector<Piece> pieces_;                       // of the line being placed, in the order of the text
    std::vector<std::vector<ShapedGlyph>> reshaped_;  // what its unsafe ends made necessary
    ShapedGlyph tail_glyph_{};
};

}  // namespace baken::text
