#include "kiosk/draw/awaited_screen.hpp"

namespace baken::draw {
namespace {

// Nobody sees it, but it is drawn on, and touched.
constexpr Size kUnseen{1280, 720};

}  // namespace

Result<std::unique_ptr<AwaitedScreen>> AwaitedScreen::start(Open open) {
    std::unique_ptr<AwaitedScreen> screen(new AwaitedScreen(std::move(open)));
    auto panel = screen->open_();
    if (!panel && panel.error().check != "drm.no_panel") return std::unexpected(std::move(panel.error()));
    if (panel) screen->panel_ = std::move(*panel);
    if (!panel) screen->frame_ = Frame(kUnseen);
    return screen;
}

Done AwaitedScreen::present(std::span<const Rect> changed) {
    if (panel_) return panel_->present(changed);
    auto panel = open_();
    if (!panel) return refuse("screen.unplugged", panel.error().message, panel.error().advice);
    panel_ = std::move(*panel);
    frame_ = Frame();
    return {};
}

std::optional<PhysicalSize> AwaitedScreen::physical_size() const {
    return panel_ ? panel_->physical_size() : std::nullopt;
}

}  // namespace baken::draw
