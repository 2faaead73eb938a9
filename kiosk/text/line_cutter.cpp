#include "kiosk/text/line_cutter.hpp"

#include <hb.h>
#include <unicode/ubidi.h>

#include <algorithm>

namespace baken::text {

namespace {

constexpr std::int32_t quarter(std::int32_t x) {
    return (x + 8) & ~15;
}
constexpr std::int32_t whole(std::int32_t y) {
    return (y + 32) & ~63;
}

}  // namespace

LineCutter::LineCutter(const ShapedText& text, const std::vector<Break>& breaks, Fonts& fonts, Shaper& shaper,
                       Breaker& breaker, std::int32_t box)
    : text_(text), breaks_(breaks), fonts_(fonts), shaper_(shaper), breaker_(breaker), box_(box) {}

std::uint32_t LineCutter::visible_end(std::uint32_t begin, std::uint32_t end) const {
    while (end > begin && is_hanging_space(text_.source.text[end - 1])) --end;
    return end;
}

std::int32_t LineCutter::width(std::uint32_t begin, std::uint32_t end) const {
    return text_.edge[visible_end(begin, end)] - text_.edge[begin];
}

std::int32_t LineCutter::hyphen_width(std::uint32_t unit) const {
    return breaks_[unit] == Break::Hyphen ? hyphen_after(unit).advance : 0;
}

CutLine LineCutter::cut(std::uint32_t begin) {
    std::vector<std::uint32_t> fitting;
    std::uint32_t first = 0;  // the first opportunity, whether it fits or not
    for (std::uint32_t at = begin + 1; at < breaks_.size(); ++at) {
        if (breaks_[at] == Break::None) continue;
        if (first == 0) first = at;
        auto bare = width(begin, at);
        if (bare > box_) break;
        if (bare + hyphen_width(at) <= box_) fitting.push_back(at);
        if (breaks_[at] == Break::Forced) break;
    }
    for (; !fitting.empty(); fitting.pop_back()) {
        std::uint32_t end = fitting.back();
        auto made = place(begin, end, breaks_[end] == Break::Hyphen ? LineTail::Hyphen : LineTail::Nothing);
        if (made.width <= box_) return made;  // Shaping an unsafe end again may have made it wider.
    }
    if (first == 0) return place(begin, text_.source.size(), LineTail::Nothing);
    return cut_between_letters(begin, first, LineTail::Nothing);
}

CutLine LineCutter::cut_with_ellipsis(std::uint32_t begin) {
    auto room = box_ - ellipsis(begin).advance;
    std::vector<std::uint32_t> fitting;
    std::uint32_t end = begin;  // of what could stand on this line
    for (std::uint32_t at = begin + 1; at < breaks_.size() && end == begin; ++at) {
        if (breaks_[at] == Break::None) continue;
        if (width(begin, at) > room || breaks_[at] == Break::Forced) end = at;
        if (width(begin, at) <= room && visible_end(begin, at) > begin) fitting.push_back(at);
    }
    for (; !fitting.empty(); fitting.pop_back()) {
        auto made = place(begin, fitting.back(), LineTail::Ellipsis);
        if (made.width <= box_) return made;
    }
    if (visible_end(begin, end) == begin) return place(begin, end, LineTail::Ellipsis);
    return cut_between_letters(begin, end, LineTail::Ellipsis);
}

CutLine LineCutter::cut_between_letters(std::uint32_t begin, std::uint32_t end, LineTail tail) {
    auto room = box_ - (tail == LineTail::Ellipsis ? ellipsis(begin).advance : 0);
    auto ends = breaker_.letter_ends(text_.source, begin, end);
    std::size_t count = 0;
    while (count < ends.size() && text_.edge[ends[count]] - text_.edge[begin] <= room) ++count;
    count = std::max<std::size_t>(count, 1);
    auto made = place(begin, ends[count - 1], tail);
    while (made.width > box_ && count > 1) made = place(begin, ends[--count - 1], tail);
    made.overflows = made.overflows || tail == LineTail::Nothing;
    return made;
}

CutLine LineCutter::place(std::uint32_t begin, std::uint32_t end, LineTail tail) {
    pieces_.clear();
    reshaped_.clear();
    std::uint32_t shown = visible_end(begin, end);
    collect_pieces(begin, shown);
    add_tail(tail, begin, shown);
    CutLine made;
    made.next = end;
    made.forced = end > begin && text_.source.text[end - 1] == '\n';
    made.ends_text = end == text_.source.size() && !made.forced;
    made.line.begin = text_.source.byte_of[begin];
    made.line.end = text_.source.byte_of[end];
    put_in_order(made, begin);
    made.overflows = made.width > box_;
    return made;
}

std::size_t LineCutter::run_at(std::uint32_t unit) const {
    auto after = std::ranges::upper_bound(text_.runs, unit, {}, &ShapedRun::end);
    return static_cast<std::size_t>(after - text_.runs.begin());
}

void LineCutter::collect_pieces(std::uint32_t begin, std::uint32_t end) {
    reshaped_.reserve(2);  // Pieces point into it: at most the first and the last run are shaped again.
    for (std::size_t at = run_at(begin); at < text_.runs.size() && text_.runs[at].begin < end; ++at) {
        const auto& run = text_.runs[at];
        add_piece(run, std::max(begin, run.begin), std::min(end, run.end));
    }
}

void LineCutter::add_piece(const ShapedRun& run, std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    bool cut_front = begin > run.begin && is_unsafe(begin);
    bool cut_back = end < run.end && is_unsafe(end);
    const auto* glyphs = text_.glyphs.data() + run.first;
    if (cut_front || cut_back) {
        ShapedRun part = run;
        part.begin = begin;
        part.end = end;
        auto& again = reshaped_.emplace_back();
        shaper_.shape_run(text_, part, again);
        pieces_.push_back({again.data(), static_cast<std::uint32_t>(again.size()), run.face, run.level});
        return;
    }
    bool backward = run.level % 2 == 1;
    auto before = [&](std::uint32_t unit) {  // how many glyphs, from the left, stand on the near side of this unit
        const auto* past = glyphs + run.count;
        const auto* found =
            backward
                ? std::partition_point(glyphs, past, [&](const ShapedGlyph& glyph) { return glyph.cluster >= unit; })
                : std::partition_point(glyphs, past, [&](const ShapedGlyph& glyph) { return glyph.cluster < unit; });
        return static_cast<std::uint32_t>(found - glyphs);
    };
    auto from = backward ? before(end) : before(begin);
    auto to = backward ? before(begin) : before(end);
    pieces_.push_back({glyphs + from, to - from, run.face, run.level});
}

LineCutter::Tail LineCutter::hyphen_after(std::uint32_t unit) const {
    auto at = run_at(unit - 1);
    if (at >= text_.runs.size()) return {};
    FaceId id = text_.runs[at].face;
    const Face& face = fonts_.face(id);
    std::uint32_t glyph = face.glyph_of(U'\u2010');
    if (glyph == 0) glyph = face.glyph_of(U'-');
    if (glyph == 0) return {};
    return {id, glyph, to_pixels_26_6(face.advance_of(glyph), text_.em, face.units_per_em())};
}

LineCutter::Tail LineCutter::ellipsis(std::uint32_t line_begin) const {
    auto at = run_at(line_begin);
    bool bold = at < text_.runs.size() && text_.runs[at].face % 2 == 1;
    FontOrder order = fonts_.order_for(text_.language, Direction::LeftToRight);
    FaceId id = fonts_.find(order, bold ? Weight::Bold : Weight::Regular, U'…');
    if (id == kNoFace) return {};
    const Face& face = fonts_.face(id);
    std::uint32_t glyph = face.glyph_of(U'…');
    return {id, glyph, to_pixels_26_6(face.advance_of(glyph), text_.em, face.units_per_em())};
}

void LineCutter::add_tail(LineTail kind, std::uint32_t begin, std::uint32_t end) {
    if (kind == LineTail::Nothing) return;
    Tail tail = kind == LineTail::Hyphen ? hyphen_after(end) : ellipsis(begin);
    if (tail.face == kNoFace) return;
    auto level = text_.base_level;
    if (kind == LineTail::Hyphen && !pieces_.empty()) level = pieces_.back().level;
    tail_glyph_ = {tail.glyph, end > begin ? end - 1 : begin, tail.advance, 0, 0, false, false};
    pieces_.push_back({&tail_glyph_, 1, tail.face, level});
}

void LineCutter::put_in_order(CutLine& made, std::uint32_t begin) const {
    std::size_t glyphs = 0;
    for (const auto& piece : pieces_) glyphs += piece.count;
    made.line.glyphs.reserve(glyphs);
    std::int32_t pen = 0;
    bool all_forward = std::ranges::all_of(pieces_, [](const Piece& piece) { return piece.level == 0; });
    if (all_forward) {
        for (const auto& piece : pieces_) put(piece, pen, begin, made);
    } else {
        std::vector<UBiDiLevel> levels;
        levels.reserve(pieces_.size());
        for (const auto& piece : pieces_) levels.push_back(piece.level);
        std::vector<std::int32_t> order(levels.size());
        ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
        for (auto at : order) put(pieces_[static_cast<std::size_t>(at)], pen, begin, made);
    }
    made.width = pen;
    made.line.width = (pen + 63) >> 6;
}

// Square characters are a whole number of pixels wide: standing on whole ones, each has to be drawn only once.
void LineCutter::put(const Piece& piece, std::int32_t& pen, std::uint32_t begin, CutLine& made) const {
    auto from = text_.source.byte_of[begin];
    auto snap = fonts_.script_of(piece.face) == HB_SCRIPT_HAN ? whole : quarter;
    for (const auto* glyph = piece.first; glyph != piece.first + piece.count; ++glyph) {
        if (!glyph->blank) {
            auto hint = std::min<std::uint32_t>(text_.source.byte_of[glyph->cluster] - from, 0xFFFF);
            made.line.glyphs.push_back(
                {glyph->glyph, piece.face, static_cast<std::uint16_t>(hint), snap(pen + glyph->dx), -whole(glyph->dy)});
        }
        pen += glyph->advance;
    }
}

}  // namespace baken::text
