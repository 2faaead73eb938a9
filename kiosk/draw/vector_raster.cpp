#include "kiosk/draw/vector_raster.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>
#include <span>
#include <type_traits>
#include <vector>

#include "kiosk/draw/blend.hpp"
#include "kiosk/draw/flatten.hpp"

namespace baken::draw {
namespace {

FT_Library library_of(const std::shared_ptr<void>& library) {
    return static_cast<FT_Library>(library.get());
}

// As large as fits, in the middle.
Placement placement_of(const VectorImage& image, Size size, Mirror mirror) {
    double scale = std::min(size.w / image.width, size.h / image.height);
    double left = (size.w - image.width * scale) / 2 - image.origin.x * scale;
    double top = (size.h - image.height * scale) / 2 - image.origin.y * scale;
    if (mirror == Mirror::Yes) return {-scale, scale, {size.w - left, top}};
    return {scale, scale, {left, top}};
}

// A chain in FreeType's units, 64ths of a pixel upwards, in which no point repeats the one before.
struct Contour {
    std::vector<FT_Vector> points;
    bool closed = false;
};

Contour contour_of(const Polyline& chain, int height) {
    Contour contour{{}, chain.closed};
    for (auto p : chain.points) {
        FT_Vector at{std::lround(p.x * 64), std::lround((height - p.y) * 64)};
        bool repeats = !contour.points.empty() && contour.points.back().x == at.x && contour.points.back().y == at.y;
        if (!repeats) contour.points.push_back(at);
    }
    return contour;
}

// Those with at least one line. The others have nothing to show, and FreeType's stroker crashes when it is asked to
// close a contour that went nowhere; that is also why it is given lines alone: it passes over short curves silently.
std::vector<Contour> contours_of(const VectorPath& path, const Placement& placement, int height) {
    std::vector<Contour> contours;
    for (const auto& chain : flatten(path, placement)) {
        auto contour = contour_of(chain, height);
        if (contour.points.size() > 1) contours.push_back(std::move(contour));
    }
    return contours;
}

// The inside of the contours, as FreeType wants it. Contours close themselves.
class FilledOutline {
public:
    explicit FilledOutline(const std::vector<Contour>& contours) {
        for (const auto& contour : contours) {
            points_.insert(points_.end(), contour.points.begin(), contour.points.end());
            ends_.push_back(static_cast<End>(points_.size() - 1));
        }
        tags_.assign(points_.size(), static_cast<Tag>(FT_CURVE_TAG_ON));
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
    [[nodiscard]] bool too_large() const { return points_.size() > FT_OUTLINE_POINTS_MAX; }

private:
    using Tag = std::remove_pointer_t<decltype(FT_Outline::tags)>;
    using End = std::remove_pointer_t<decltype(FT_Outline::contours)>;
    std::vector<FT_Vector> points_;
    std::vector<Tag> tags_;
    std::vector<End> ends_;
};

// The line along the contours, made by FreeType's stroker.
class StrokedOutline {
public:
    // `radius`: half the line's width, in 64ths of a pixel.
    StrokedOutline(FT_Library library, const std::vector<Contour>& contours, const PathStyle& style, long radius)
        : library_(library) {
        keep(FT_Stroker_New(library, &stroker_));
        if (!ok_) return;
        constexpr FT_Fixed kMiterLimit = 4 << 16;  // SVG's own
        FT_Stroker_Set(stroker_, radius, cap(style.cap), join(style.join), kMiterLimit);
        for (const auto& contour : contours) add(contour);
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
    void add(const Contour& contour) {
        auto start = contour.points.front();
        keep(FT_Stroker_BeginSubPath(stroker_, &start, contour.closed ? 0 : 1));
        for (auto to : std::span(contour.points).subspan(1)) keep(FT_Stroker_LineTo(stroker_, &to));
        keep(FT_Stroker_EndSubPath(stroker_));
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
    bool ok_ = true;
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
    add_coverage(mask.coverage.data(), one.coverage.data(), mask.coverage.size());
    return {};
}

Done add_shape(FT_Library library, const VectorShape& shape, const Placement& place, Mask& mask) {
    auto contours = contours_of(shape.path, place, mask.size.h);
    if (contours.empty()) return {};
    if (shape.style.fill == Paint::CurrentColor) {
        FilledOutline filled(contours);
        if (filled.too_large()) return refuse("raster.complex", "too many points");
        auto outline = filled.outline();
        TRY_DONE(add_outline(library, outline, mask));
    }
    long radius = std::lround(shape.style.stroke_width * place.y_scale * 32);
    if (shape.style.stroke == Paint::CurrentColor && radius > 0) {
        StrokedOutline stroked(library, contours, shape.style, radius);
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
    auto place = placement_of(image, size, mirror);
    for (const auto& shape : image.shapes) TRY_DONE(add_shape(library_of(library_), shape, place, mask));
    return mask;
}

}  // namespace baken::draw
