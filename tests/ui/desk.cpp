#include "tests/ui/desk.hpp"

#include "exchange/base/disk_files.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

text::Fonts open_house_fonts() {
    DiskFiles files;
    auto list = text::read_font_list(files, "fonts/fonts.toml");
    CHECK_OK(list);
    auto fonts = text::Fonts::open(std::move(*list));
    CHECK_OK(fonts);
    return std::move(*fonts);
}

ui::Scene Desk::lay_out(const ui::View& view, std::string language, const ui::ScrollOffsets& offsets) {
    auto sizes = metrics();
    ui::Measure measure{typesetter, sizes};
    auto direction = ui::direction_of(language);
    return ui::lay_out(view, measure, {std::move(language), direction}, offsets);
}

namespace {

draw::Icons open_icons() {
    auto icons = draw::Icons::open("content/icons");
    CHECK_OK(icons);
    return std::move(*icons);
}

}  // namespace

Easel::Easel() : icons(open_icons()) {}

void Easel::paint(draw::Frame& frame, const ui::Scene& scene, const ui::Attention& attention,
                  std::span<const draw::Rect> areas, ui::Contrast contrast) {
    draw::Canvas canvas{frame, glyphs};
    ui::Painter painter{canvas, icons, contrast};
    for (const auto& area : areas) painter.paint(scene, attention, area);
}

draw::Frame Easel::picture(const ui::Scene& scene, const ui::Attention& attention, ui::Contrast contrast) {
    draw::Frame frame{scene.size};
    std::array<draw::Rect, 1> whole{frame.bounds()};
    paint(frame, scene, attention, whole, contrast);
    return frame;
}

std::optional<draw::Point> difference(const draw::Frame& a, const draw::Frame& b) {
    CHECK(a.size() == b.size());
    for (int y = 0; y < a.size().h; ++y) {
        auto [one, other] = std::mismatch(a.row(y), a.row(y) + a.size().w, b.row(y));
        if (one != a.row(y) + a.size().w) return draw::Point{static_cast<int>(one - a.row(y)), y};
    }
    return std::nullopt;
}

const ui::Item& item_named(const ui::Scene& scene, std::string_view name) {
    for (const auto& item : scene.items) {
        if (item.name == name) return item;
    }
    fail_check("no item \"" + std::string(name) + "\"", __FILE__, __LINE__);
}

bool has_item(const ui::Scene& scene, std::string_view name) {
    return std::ranges::any_of(scene.items, [&](const ui::Item& item) { return item.name == name; });
}

ui::View box(std::string name, double wide, double high) {
    return ui::View{}.at_least({wide}, {high}).filled(ui::Tone::Card).named(ui::Role::Image, std::move(name));
}

ui::View target(std::string name, double wide, double high) {
    auto action = ui::Action{"press", name};
    return ui::View{}
        .at_least({wide}, {high})
        .filled(ui::Tone::Quiet)
        .doing(std::move(action))
        .named(ui::Role::Button, std::move(name));
}

}  // namespace baken::testing
