#include "kiosk/text/outline.hpp"

#include <ft2build.h>
#include FT_OUTLINE_H
#include <hb.h>

#include <cmath>
#include <memory>

namespace baken::text {

namespace {

constexpr int kLargestSide = 4096;  // pixels; a font that asks for more is broken
constexpr std::size_t kUsualPoints = 160;

struct DrawFunctionsDeleter {
    void operator()(hb_draw_funcs_t* functions) const { hb_draw_funcs_destroy(functions); }
};
using DrawFunctions = std::unique_ptr<hb_draw_funcs_t, DrawFunctionsDeleter>;

}  // namespace

// What HarfBuzz draws with: font units become 64ths of a pixel.
struct OutlinePen {
    Outline& outline;
    double scale;
    long right;  // how far all of it is moved, in 64ths of a pixel

    void add(float x, float y, int tag) const {
        outline.points_.push_back({std::lround(x * scale) + right, std::lround(y * scale)});
        outline.tags_.push_back(static_cast<char>(tag));
    }
    // Contours close themselves, so the point they began at does not stand at their end as well.
    void close() const {
        auto begin = outline.ends_.empty() ? 0 : static_cast<std::size_t>(outline.ends_.back()) + 1;
        const auto& points = outline.points_;
        bool twice = points.size() > begin + 1 && points.back().x == points[begin].x &&
                     points.back().y == points[begin].y && outline.tags_.back() == FT_CURVE_TAG_ON;
        if (twice) {
            outline.points_.pop_back();
            outline.tags_.pop_back();
        }
        if (points.size() > begin) outline.ends_.push_back(static_cast<short>(points.size() - 1));
    }

    static const OutlinePen& of(void* data) { return *static_cast<const OutlinePen*>(data); }
    static void line_to(hb_draw_funcs_t* /*functions*/, void* data, hb_draw_state_t* /*state*/, float x, float y,
                        void* /*user*/) {
        of(data).add(x, y, FT_CURVE_TAG_ON);
    }
    static void quadratic_to(hb_draw_funcs_t* /*functions*/, void* data, hb_draw_state_t* /*state*/, float control_x,
                             float control_y, float x, float y, void* /*user*/) {
        of(data).add(control_x, control_y, FT_CURVE_TAG_CONIC);
        of(data).add(x, y, FT_CURVE_TAG_ON);
    }
    static void cubic_to(hb_draw_funcs_t* /*functions*/, void* data, hb_draw_state_t* /*state*/, float first_x,
                         float first_y, float second_x, float second_y, float x, float y, void* /*user*/) {
        of(data).add(first_x, first_y, FT_CURVE_TAG_CUBIC);
        of(data).add(second_x, second_y, FT_CURVE_TAG_CUBIC);
        of(data).add(x, y, FT_CURVE_TAG_ON);
    }
    static void close_path(hb_draw_funcs_t* /*functions*/, void* data, hb_draw_state_t* /*state*/, void* /*user*/) {
        of(data).close();
    }
    static DrawFunctions functions() {
        DrawFunctions made(hb_draw_funcs_create());
        hb_draw_funcs_set_move_to_func(made.get(), line_to, nullptr, nullptr);
        hb_draw_funcs_set_line_to_func(made.get(), line_to, nullptr, nullptr);
        hb_draw_funcs_set_quadratic_to_func(made.get(), quadratic_to, nullptr, nullptr);
        hb_draw_funcs_set_cubic_to_func(made.get(), cubic_to, nullptr, nullptr);
        hb_draw_funcs_set_close_path_func(made.get(), close_path, nullptr, nullptr);
        hb_draw_funcs_make_immutable(made.get());
        return made;
    }
};

Outline::Outline(Fonts& fonts, FaceId id, std::uint32_t glyph, int em, int quarter) : library_(fonts.library()) {
    static const DrawFunctions functions = OutlinePen::functions();
    points_.reserve(kUsualPoints);
    tags_.reserve(kUsualPoints);
    const Face& face = fonts.face(id);
    OutlinePen pen{*this, static_cast<double>(em) * 64 / face.units_per_em(), quarter * 16L};
    hb_font_get_glyph_shape(face.shaping(), glyph, functions.get(), &pen);
    if (!ends_.empty() && points_.size() <= FT_OUTLINE_POINTS_MAX) place();
}

Outline::~Outline() = default;

void Outline::place() {
    auto whole = outline();
    FT_BBox box{};
    FT_Outline_Get_CBox(&whole, &box);
    left_ = static_cast<int>(box.xMin >> 6);
    top_ = static_cast<int>((box.yMax + 63) >> 6);
    width_ = static_cast<int>((box.xMax + 63) >> 6) - left_;
    height_ = top_ - static_cast<int>(box.yMin >> 6);
    if (width_ > kLargestSide || height_ > kLargestSide) width_ = height_ = 0;
}

FT_Outline Outline::outline() {
    FT_Outline whole{};
    whole.n_contours = static_cast<decltype(whole.n_contours)>(ends_.size());
    whole.n_points = static_cast<decltype(whole.n_points)>(points_.size());
    whole.points = points_.data();
    whole.tags = tags_.data();
    whole.contours = ends_.data();
    return whole;
}

void Outline::fill(std::uint8_t* pixels, int stride) {
    auto whole = outline();
    FT_Outline_Translate(&whole, -left_ * 64, -(top_ - height_) * 64);
    FT_Bitmap target{};
    target.rows = static_cast<unsigned>(height_);
    target.width = static_cast<unsigned>(width_);
    target.pitch = stride;
    target.buffer = pixels;
    target.num_grays = 256;
    target.pixel_mode = FT_PIXEL_MODE_GRAY;
    FT_Outline_Get_Bitmap(library_, &whole, &target);
}

}  // namespace baken::text
