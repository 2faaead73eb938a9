#include "kiosk/ui/field_layout.hpp"

#include <algorithm>

#include "kiosk/ui/letters.hpp"

namespace baken::ui {
namespace {

constexpr Mm kLeastWide{40};
constexpr Mm kCaretWide{0.8};

text::Paragraph paragraph_of(const FieldPart& part, const Measure& measure, const Tongue& tongue) {
    text::Paragraph made;
    made.spans = {{part.text, text::Weight::Regular}};
    made.language = tongue.language;
    made.direction = written_direction(part.text, tongue.direction);
    made.em = measure.metrics().em(Type::Body);
    made.spacing = text::LineSpacing::Tight;
    return made;
}

// White space at the end of a line has no width of its own, so the caret behind it is found with a mark behind it.
int width_up_to(const text::Paragraph& like, std::string_view line, const Measure& measure) {
    auto part = like;
    part.spans = {{std::string(line) + "|", text::Weight::Regular}};
    auto mark = like;
    mark.spans = {{"|", text::Weight::Regular}};
    return measure.typesetter().natural_width(part) - measure.typesetter().natural_width(mark);
}

// The line the caret is on: the last one that begins at or before it.
std::size_t line_of(const text::TextLayout& layout, std::size_t caret) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < layout.lines.size(); ++i) {
        if (layout.lines[i].begin <= caret) found = i;
    }
    return found;
}

}  // namespace

draw::Size field_size(const FieldPart& part, const Measure& measure) {
    FieldPart empty;
    int line = measure.typesetter().line_height(paragraph_of(empty, measure, {}));
    return {measure.metrics().px(kLeastWide), line * std::max(1, part.lines)};
}

void lay_out_field(const FieldPart& part, const Measure& measure, const Tongue& tongue, Item& item) {
    auto paragraph = paragraph_of(part, measure, tongue);
    auto area = item.rect;
    int line_height = std::max(1, measure.typesetter().line_height(paragraph));
    int caret_wide = std::max(2, measure.metrics().px(kCaretWide));
    item.text = measure.typesetter().lay_out(paragraph, std::max(1, area.w - caret_wide));
    auto at = line_of(*item.text, part.caret);
    // Of more lines than there is room for, those up to the caret are seen.
    auto seen = static_cast<std::size_t>(std::max(1, area.h / line_height));
    auto first = at + 1 > seen ? at + 1 - seen : 0;
    item.text_at = {area.x, area.y - static_cast<int>(first) * line_height};
    item.clip = item.clip.intersected(area);
    if (!part.active) return;
    const auto& line = item.text->lines[at];
    auto before = std::string_view(part.text).substr(line.begin, part.caret - line.begin);
    int along = width_up_to(paragraph, before, measure);
    bool leftwards = paragraph.direction == text::Direction::RightToLeft;
    int x = area.x + line.left + (leftwards ? line.width - along - caret_wide : along);
    x = std::clamp(x, area.x, std::max(area.x, area.right() - caret_wide));
    item.caret = {x, area.y + static_cast<int>(at - first) * line_height, caret_wide, line_height};
}

}  // namespace baken::ui
