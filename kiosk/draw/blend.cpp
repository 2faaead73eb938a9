#include "kiosk/draw/blend.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace baken::draw {
namespace {

// Runs are worked off in blocks of this many pixels: long enough for the vectors, short enough to skip what is empty,
// of which text is full.
constexpr int kBlock = 8;
constexpr int kBytes = kBlock * 4;

using Bytes = std::array<std::uint8_t, kBytes>;
using Words = std::array<std::uint32_t, kBlock>;

// to = (over * share + to * (255 - share)) / 255, byte by byte, in 16 bits: 255 * 255 + 128 + 254 still fits.
void mix(Bytes& to, const Bytes& over, const Bytes& share) {
    for (std::size_t i = 0; i < kBytes; ++i) {
        auto kept = static_cast<std::uint16_t>(to[i] * (255 - share[i]));
        auto added = static_cast<std::uint16_t>(over[i] * share[i]);
        auto sum = static_cast<std::uint16_t>(kept + added + 128);
        to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8U)) >> 8U);
    }
}

void mix_at(std::uint32_t* to, const Bytes& over, const Bytes& share) {
    Bytes mixed;
    std::memcpy(mixed.data(), to, kBytes);
    mix(mixed, over, share);
    std::memcpy(to, mixed.data(), kBytes);
}

// to = over + to * (255 - share) / 255, for a premultiplied `over`. Its colours are never above its alpha, so this
// fits.
void add_over(Bytes& to, const Bytes& over, const Bytes& share) {
    for (std::size_t i = 0; i < kBytes; ++i) {
        auto kept = static_cast<std::uint16_t>(to[i] * (255 - share[i]) + 128);
        auto rest = static_cast<std::uint16_t>(static_cast<std::uint16_t>(kept + (kept >> 8U)) >> 8U);
        to[i] = static_cast<std::uint8_t>(over[i] + rest);
    }
}

// One byte into all four. By shifting: not every processor multiplies four words at once.
std::uint32_t four_times(std::uint32_t byte) {
    std::uint32_t twice = byte | byte << 8U;
    return twice | twice << 16U;
}

void spread(const std::uint8_t* coverage, Bytes& share) {
    Words words;
    for (std::size_t i = 0; i < kBlock; ++i) words[i] = four_times(coverage[i]);
    std::memcpy(share.data(), words.data(), kBytes);
}

void spread_alpha(const std::uint32_t* pixels, Bytes& share) {
    Words words;
    for (std::size_t i = 0; i < kBlock; ++i) words[i] = four_times(pixels[i] >> 24U);
    std::memcpy(share.data(), words.data(), kBytes);
}

enum class Block { Empty, Full, Mixed };

Block kind_of(const std::uint8_t* coverage) {
    std::uint64_t all = 0;
    static_assert(sizeof all == kBlock);
    std::memcpy(&all, coverage, kBlock);
    if (all == 0) return Block::Empty;
    return all == ~std::uint64_t{0} ? Block::Full : Block::Mixed;
}

Bytes repeated(std::uint32_t pixel) {
    Words words;
    words.fill(pixel);
    Bytes bytes;
    std::memcpy(bytes.data(), words.data(), kBytes);
    return bytes;
}

void mix_block(std::uint32_t* to, const std::uint8_t* coverage, const Bytes& over, std::uint32_t pixel) {
    switch (kind_of(coverage)) {
        case Block::Empty:
            return;
        case Block::Full:
            std::fill_n(to, kBlock, pixel);
            return;
        case Block::Mixed:
            break;
    }
    Bytes share;
    spread(coverage, share);
    mix_at(to, over, share);
}

// One channel pair at a time; for the few pixels that fill no block.
std::uint32_t mix_pixel(std::uint32_t below, std::uint32_t above, std::uint32_t share) {
    constexpr std::uint32_t kPair = 0x00FF00FF;
    auto pair = [&](std::uint32_t low, std::uint32_t high) {
        std::uint32_t sum = (low & kPair) * (255 - share) + (high & kPair) * share + 0x00800080;
        return (sum + (sum >> 8U & kPair)) >> 8U & kPair;
    };
    return pair(below, above) | pair(below >> 8U, above >> 8U) << 8U;
}

void mix_rest(std::uint32_t* to, const std::uint8_t* coverage, int count, std::uint32_t pixel) {
    for (int i = 0; i < count; ++i) {
        if (coverage[i] != 0) to[i] = coverage[i] == 255 ? pixel : mix_pixel(to[i], pixel, coverage[i]);
    }
}

void mix_run(std::uint32_t* to, const std::uint8_t* coverage, int count, const Bytes& over, std::uint32_t pixel) {
    for (; count >= kBlock; count -= kBlock, to += kBlock, coverage += kBlock) mix_block(to, coverage, over, pixel);
    mix_rest(to, coverage, count, pixel);
}

// See-through colours are laid in stretches of this many pixels, for which there is room on the stack.
constexpr int kStretch = 256;

// Coverage of a colour that is itself see-through.
void weaken(const std::uint8_t* coverage, std::uint8_t* weaker, int count, std::uint8_t alpha) {
    for (int i = 0; i < count; ++i) weaker[i] = times_255(coverage[i], alpha);
}

void over_block(std::uint32_t* to, const std::uint32_t* premultiplied) {
    Bytes share;
    spread_alpha(premultiplied, share);
    Bytes mixed;
    Bytes over;
    std::memcpy(mixed.data(), to, kBytes);
    std::memcpy(over.data(), premultiplied, kBytes);
    add_over(mixed, over, share);
    std::memcpy(to, mixed.data(), kBytes);
}

}  // namespace

void blend_fill(std::uint32_t* to, int count, Color color) {
    if (count <= 0 || color.a == 0) return;
    auto pixel = opaque_pixel(color);
    if (color.a == 255) {
        std::fill_n(to, count, pixel);
        return;
    }
    const Bytes over = repeated(pixel);
    Bytes share;
    share.fill(color.a);
    for (; count >= kBlock; count -= kBlock, to += kBlock) mix_at(to, over, share);
    for (int i = 0; i < count; ++i) to[i] = mix_pixel(to[i], pixel, color.a);
}

void blend_mask(std::uint32_t* to, std::ptrdiff_t to_stride, const MaskView& mask, Color color) {
    if (mask.size.w <= 0 || color.a == 0) return;
    auto pixel = opaque_pixel(color);
    const Bytes over = repeated(pixel);
    std::array<std::uint8_t, kStretch> weaker;
    for (int y = 0; y < mask.size.h; ++y, to += to_stride) {
        const auto* coverage = mask.row(y);
        if (color.a == 255) {
            mix_run(to, coverage, mask.size.w, over, pixel);
            continue;
        }
        for (int done = 0; done < mask.size.w; done += kStretch) {
            int part = std::min(kStretch, mask.size.w - done);
            weaken(coverage + done, weaker.data(), part, color.a);
            mix_run(to + done, weaker.data(), part, over, pixel);
        }
    }
}

void add_coverage(std::uint8_t* lower, const std::uint8_t* upper, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        auto kept = static_cast<std::uint16_t>(lower[i] * (255 - upper[i]) + 128);
        auto rest = static_cast<std::uint16_t>(static_cast<std::uint16_t>(kept + (kept >> 8U)) >> 8U);
        lower[i] = static_cast<std::uint8_t>(upper[i] + rest);
    }
}

void blend_picture(std::uint32_t* to, const std::uint32_t* premultiplied, int count) {
    for (; count >= kBlock; count -= kBlock, to += kBlock, premultiplied += kBlock) over_block(to, premultiplied);
    if (count <= 0) return;
    Words pixels{};
    Words over{};
    auto bytes = static_cast<std::size_t>(count) * 4;
    std::memcpy(pixels.data(), to, bytes);
    std::memcpy(over.data(), premultiplied, bytes);
    over_block(pixels.data(), over.data());
    std::memcpy(to, pixels.data(), bytes);
}

}  // namespace baken::draw
