#include "kiosk/app/motion.hpp"

#include <cmath>

namespace baken::app {
namespace {

constexpr Duration kGlide{200};
constexpr Duration kFrame{16};

}  // namespace

void Motion::glide(std::string id, int from, int to, Tick now) {
    glide_ = Glide{std::move(id), from, to, now};
}

void Motion::apply(ui::ScrollOffsets& offsets, Tick now) {
    if (!glide_) return;
    double part = static_cast<double>((now - glide_->start).count()) / static_cast<double>(kGlide.count());
    if (part >= 1) {
        offsets[glide_->id] = glide_->to;
        glide_.reset();
        return;
    }
    double eased = 1 - std::pow(1 - part, 3);
    offsets[glide_->id] = glide_->from + static_cast<int>(std::lround((glide_->to - glide_->from) * eased));
}

std::optional<int> Motion::target(const std::string& id) const {
    if (!glide_ || glide_->id != id) return std::nullopt;
    return glide_->to;
}

std::optional<Tick> Motion::deadline(Tick now) const {
    if (!glide_) return std::nullopt;
    return now + kFrame;
}

}  // namespace baken::app
