#include "kiosk/ui/layout.hpp"

#include <algorithm>

#include "kiosk/ui/field_layout.hpp"
#include "kiosk/ui/flexible_lengths.hpp"
#include "kiosk/ui/scroll_rail.hpp"
#include "kiosk/ui/start_side.hpp"

namespace baken::ui {
namespace {

using draw::Rect;

// What comes down the tree while it is placed.
struct Around {
    int parent = -1;
    Rect clip;
    Tone ink = Tone::Ink;
    std::string scroll_id;
};

class Placer {
public:
    Placer(const Measure& measure, const Tongue& tongue, const ScrollOffsets& offsets, Scene& scene)
        : measure_(measure), screen_(tongue), offsets_(offsets), scene_(scene) {}

    void place(const View& view, Rect rect, const Tongue& outer, const Around& around) {
        auto tongue = measure_.inner_tongue(view, outer);
        auto index = static_cast<int>(scene_.items.size());
        scene_.items.push_back(item_for(view, rect, tongue, around));
        Around inside = around;
        inside.parent = index;
        if (view.ink != Tone::None) inside.ink = view.ink;
        Rect inner = rect.inset(px(view.padding.x), px(view.padding.y));
        if (view.flow == Flow::Scroll) return place_scroll(view, inner, tongue, inside);
        if (view.children.empty()) return;
        switch (view.flow) {
            case Flow::Column:
                return place_column(view, inner, tongue, inside);
            case Flow::Row:
                return place_row(view, inner, tongue, inside);
            case Flow::Wrap:
                return place_wrap(view, inner, tongue, inside);
            case Flow::Grid:
                return place_grid(view, inner, tongue, inside);
            case Flow::Scroll:
                return;
            case Flow::Stack:
                break;
        }
        for (const auto& child : view.children) place(child, inner, tongue, inside);
    }

private:
    [[nodiscard]] int px(Mm length) const { return measure_.metrics().px(length); }
    [[nodiscard]] bool leftwards() const { return screen_.direction == text::Direction::RightToLeft; }

    // On the side where this screen starts.
    [[nodiscard]] Rect from_start(const Rect& within, int along, int y, int w, int h) const {
        return ui::from_start(screen_.direction, within, along, y, w, h);
    }

    Item item_for(const View& view, Rect rect, const Tongue& tongue, const Around& around) const {
        Item item;
        item.parent = around.parent;
        item.rect = rect;
        item.clip = rect.intersected(around.clip);
        item.role = view.role;
        if (view.role != Role::None) item.name = spoken_text(view);
        item.action = view.action;
        item.selected = view.selected;
        item.language = tongue.language;
        item.value = view.value;
        item.fill = view.fill;
        item.border = view.border;
        item.ink = view.ink == Tone::None ? around.ink : view.ink;
        item.border_px = view.border == Tone::None ? 0 : std::max(1, px(view.border_width));
        item.radius_px = px(view.radius);
        if (view.round_start_only) item.corners = leftwards() ? draw::Corners::Right : draw::Corners::Left;
        item.scroll_id = around.scroll_id;
        fill_part(view, rect, tongue, item);
        return item;
    }

    void fill_part(const View& view, Rect rect, const Tongue& tongue, Item& item) const {
        Rect inner = rect.inset(px(view.padding.x), px(view.padding.y));
        if (const auto* part = std::get_if<TextPart>(&view.part)) {
            item.text = measure_.typesetter().lay_out(measure_.paragraph(*part, tongue), std::max(0, inner.w));
            item.text_at = {inner.x, inner.y};
            item.cut_off = item.text->overflows || item.text->height > inner.h + 1;
            return;
        }
        if (const auto* field = std::get_if<FieldPart>(&view.part))
            return lay_out_field(*field, measure_, tongue, item);
        if (std::holds_alternative<std::monostate>(view.part)) return;
        auto size = measure_.part_size(view.part);
        item.cut_off = size.w > inner.w + 1 || size.h > inner.h + 1;
        item.rect = {inner.x + (inner.w - size.w) / 2, inner.y + (inner.h - size.h) / 2, size.w, size.h};
        if (const auto* icon_part = std::get_if<IconPart>(&view.part)) {
            item.icon = icon_part->name;
            item.mirror = icon_part->directional && leftwards() ? draw::Mirror::Yes : draw::Mirror::No;
        }
        if (const auto* picture = std::get_if<PicturePart>(&view.part)) item.picture = picture->picture;
        if (const auto* qr = std::get_if<QrPart>(&view.part)) item.qr = qr->code;
        item.triangle = std::holds_alternative<TrianglePart>(view.part);
    }

    void mark_cut_off(int index) { scene_.items[static_cast<std::size_t>(index)].cut_off = true; }

    // Where the first child starts when children do not fill the length.
    static int lead(Place along, int spare) {
        if (along == Place::Center) return std::max(0, spare / 2);
        return along == Place::End ? std::max(0, spare) : 0;
    }

    // A child's place across the flow.
    static std::pair<int, int> span_across(Place across, int start, int room, int wanted) {
        if (across == Place::Stretch) return {start, room};
        int length = std::min(room, wanted);
        if (across == Place::Center) return {start + (room - length) / 2, length};
        return {across == Place::End ? start + room - length : start, length};
    }

    void place_row(const View& view, Rect inner, const Tongue& tongue, const Around& inside) {
        auto widths = measure_.row_widths(view, inner.w, tongue);
        int gap = px(view.gap);
        int used = used_length(widths, gap);
        if (used > inner.w + 1) mark_cut_off(inside.parent);
        int along = lead(view.along, inner.w - used);
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] < 0) continue;
            const auto& child = view.children[i];
            int wanted = view.across == Place::Stretch ? inner.h : measure_.height(child, widths[i], tongue);
            auto [y, h] = span_across(view.across, inner.y, inner.h, wanted);
            place(child, from_start(inner, along, y, widths[i], h), tongue, inside);
            along += widths[i] + gap;
        }
    }

    [[nodiscard]] std::vector<int> column_heights(const View& view, Rect inner, const Tongue& tongue,
                                                  const std::vector<int>& widths) const {
        std::vector<int> heights;
        heights.reserve(view.children.size());
        for (std::size_t i = 0; i < view.children.size(); ++i) {
            heights.push_back(measure_.height(view.children[i], widths[i], tongue));
        }
        if (view.even && !heights.empty()) {
            int tallest = *std::ranges::max_element(heights);
            int fair =
                (inner.h - (static_cast<int>(heights.size()) - 1) * px(view.gap)) / static_cast<int>(heights.size());
            for (auto& h : heights) h = view.grow > 0 ? std::max(tallest, fair) : tallest;
        }
        return heights;
    }

    // A child that can leave something out itself gives up that much, the last one first.
    void shrink_to_least(const View& view, std::vector<int>& heights, const std::vector<int>& widths, int excess,
                         const Tongue& tongue) const {
        for (std::size_t i = heights.size(); i-- > 0 && excess > 0;) {
            if (heights[i] < 0) continue;
            int spare = heights[i] - measure_.least_height(view.children[i], widths[i], tongue);
            int given = std::clamp(spare, 0, excess);
            heights[i] -= given;
            excess -= given;
        }
    }

    void place_column(const View& view, Rect inner, const Tongue& tongue, const Around& inside) {
        std::vector<int> widths;
        for (const auto& child : view.children) {
            int natural =
                view.across == Place::Stretch ? inner.w : std::min(inner.w, measure_.natural_width(child, tongue));
            widths.push_back(child.most_wide.value > 0 ? std::min(natural, px(child.most_wide)) : natural);
        }
        auto heights = column_heights(view, inner, tongue, widths);
        int gap = px(view.gap);
        drop_optional(view, heights, inner.h, gap);
        shrink_to_least(view, heights, widths, used_length(heights, gap) - inner.h, tongue);
        int used = used_length(heights, gap);
        if (used > inner.h + 1) mark_cut_off(inside.parent);
        grow_shares(view, heights, inner.h - used);
        int y = inner.y + lead(view.along, inner.h - used_length(heights, gap));
        for (std::size_t i = 0; i < heights.size(); ++i) {
            if (heights[i] < 0) continue;
            auto across = view.across == Place::Stretch ? Place::Start : view.across;
            auto [offset, w] = span_across(across, 0, inner.w, widths[i]);
            place(view.children[i], from_start(inner, offset, y, w, heights[i]), tongue, inside);
            y += heights[i] + gap;
        }
    }

    // With along = Stretch, what is left over on a line goes between its children.
    [[nodiscard]] int spread_gap(const View& view, const Measure::WrapLine& line, int inner,
                                 const Tongue& tongue) const {
        if (view.along != Place::Stretch || line.count < 2) return 0;
        int used = static_cast<int>(line.count - 1) * px(view.gap);
        for (std::size_t i = line.first; i < line.first + line.count; ++i) {
            used += std::min(inner, measure_.natural_width(view.children[i], tongue));
        }
        return std::max(0, inner - used) / static_cast<int>(line.count - 1);
    }

    void place_wrap(const View& view, Rect inner, const Tongue& tongue, const Around& inside) {
        int y = inner.y;
        int gap = px(view.gap);
        for (const auto& line : measure_.wrap_lines(view, inner.w, tongue)) {
            int along = 0;
            int spread = spread_gap(view, line, inner.w, tongue);
            for (std::size_t i = line.first; i < line.first + line.count; ++i) {
                int w = std::min(inner.w, measure_.natural_width(view.children[i], tongue));
                place(view.children[i], from_start(inner, along, y, w, line.height), tongue, inside);
                along += w + gap + spread;
            }
            y += line.height + gap;
        }
        if (y - gap > inner.bottom() + 1) mark_cut_off(inside.parent);
    }

    void place_grid(const View& view, Rect inner, const Tongue& tongue, const Around& inside) {
        int columns = measure_.grid_columns(view, inner.w, tongue);
        int gap = px(view.gap);
        int cell = (inner.w - (columns - 1) * gap) / columns;
        std::vector<int> heights;
        for (std::size_t i = 0; i < view.children.size(); i += static_cast<std::size_t>(columns)) {
            heights.push_back(measure_.grid_row_height(view, i, columns, cell, tongue));
        }
        int spare = inner.h - used_length(heights, gap);
        if (spare < -1) mark_cut_off(inside.parent);
        int share = view.grow > 0 ? std::max(0, spare) / static_cast<int>(heights.size()) : 0;
        int y = inner.y;
        for (std::size_t i = 0; i < view.children.size(); ++i) {
            auto at = static_cast<int>(i) % columns;
            auto h = heights[i / static_cast<std::size_t>(columns)] + share;
            place(view.children[i], from_start(inner, at * (cell + gap), y, cell, h), tongue, inside);
            if (at == columns - 1) y += h + gap;
        }
    }

    void place_scroll(const View& view, Rect area, const Tongue& tongue, const Around& inside) {
        const auto& child = view.children.front();
        int content = measure_.height(child, area.w, tongue);
        if (content <= area.h || measure_.least_height(child, area.w, tongue) <= area.h) {
            scene_.scrolls[view.scroll->id] = {0, area.h, area.h, area};
            return place(child, area, tongue, inside);
        }
        ScrollRail rail(measure_.metrics(), screen_.direction, area);
        const auto& window = rail.window();
        content = measure_.height(child, window.w, tongue);
        ScrollExtent extent{0, content, window.h, window};
        auto wanted = offsets_.find(view.scroll->id);
        extent.offset = wanted == offsets_.end() ? 0 : std::clamp(wanted->second, 0, extent.furthest());
        scene_.scrolls[view.scroll->id] = extent;
        Around within = inside;
        within.clip = inside.clip.intersected(window);
        within.scroll_id = view.scroll->id;
        place(child, {window.x, window.y - extent.offset, window.w, std::max(content, window.h)}, tongue, within);
        for (const auto& piece : rail.pieces(*view.scroll, extent)) place(piece.view, piece.rect, tongue, inside);
    }

    const Measure& measure_;
    Tongue screen_;
    const ScrollOffsets& offsets_;
    Scene& scene_;
};

}  // namespace

Scene lay_out(const View& root, const Measure& measure, const Tongue& tongue, const ScrollOffsets& offsets) {
    Scene scene;
    scene.size = measure.metrics().panel().pixels;
    scene.direction = tongue.direction;
    Rect whole{0, 0, scene.size.w, scene.size.h};
    Placer{measure, tongue, offsets, scene}.place(root, whole, tongue, {-1, whole, Tone::Ink, {}});
    return scene;
}

}  // namespace baken::ui
