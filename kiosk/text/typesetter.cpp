#include "kiosk/text/typesetter.hpp"

#include <algorithm>
#include <string_view>

#include "kiosk/text/line_cutter.hpp"

namespace baken::text {

namespace {

// About 1.5 MB each at most: shaped text takes some 45 bytes a letter, a layout some 24.
constexpr std::size_t kMostShapedLetters = 32 * 1024;
constexpr std::size_t kMostPlacedGlyphs = 64 * 1024;
constexpr std::size_t kCostOfEntry = 32;  // in letters; so that very many short texts are bounded too
constexpr int kWidestBox = 1 << 20;       // pixels; beyond it 26.6 coordinates could run over

struct LineMetrics {
    int ascent, descent;
};

// Tight lines are for headlines and buttons, whose lines stand alone; accents may then reach into the line above.
LineMetrics metrics_of(const ShapedText& text, LineSpacing spacing) {
    if (spacing == LineSpacing::Normal) return {text.ascent, text.descent};
    return {(text.ascent * 22 + 12) / 25, (text.descent * 22 + 12) / 25};
}

int start_of(const Line& line, const Paragraph& paragraph, int box_width) {
    if (paragraph.align == Align::Center) return (box_width - line.width) / 2;
    bool at_right = (paragraph.align == Align::End) != (paragraph.direction == Direction::RightToLeft);
    return at_right ? box_width - line.width : 0;
}

// What the width of lines depends on; the rest of a paragraph does not change how it is shaped.
Paragraph shaping_part(const Paragraph& paragraph) {
    Paragraph part = paragraph;
    part.align = Align::Start;
    part.max_lines = 0;
    part.spacing = LineSpacing::Normal;
    return part;
}

void mix(std::size_t& hash, std::size_t value) {
    hash ^= value + 0x9E3779B97F4A7C15U + (hash << 6U) + (hash >> 2U);
}

std::int32_t widest_line(const ShapedText& text) {
    std::int32_t widest = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t at = 0; at <= text.source.size(); ++at) {
        if (at < text.source.size() && text.source.text[at] != '\n') continue;
        std::uint32_t end = at;
        while (end > begin && is_hanging_space(text.source.text[end - 1])) --end;
        widest = std::max(widest, text.edge[end] - text.edge[begin]);
        begin = at + 1;
    }
    return widest;
}

}  // namespace

std::size_t ParagraphHash::operator()(const Paragraph& paragraph) const {
    std::size_t hash = std::hash<std::string_view>{}(paragraph.language);
    for (const auto& span : paragraph.spans) {
        mix(hash, std::hash<std::string_view>{}(span.text));
        mix(hash, static_cast<std::size_t>(span.weight));
    }
    mix(hash, static_cast<std::size_t>(paragraph.em));
    mix(hash, static_cast<std::size_t>(paragraph.max_lines));
    mix(hash, static_cast<std::size_t>(paragraph.direction) * 64 + static_cast<std::size_t>(paragraph.align) * 8 +
                  static_cast<std::size_t>(paragraph.spacing));
    return hash;
}

std::size_t Typesetter::LayoutHash::operator()(const LayoutKey& key) const {
    std::size_t hash = ParagraphHash{}(key.paragraph);
    mix(hash, static_cast<std::size_t>(key.box_width));
    return hash;
}

Typesetter::Typesetter(Fonts& fonts)
    : fonts_(fonts), shaper_(fonts), shaped_(kMostShapedLetters), layouts_(kMostPlacedGlyphs) {}

Typesetter::Ready& Typesetter::ready(const Paragraph& paragraph) {
    Paragraph key = shaping_part(paragraph);
    if (auto* known = shaped_.find(key)) return **known;
    auto made = std::make_unique<Ready>();
    made->text = shaper_.shape(key);
    made->natural_width = (widest_line(made->text) + 63) >> 6;
    std::size_t cost = made->text.source.size() + kCostOfEntry;
    return *shaped_.put(std::move(key), std::move(made), cost);
}

const std::vector<Break>& Typesetter::breaks_of(Ready& ready) {
    if (ready.breaks.empty()) ready.breaks = breaker_.line_breaks(ready.text.source, ready.text.language);
    return ready.breaks;
}

std::shared_ptr<const TextLayout> Typesetter::lay_out(const Paragraph& paragraph, int box_width) {
    LayoutKey key{paragraph, std::clamp(box_width, 1, kWidestBox)};
    if (auto* known = layouts_.find(key)) return *known;
    auto made = std::make_shared<const TextLayout>(set(paragraph, ready(paragraph), key.box_width));
    std::size_t cost = kCostOfEntry;
    for (const auto& line : made->lines) cost += line.glyphs.size() + 4;
    return layouts_.put(std::move(key), std::move(made), cost);
}

TextLayout Typesetter::set(const Paragraph& paragraph, Ready& ready, int box_width) {
    TextLayout layout{{}, ready.text.em, 0, 0, box_width, false, false, ready.text.missing};
    LineCutter cutter(ready.text, breaks_of(ready), fonts_, shaper_, breaker_, box_width * 64);
    auto [ascent, descent] = metrics_of(ready.text, paragraph.spacing);
    std::uint32_t begin = 0;
    for (bool more = true; more;) {
        bool last = paragraph.max_lines > 0 && static_cast<int>(layout.lines.size()) + 1 == paragraph.max_lines;
        auto cut = cutter.cut(begin);
        more = !cut.ends_text;
        if (more && last) {
            cut = cutter.cut_with_ellipsis(begin);
            layout.truncated = true;
            more = false;
        }
        cut.line.left = start_of(cut.line, paragraph, box_width);
        cut.line.baseline = layout.height + ascent;
        layout.height += ascent + descent;
        layout.width = std::max(layout.width, cut.line.width);
        layout.overflows = layout.overflows || cut.overflows;
        begin = cut.next;
        layout.lines.push_back(std::move(cut.line));
    }
    return layout;
}

int Typesetter::natural_width(const Paragraph& paragraph) {
    return ready(paragraph).natural_width;
}

int Typesetter::widest_word(const Paragraph& paragraph) {
    Ready& shaped = ready(paragraph);
    if (shaped.widest_word >= 0) return shaped.widest_word;
    const auto& breaks = breaks_of(shaped);
    LineCutter measure(shaped.text, breaks, fonts_, shaper_, breaker_, kWidestBox);
    std::int32_t widest = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t at = 1; at < breaks.size(); ++at) {
        if (breaks[at] == Break::None) continue;
        widest = std::max(widest, measure.width(begin, at) + measure.hyphen_width(at));
        begin = at;
    }
    shaped.widest_word = (widest + 63) >> 6;
    return shaped.widest_word;
}

int Typesetter::line_height(const Paragraph& paragraph) {
    auto [ascent, descent] = metrics_of(ready(paragraph).text, paragraph.spacing);
    return ascent + descent;
}

}  // namespace baken::text
