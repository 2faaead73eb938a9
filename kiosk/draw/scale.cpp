#include "kiosk/draw/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace baken::draw {
namespace {

// Which source pixels one target pixel is made of: `weights` from `first` on; they add up to 1.
struct Share {
    int first = 0;
    std::vector<float> weights;
};

Share mean_share(double from, double to, int source) {
    Share share;
    share.first = std::clamp(static_cast<int>(from), 0, source - 1);
    int end = std::clamp(static_cast<int>(std::ceil(to - 1e-9)), share.first + 1, source);
    for (int i = share.first; i < end; ++i) {
        double covered = std::min(to, i + 1.0) - std::max(from, static_cast<double>(i));
        share.weights.push_back(static_cast<float>(std::max(covered, 1e-6)));
    }
    float sum = 0;
    for (float weight : share.weights) sum += weight;
    for (float& weight : share.weights) weight /= sum;
    return share;
}

Share between_share(double centre, int source) {
    double at = std::clamp(centre - 0.5, 0.0, source - 1.0);
    int first = static_cast<int>(at);
    auto after = static_cast<float>(at - first);
    if (first + 1 >= source) return {source - 1, {1.0F}};
    return {first, {1 - after, after}};
}

std::vector<Share> shares(int source, int target, int begin, int count) {
    std::vector<Share> result;
    result.reserve(static_cast<std::size_t>(count));
    double step = static_cast<double>(source) / target;
    for (int i = begin; i < begin + count; ++i) {
        result.push_back(target < source ? mean_share(i * step, (i + 1) * step, source)
                                         : between_share((i + 0.5) * step, source));
    }
    return result;
}

using Sums = std::vector<float>;  // four channels a pixel

void add_row(Sums& sums, const std::uint32_t* row, float weight) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(row);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += weight * static_cast<float>(bytes[i]);
}

std::uint32_t across(const Sums& sums, const Share& share) {
    std::array<float, 4> pixel{};
    const float* from = sums.data() + static_cast<std::size_t>(share.first) * 4;
    for (float weight : share.weights) {
        for (std::size_t c = 0; c < 4; ++c) pixel[c] += weight * from[c];
        from += 4;
    }
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t c = 0; c < 4; ++c) bytes[c] = static_cast<std::uint8_t>(std::min(255.0F, pixel[c] + 0.5F));
    std::uint32_t result = 0;
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<std::uint8_t*>(&result));
    return result;
}

}  // namespace

std::vector<std::uint32_t> scale_pixels(const Picture& picture, Size target, Rect part) {
    Rect whole{0, 0, target.w, target.h};
    if (picture.size().empty() || part.empty() || !whole.contains(part)) return {};
    auto columns = shares(picture.size().w, target.w, part.x, part.w);
    auto rows = shares(picture.size().h, target.h, part.y, part.h);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(part.w) * static_cast<std::size_t>(part.h));
    Sums sums(static_cast<std::size_t>(picture.size().w) * 4);
    for (const auto& row : rows) {
        std::ranges::fill(sums, 0.0F);
        int y = row.first;
        for (float weight : row.weights) add_row(sums, picture.row(y++), weight);
        for (const auto& column : columns) pixels.push_back(across(sums, column));
    }
    return pixels;
}

}  // namespace baken::draw
