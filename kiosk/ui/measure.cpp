#include "kiosk/ui/measure.hpp"

#include <algorithm>

#include "kiosk/draw/picture.hpp"
#include "kiosk/ui/field_layout.hpp"
#include "kiosk/ui/flexible_lengths.hpp"
#include "kiosk/ui/scroll_rail.hpp"

namespace baken::ui {

text::Direction direction_of(std::string_view language) {
    auto primary = language.substr(0, language.find('-'));
    for (std::string_view written_leftwards : {"ar", "fa", "he", "ur", "ps", "ckb", "prs", "dv"}) {
        if (primary == written_leftwards) return text::Direction::RightToLeft;
    }
    return text::Direction::LeftToRight;
}

Tongue Measure::inner_tongue(const View& view, const Tongue& tongue) const {
    if (view.language.empty()) return tongue;
    return {view.language, direction_of(view.language)};
}

text::Paragraph Measure::paragraph(const TextPart& part, const Tongue& tongue) const {
    text::Paragraph made;
    made.spans = part.spans;
    made.language = tongue.language;
    made.direction = tongue.direction;
    made.align = part.align;
    made.em = metrics_.em(part.type);
    made.max_lines = part.max_lines;
    made.spacing = part.spacing;
    return made;
}

namespace {

// The picture's size within its bounds, keeping its proportions.
draw::Size fit(draw::Size natural, int most_wide, int most_high) {
    if (natural.w <= 0 || natural.h <= 0) return {0, 0};
    double scale = std::min(static_cast<double>(most_wide) / natural.w, static_cast<double>(most_high) / natural.h);
    return {std::max(1, static_cast<int>(natural.w * scale)), std::max(1, static_cast<int>(natural.h * scale))};
}

}  // namespace

draw::Size Measure::part_size(const Part& part) const {
    if (const auto* icon_part = std::get_if<IconPart>(&part)) {
        int side = metrics_.scaled_px(icon_part->size);
        return {side, side};
    }
    if (const auto* picture = std::get_if<PicturePart>(&part)) {
        return fit(picture->picture->size(), metrics_.px(picture->most_wide), metrics_.px(picture->most_high));
    }
    if (const auto* qr = std::get_if<QrPart>(&part)) return {metrics_.px(qr->size), metrics_.px(qr->size)};
    if (const auto* triangle = std::get_if<TrianglePart>(&part)) {
        int side = metrics_.px(triangle->size);
        return {side, side * 7 / 8};
    }
    if (const auto* field = std::get_if<FieldPart>(&part)) return field_size(*field, *this);
    return {0, 0};
}

int Measure::least_width(const View& view, const Tongue& tongue) const {
    return width(view, tongue, Extent::Least);
}

int Measure::natural_width(const View& view, const Tongue& tongue) const {
    return width(view, tongue, Extent::Natural);
}

int Measure::width(const View& view, const Tongue& outer, Extent extent) const {
    auto tongue = inner_tongue(view, outer);
    int inner = 0;
    if (const auto* part = std::get_if<TextPart>(&view.part)) {
        auto text = paragraph(*part, tongue);
        inner = extent == Extent::Least ? typesetter_.widest_word(text) : typesetter_.natural_width(text);
    } else if (!std::holds_alternative<std::monostate>(view.part)) {
        inner = part_size(view.part).w;
    } else {
        inner = children_width(view, tongue, extent);
    }
    int whole = inner + 2 * metrics_.px(view.padding.x);
    if (view.most_wide.value > 0 && extent == Extent::Natural) whole = std::min(whole, metrics_.px(view.most_wide));
    return std::max(whole, metrics_.px(view.least_wide));
}

int Measure::children_width(const View& view, const Tongue& tongue, Extent extent) const {
    int widest = 0;
    int sum = 0;
    int count = 0;
    for (const auto& child : view.children) {
        if (child.optional && extent == Extent::Least && view.flow == Flow::Row) continue;
        int child_width = width(child, tongue, extent);
        widest = std::max(widest, child_width);
        sum += child_width;
        ++count;
    }
    int gaps = std::max(0, count - 1) * metrics_.px(view.gap);
    bool beside = view.flow == Flow::Row || (view.flow == Flow::Wrap && extent == Extent::Natural);
    if (view.flow == Flow::Scroll) return widest + rail_width(metrics_);
    if (beside && view.even) return widest * count + gaps;
    return beside ? sum + gaps : widest;
}

int Measure::height(const View& view, int width, const Tongue& outer) const {
    auto tongue = inner_tongue(view, outer);
    int inner = std::max(0, width - 2 * metrics_.px(view.padding.x));
    int content = 0;
    if (const auto* part = std::get_if<TextPart>(&view.part)) {
        content = typesetter_.lay_out(paragraph(*part, tongue), inner)->height;
    } else if (!std::holds_alternative<std::monostate>(view.part)) {
        content = part_size(view.part).h;
    } else {
        content = children_height(view, inner, tongue);
    }
    return std::max(content + 2 * metrics_.px(view.padding.y), metrics_.px(view.least_high));
}

int Measure::least_height(const View& view, int width, const Tongue& outer) const {
    if (view.flow != Flow::Column || view.children.empty()) return height(view, width, outer);
    auto tongue = inner_tongue(view, outer);
    int inner = std::max(0, width - 2 * metrics_.px(view.padding.x));
    int sum = 2 * metrics_.px(view.padding.y) - metrics_.px(view.gap);
    for (const auto& child : view.children) {
        if (!child.optional) sum += least_height(child, inner, tongue) + metrics_.px(view.gap);
    }
    return std::max(sum, metrics_.px(view.least_high));
}

int Measure::children_height(const View& view, int inner, const Tongue& tongue) const {
    switch (view.flow) {
        case Flow::Row:
            return row_height(view, inner, tongue);
        case Flow::Column:
            return column_height(view, inner, tongue);
        case Flow::Wrap:
            return wrap_height(view, inner, tongue);
        case Flow::Grid:
            return grid_height(view, inner, tongue);
        case Flow::Scroll:
            return 0;
        case Flow::Stack:
            break;
    }
    int tallest = 0;
    for (const auto& child : view.children) tallest = std::max(tallest, height(child, inner, tongue));
    return tallest;
}

int Measure::row_height(const View& view, int inner, const Tongue& tongue) const {
    auto widths = row_widths(view, inner, tongue);
    int tallest = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] >= 0) tallest = std::max(tallest, height(view.children[i], widths[i], tongue));
    }
    return tallest;
}

int Measure::column_height(const View& view, int inner, const Tongue& tongue) const {
    int sum = 0;
    int tallest = 0;
    for (const auto& child : view.children) {
        int wide = view.across == Place::Stretch ? inner : std::min(inner, natural_width(child, tongue));
        int high = height(child, wide, tongue);
        sum += high;
        tallest = std::max(tallest, high);
    }
    auto count = static_cast<int>(view.children.size());
    return (view.even ? tallest * count : sum) + std::max(0, count - 1) * metrics_.px(view.gap);
}

int Measure::wrap_height(const View& view, int inner, const Tongue& tongue) const {
    int sum = 0;
    auto lines = wrap_lines(view, inner, tongue);
    for (const auto& line : lines) sum += line.height;
    return sum + std::max(0, static_cast<int>(lines.size()) - 1) * metrics_.px(view.gap);
}

int Measure::grid_height(const View& view, int inner, const Tongue& tongue) const {
    int columns = grid_columns(view, inner, tongue);
    int gap = metrics_.px(view.gap);
    int cell = (inner - (columns - 1) * gap) / columns;
    int sum = -gap;
    for (std::size_t i = 0; i < view.children.size(); i += static_cast<std::size_t>(columns)) {
        sum += grid_row_height(view, i, columns, cell, tongue) + gap;
    }
    return std::max(0, sum);
}

int Measure::grid_row_height(const View& grid, std::size_t first, int columns, int cell, const Tongue& tongue) const {
    int tallest = 0;
    auto end = std::min(first + static_cast<std::size_t>(columns), grid.children.size());
    for (std::size_t i = first; i < end; ++i) tallest = std::max(tallest, height(grid.children[i], cell, tongue));
    return tallest;
}

int Measure::grid_columns(const View& grid, int inner, const Tongue& tongue) const {
    int cell = metrics_.px(grid.cell_least);
    for (const auto& child : grid.children) cell = std::max(cell, least_width(child, tongue));
    int gap = metrics_.px(grid.gap);
    int fit = std::max(1, (inner + gap) / std::max(1, cell + gap));
    if (grid.most_columns > 0) fit = std::min(fit, grid.most_columns);
    // Rows as even as they can be: four cells where three fit stand two by two, not three and an orphan.
    int count = std::max(1, static_cast<int>(grid.children.size()));
    int rows = (count + fit - 1) / fit;
    return (count + rows - 1) / rows;
}

std::vector<Measure::WrapLine> Measure::wrap_lines(const View& wrap, int inner, const Tongue& tongue) const {
    std::vector<WrapLine> lines;
    int gap = metrics_.px(wrap.gap);
    int used = 0;
    for (std::size_t i = 0; i < wrap.children.size(); ++i) {
        int wide = std::min(inner, natural_width(wrap.children[i], tongue));
        if (lines.empty() || used + gap + wide > inner) {
            lines.push_back({i, 0, 0});
            used = wide;
        } else {
            used += gap + wide;
        }
        auto& line = lines.back();
        ++line.count;
        line.height = std::max(line.height, height(wrap.children[i], wide, tongue));
    }
    return lines;
}

std::vector<int> Measure::row_widths(const View& row, int inner, const Tongue& tongue) const {
    std::vector<int> least;
    std::vector<int> widths;
    for (const auto& child : row.children) {
        least.push_back(least_width(child, tongue));
        widths.push_back(std::max(least.back(), natural_width(child, tongue)));
    }
    int gap = metrics_.px(row.gap);
    drop_optional(row, least, inner, gap);
    int shown = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (least[i] < 0) widths[i] = -1;
        if (least[i] >= 0) ++shown;
    }
    if (shown == 0) return widths;
    int room = inner - (shown - 1) * gap;
    if (row.even) {
        for (auto& w : widths) w = w < 0 ? w : room / shown;
        return widths;
    }
    if (used_length(widths, gap) > inner) squeeze(widths, least, room);
    grow_shares(row, widths, inner - used_length(widths, gap));
    return widths;
}

}  // namespace baken::ui
