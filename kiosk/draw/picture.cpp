#include "kiosk/draw/picture.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/draw/blend.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/picture_decoders.hpp"
#include "kiosk/draw/scale.hpp"

namespace baken::draw {

struct Picture::Scaled {
    Size target;
    Rect part;
    Picture picture;
};

Picture::Picture(Size size, std::vector<std::uint32_t> premultiplied)
    : size_(size.empty() ? Size{} : size), pixels_(std::move(premultiplied)) {
    pixels_.resize(static_cast<std::size_t>(size_.w) * static_cast<std::size_t>(size_.h));
}

Result<Picture> Picture::decode(std::string_view bytes, const PictureLimits& limits) {
    if (bytes.size() > limits.bytes) return refuse("picture.bytes", "the file is too large");
    bool png = bytes.starts_with("\x89PNG\r\n\x1A\n");
    bool jpeg = bytes.starts_with("\xFF\xD8\xFF");
    if (!png && !jpeg) return refuse("picture.kind", "neither PNG nor JPEG");
    TRY(auto picture, png ? decode_png(bytes, limits) : decode_jpeg(bytes, limits));
    auto pixels = std::int64_t{picture.size().w} * picture.size().h;
    if (pixels <= limits.kept_pixels) return picture;
    double shrink = std::sqrt(static_cast<double>(limits.kept_pixels) / static_cast<double>(pixels));
    auto side = [&](int length) { return std::max(1, static_cast<int>(length * shrink)); };
    Size kept{side(picture.size().w), side(picture.size().h)};
    return Picture(kept, scale_pixels(picture, kept, {0, 0, kept.w, kept.h}));
}

const Picture& Picture::scaled(Size target, Rect part) const {
    if (target == size_ && part.size() == size_) return *this;
    if (!scaled_ || scaled_->target != target || scaled_->part != part) {
        Picture picture(part.size(), scale_pixels(*this, target, part));
        scaled_ = std::make_shared<const Scaled>(Scaled{target, part, std::move(picture)});
    }
    return scaled_->picture;
}

Rect fit(Size picture, Rect place) {
    if (picture.empty() || place.empty()) return {};
    double scale = std::min(static_cast<double>(place.w) / picture.w, static_cast<double>(place.h) / picture.h);
    auto side = [&](int length, int most) {
        return std::clamp(static_cast<int>(std::lround(length * scale)), 1, most);
    };
    Size size{side(picture.w, place.w), side(picture.h, place.h)};
    return {place.x + (place.w - size.w) / 2, place.y + (place.h - size.h) / 2, size.w, size.h};
}

namespace {

// A target up to this many pixels is scaled whole and kept; of a larger one (which no layout of ours asks for) only
// what is seen.
constexpr std::int64_t kMostScaledWhole = 4'200'000;

}  // namespace

void Canvas::picture(const Picture& picture, Rect rect) {
    auto seen = rect.intersected(clip_);
    if (seen.empty() || picture.size().empty()) return;
    bool whole = std::int64_t{rect.w} * rect.h <= kMostScaledWhole;
    Rect part = whole ? Rect{0, 0, rect.w, rect.h} : Rect{seen.x - rect.x, seen.y - rect.y, seen.w, seen.h};
    const auto& scaled = picture.scaled(rect.size(), part);
    int left = seen.x - rect.x - part.x;
    int top = seen.y - rect.y - part.y;
    for (int y = 0; y < seen.h; ++y) blend_picture(frame_.row(seen.y + y) + seen.x, scaled.row(top + y) + left, seen.w);
}

}  // namespace baken::draw
