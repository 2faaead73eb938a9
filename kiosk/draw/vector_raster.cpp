#include "kiosk/draw/vector_raster.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vector>

#include "kiosk/draw/blend.hpp"

namespace baken::draw {
namespace {

using Kind = PathStep::Kind;

FT_Library library_of(const std::shared_ptr<void>& library) {
    return static_cast<FT_Library>(library.get());
}

// From the drawing's units to FreeType's: 64ths of a pixel, upwards.
struct Placement {
    double scale = 1, left = 0, top = 0;
    int width = 0, height = 0;
    Vec origin;
    Mirror mirror = Mirror::No;

    Placement(const VectorImage& image, Size size, Mirror turned)
        : width(size.w), height(size.h), origin(image.origin), mirror(turned) {
        scale = std::min(size.w / image.width, size.h / image.height);
        left = (size.w - image.width * scale) / 2;
        top = (size.h - image.height * scale) / 2;
    }
    [[nodiscard]] FT_Vector at(Vec p) const {
        double x = left + (p.x - origin.x) * scale;
        double y = top + (p.y - origin.y) * scale;
        if (mirror == Mirror::Yes) x = width - x;
        return {std::lround(x * 64), std::lround((height - y) * 64)};
    }
};

// A filled path as FreeType wants it. Contours close themselves.
class FilledOutline {
public:
    FilledOutline(const VectorPath& path, const Placement& place) {
        for (const auto& step : path) add(step, place);
        end_contour();
    }
    FT_Outline outline() {
        FT_Outline result{};
        result.n_contours = static_cast<decltype(result.n_contours)>(ends_.size());
        result.n_points = static_cast<decltype(result.n_points)>(points_.size());
        result.points = points_.data();
        result.tags = tags_.data();
        result.contours = ends_.data();
        return result;
    }
    [[nodiscard]] bool empty() const { return ends_.empty(); }
    [[nodiscard]] bool too_large() const { return points_.size() > FT_OUTLINE_POINTS_MAX; }

private:
    void add(const PathStep& step, const Placement& place) {
        if (step.kind == Kind::Move) end_contour();
        if (step.kind == Kind::Close) return;
        if (step.kind == Kind::Quadratic) point(place.at(step.first), FT_CURVE_TAG_CONIC);
        if (step.kind == Kind::Cubic) {
            point(place.at(step.first), FT_CURVE_TAG_CUBIC);
            point(place.at(step.second), FT_CURVE_TAG_CUBIC);
        }
        point(place.at(step.to), FT_CURVE_TAG_ON);
    }
    void point(FT_Vector at, int tag) {
        points_.push_back(at);
        tags_.push_back(static_cast<Tag>(tag));
    }
    // A contour of a single point encloses nothing and is dropped.
    void end_contour() {
        if (points_.size() - begin_ < 2) {
            points_.resize(begin_);
            tags_.resize(begin_);
        } else {
            ends_.push_back(static_cast<End>(points_.size() - 1));
        }
        begin_ = points_.size();
    }

    using Tag = std::remove_pointer_t<decltype(FT_Outline::tags)>;
    using End = std::remove_pointer_t<decltype(FT_Outline::contours)>;
    std::vector<FT_Vector> points_;
    std::vector<Tag> tags_;
    std::vector<End> ends_;
    std::size_t begin_ = 0;
};

// The line along a path, made by FreeType's stroker.
class StrokedOutline {
public:
    StrokedOutline(FT_Library library, const VectorShape& shape, const Placement& place) : library_(library) {
        ok_ = FT_Stroker_New(library, &stroker_) == 0;
        if (!ok_) return;
        FT_Stroker_Set(stroker_, std::lround(shape.style.stroke_width * place.scale * 32), cap(shape.style.cap),
                       join(shape.style.join), 4 << 16);
        for (std::size_t i = 0; i < shape.path.size();) i = add_contour(shape.path, i, place);
        export_outline();
    }
    ~StrokedOutline() {
        if (made_) FT_Outline_Done(library_, &outline_);
        FT_Stroker_Done(stroker_);
    }
    StrokedOutline(const StrokedOutline&) = delete;
    StrokedOutline& operator=(const StrokedOutline&) = delete;

    [[nodiscard]] bool ok() const { return ok_; }
    FT_Outline& outline() { return outline_; }

private:
    static FT_Stroker_LineCap cap(LineCap cap) {
        if (cap == LineCap::Round) return FT_STROKER_LINECAP_ROUND;
        return cap == LineCap::Square ? FT_STROKER_LINECAP_SQUARE : FT_STROKER_LINECAP_BUTT;
    }
    static FT_Stroker_LineJoin join(LineJoin join) {
        if (join == LineJoin::Round) return FT_STROKER_LINEJOIN_ROUND;
        return join == LineJoin::Bevel ? FT_STROKER_LINEJOIN_BEVEL : FT_STROKER_LINEJOIN_MITER_FIXED;
    }
    // One contour from the Move at `begin`; returns where the next begins.
    std::size_t add_contour(const VectorPath& path, std::size_t begin, const Placement& place) {
        auto end = begin + 1;
        while (end < path.size() && path[end].kind != Kind::Move) ++end;
        bool is_closed = path[end - 1].kind == Kind::Close;
        auto start = place.at(path[begin].to);
        keep(FT_Stroker_BeginSubPath(stroker_, &start, is_closed ? 0 : 1));
        for (auto i = begin + 1; i < end; ++i) add_step(path[i], place);
        keep(FT_Stroker_EndSubPath(stroker_));
        return end;
    }
    void add_step(const PathStep& step, const Placement& place) {
        auto to = place.at(step.to);
        auto first = place.at(step.first);
        auto second = place.at(step.second);
        if (step.kind == Kind::Line) keep(FT_Stroker_LineTo(stroker_, &to));
        if (step.kind == Kind::Quadratic) keep(FT_Stroker_ConicTo(stroker_, &first, &to));
        if (step.kind == Kind::Cubic) keep(FT_Stroker_CubicTo(stroker_, &first, &second, &to));
    }
    void export_outline() {
        FT_UInt points = 0;
        FT_UInt contours = 0;
        keep(FT_Stroker_GetCounts(stroker_, &points, &contours));
        if (!ok_ || points == 0) return;
        if (points > FT_OUTLINE_POINTS_MAX || contours > FT_OUTLINE_CONTOURS_MAX) return keep(1);
        keep(FT_Outline_New(library_, points, static_cast<FT_Int>(contours), &outline_));
        made_ = ok_;
        if (!made_) return;
        outline_.n_points = 0;
        outline_.n_contours = 0;
        FT_Stroker_Export(stroker_, &outline_);
    }
    void keep(FT_Error error) { ok_ = ok_ && error == 0; }

    FT_Library library_;
    FT_Stroker stroker_ = nullptr;
    FT_Outline outline_{};
    bool ok_ = false;
    bool made_ = false;
};

// Lays the outline over what the mask has. The rasteriser overwrites, so it draws into a mask of its own.
Done add_outline(FT_Library library, FT_Outline& outline, Mask& mask) {
    Mask one(mask.size);
    FT_Bitmap bitmap{};
    bitmap.rows = static_cast<unsigned>(mask.size.h);
    bitmap.width = static_cast<unsigned>(mask.size.w);
    bitmap.pitch = mask.size.w;
    bitmap.buffer = one.coverage.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    if (FT_Outline_Get_Bitmap(library, &outline, &bitmap) != 0) {
        return refuse("raster.complex", "the rasteriser does not take it");
    }
    auto over = [](std::uint8_t below, std::uint8_t above) {
        return static_cast<std::uint8_t>(above + times_255(below, 255U - above));
    };
    std::ranges::transform(mask.coverage, one.coverage, mask.coverage.begin(), over);
    return {};
}

Done add_shape(FT_Library library, const VectorShape& shape, const Placement& place, Mask& mask) {
    if (shape.style.fill == Paint::CurrentColor) {
        FilledOutline filled(shape.path, place);
        if (filled.too_large()) return refuse("raster.complex", "too many points");
        auto outline = filled.outline();
        if (!filled.empty()) TRY_DONE(add_outline(library, outline, mask));
    }
    if (shape.style.stroke == Paint::CurrentColor && shape.style.stroke_width > 0) {
        StrokedOutline stroked(library, shape, place);
        if (!stroked.ok()) return refuse("raster.complex", "the stroker does not take it");
        TRY_DONE(add_outline(library, stroked.outline(), mask));
    }
    return {};
}

}  // namespace

Result<VectorRaster> VectorRaster::open() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return refuse("raster.library", "FreeType does not start");
    return VectorRaster({library, [](void* open) { FT_Done_FreeType(static_cast<FT_Library>(open)); }});
}

Result<Mask> VectorRaster::draw(const VectorImage& image, Size size, Mirror mirror) const {
    if (size.empty() || size.w > kLargestRasterSide || size.h > kLargestRasterSide) {
        return refuse("raster.size", "a mask has 1 to 2048 pixels a side");
    }
    Mask mask(size);
    Placement place(image, size, mirror);
    for (const auto& shape : image.shapes) TRY_DONE(add_shape(library_of(library_), shape, place, mask));
    return mask;
}

}  // namespace baken::draw
