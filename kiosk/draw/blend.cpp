#include "kiosk/draw/blend.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace baken::draw {
namespace {

// Runs are worked off in blocks of this many pixels: long enough for the vectors, short enough for the first-level
// cache and for skipping blocks that are empty, of which text is full.
constexpr int kBlock = 16;
constexpr int kBytes = kBlock * 4;

using Bytes = std::array<std::uint8_t, kBytes>;
using Words = std::array<std::uint32_t, kBlock>;

// to = (over * share + to * (255 - share)) / 255, byte by byte, in 16 bits: 255 * 255 + 128 + 254 still fits.
void mix(std::uint8_t* to, const Bytes& over, const Bytes& share) {
    for (std::size_t i = 0; i < kBytes; ++i) {
        auto kept = static_cast<std::uint16_t>(to[i] * (255 - share[i]));
        auto added = static_cast<std::uint16_t>(over[i] * share[i]);
        auto sum = static_cast<std::uint16_t>(kept + added + 128);
        to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8U)) >> 8U);
    }
}

// to = over + to * (255 - share) / 255, for a premultiplied `over`. Its colours are never above its alpha, so this
// fits.
void add_over(std::uint8_t* to, const std::uint8_t* over, const Bytes& share) {
    for (std::size_t i = 0; i < kBytes; ++i) {
        auto kept = static_cast<std::uint16_t>(to[i] * (255 - share[i]) + 128);
        auto rest = static_cast<std::uint16_t>(static_cast<std::uint16_t>(kept + (kept >> 8U)) >> 8U);
        to[i] = static_cast<std::uint8_t>(over[i] + rest);
    }
}

void spread(const std::uint8_t* coverage, Bytes& share) {
    Words words;
    for (std::size_t i = 0; i < kBlock; ++i) words[i] = coverage[i] * 0x01010101U;
    std::memcpy(share.data(), words.data(), kBytes);
}

void spread_alpha(const std::uint32_t* pixels, Bytes& share) {
    Words words;
    for (std::size_t i = 0; i < kBlock; ++i) words[i] = (pixels[i] >> 24U) * 0x01010101U;
    std::memcpy(share.data(), words.data(), kBytes);
}

enum class Block { Empty, Full, Mixed };

Block kind_of(const std::uint8_t* coverage) {
    std::array<std::uint64_t, 2> halves;
    static_assert(sizeof halves == kBlock);
    std::memcpy(halves.data(), coverage, kBlock);
    if ((halves[0] | halves[1]) == 0) return Block::Empty;
    return (halves[0] & halves[1]) == ~std::uint64_t{0} ? Block::Full : Block::Mixed;
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
    mix(reinterpret_cast<std::uint8_t*>(to), over, share);
}

// The last, shorter block goes through a copy with nothing covered in its rest.
void mix_rest(std::uint32_t* to, const std::uint8_t* coverage, int count, const Bytes& over, std::uint32_t pixel) {
    Words pixels{};
    std::array<std::uint8_t, kBlock> covered{};
    auto length = static_cast<std::size_t>(count);
    std::memcpy(covered.data(), coverage, length);
    if (kind_of(covered.data()) == Block::Empty) return;
    std::memcpy(pixels.data(), to, length * 4);
    mix_block(pixels.data(), covered.data(), over, pixel);
    std::memcpy(to, pixels.data(), length * 4);
}

void mix_run(std::uint32_t* to, const std::uint8_t* coverage, int count, std::uint32_t pixel) {
    const Bytes over = repeated(pixel);
    for (; count >= kBlock; count -= kBlock, to += kBlock, coverage += kBlock) mix_block(to, coverage, over, pixel);
    if (count > 0) mix_rest(to, coverage, count, over, pixel);
}

// Coverage of a colour that is itself see-through.
void weaken(const std::uint8_t* coverage, std::uint8_t* weaker, int count, std::uint8_t alpha) {
    for (int i = 0; i < count; ++i) weaker[i] = times_255(coverage[i], alpha);
}

void over_block(std::uint32_t* to, const std::uint32_t* premultiplied) {
    Bytes share;
    spread_alpha(premultiplied, share);
    add_over(reinterpret_cast<std::uint8_t*>(to), reinterpret_cast<const std::uint8_t*>(premultiplied), share);
}

}  // namespace

void blend_fill(std::uint32_t* to, int count, Color color) {
    if (count <= 0 || color.a == 0) return;
    auto pixel = opaque_pixel(color);
    if (color.a == 255) {
        std::fill_n(to, count, pixel);
        return;
    }
    std::array<std::uint8_t, 256> coverage;
    coverage.fill(color.a);
    for (int done = 0; done < count; done += 256)
        mix_run(to + done, coverage.data(), std::min(256, count - done), pixel);
}

void blend_mask(std::uint32_t* to, const std::uint8_t* coverage, int count, Color color) {
    if (count <= 0 || color.a == 0) return;
    auto pixel = opaque_pixel(color);
    if (color.a == 255) return mix_run(to, coverage, count, pixel);
    std::array<std::uint8_t, 256> weaker;
    for (int done = 0; done < count; done += 256) {
        int part = std::min(256, count - done);
        weaken(coverage + done, weaker.data(), part, color.a);
        mix_run(to + done, weaker.data(), part, pixel);
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
