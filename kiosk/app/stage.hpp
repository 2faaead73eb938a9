// Brings scenes onto a screen and draws only what differs from the last one.
#pragma once

#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/icon.hpp"
#include "kiosk/draw/screen.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/ui/paint.hpp"

namespace baken::app {

// UI thread only; all references outlive it.
class Stage {
public:
    Stage(draw::Screen& screen, text::GlyphCache& glyphs, draw::Icons& icons)
        : screen_(screen), glyphs_(glyphs), icons_(icons) {}

    // Draws and presents what changed; does nothing at all when nothing did. Errors: those of Screen::present; the next
    // call then draws everything again.
    [[nodiscard]] Done show(const ui::Scene& scene, const ui::Attention& attention, ui::Contrast contrast);

    // How many times something was drawn since the start.
    [[nodiscard]] int frames() const { return frames_; }

private:
    draw::Screen& screen_;
    text::GlyphCache& glyphs_;
    draw::Icons& icons_;
    ui::Scene shown_;
    ui::Attention attention_;
    ui::Contrast contrast_ = ui::Contrast::Standard;
    std::uint64_t epoch_ = 0;
    bool whole_ = true;
    int frames_ = 0;
};

}  // namespace baken::app
