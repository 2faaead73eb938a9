// What laying out and painting a view takes: fonts, a typesetter, icons, and a panel.
#pragma once

#include "kiosk/draw/icon.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"
#include "kiosk/ui/layout.hpp"
#include "kiosk/ui/paint.hpp"

namespace baken::testing {

text::Fonts open_house_fonts();

struct Desk {
    text::Fonts fonts = open_house_fonts();
    text::Typesetter typesetter{fonts};
    // Ten pixels a millimetre, so that a test can reckon in its head.
    ui::Panel panel{{1000, 600}, 100, 60};

    [[nodiscard]] ui::Metrics metrics(ui::TextSize size = ui::TextSize::Medium) const { return {panel, size, fonts}; }
    [[nodiscard]] ui::Scene lay_out(const ui::View& view, std::string language = "nl",
                                    const ui::ScrollOffsets& offsets = {});
};

// The same with what it takes to see it.
struct Easel : Desk {
    Easel();
    text::GlyphCache glyphs{fonts};
    draw::Icons icons;

    void paint(draw::Frame& frame, const ui::Scene& scene, const ui::Attention& attention,
               std::span<const draw::Rect> areas, ui::Contrast contrast = ui::Contrast::Standard);
    // The whole of it on a new frame.
    draw::Frame picture(const ui::Scene& scene, const ui::Attention& attention = {},
                        ui::Contrast contrast = ui::Contrast::Standard);
};

// The first pixel that differs, or nothing.
std::optional<draw::Point> difference(const draw::Frame& a, const draw::Frame& b);

// The first item with this name; fails the test when there is none.
const ui::Item& item_named(const ui::Scene& scene, std::string_view name);
bool has_item(const ui::Scene& scene, std::string_view name);

// A plain box of this size that is called `name`, with a fill so that it draws something.
ui::View box(std::string name, double wide, double high);
// The same as a target.
ui::View target(std::string name, double wide, double high);

}  // namespace baken::testing
