#include "kiosk/app/stage.hpp"

namespace baken::app {

Done Stage::show(const ui::Scene& scene, const ui::Attention& attention, ui::Contrast contrast) {
    bool whole = whole_ || contrast != contrast_ || screen_.epoch() != epoch_;
    std::vector<draw::Rect> areas{{0, 0, scene.size.w, scene.size.h}};
    if (!whole) areas = ui::changed_areas(shown_, attention_, scene, attention);
    if (areas.empty()) return {};
    draw::Canvas canvas{screen_.frame(), glyphs_};
    ui::Painter painter{canvas, icons_, contrast};
    for (const auto& area : areas) painter.paint(scene, attention, area);
    // Presenting may find another panel plugged in: what was drawn is lost then, and the next call draws all of it.
    auto drawn_epoch = screen_.epoch();
    whole_ = true;
    ++frames_;
    TRY_DONE(screen_.present(areas));
    whole_ = screen_.epoch() != drawn_epoch;
    // A copy of its own: within the old one, words that are gone from the screen would stay behind the new ones.
    shown_ = ui::Scene(scene);
    attention_ = attention;
    contrast_ = contrast;
    epoch_ = drawn_epoch;
    return {};
}

}  // namespace baken::app
