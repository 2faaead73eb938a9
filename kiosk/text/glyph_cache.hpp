// Glyphs as coverage, ready to be blended: drawn once, kept in pages, the pages that were not used for longest given
// up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "kiosk/text/fonts.hpp"
#include "kiosk/text/layout.hpp"

namespace baken::text {

// One byte a pixel, 0 to 255. Place its first pixel at column (x >> 6) + left and row baseline - top.
struct GlyphBitmap {
    int left = 0, top = 0;  // top: rows above the baseline
    int width = 0, height = 0;
    const std::uint8_t* coverage = nullptr;  // null when there is nothing to draw
    int stride = 0;
};

// On the Typesetter's thread.
class GlyphCache {
public:
    static constexpr std::size_t kDefaultBound =
        4 * 1024 * 1024;  // bytes of pages; glyphs larger than half a page: half as much again

    explicit GlyphCache(Fonts& fonts, std::size_t bound = kDefaultBound);  // the fonts outlive it

    // The glyph at this em with its origin at x (26.6, rounded down to a quarter of a pixel). Never fails: a glyph that
    // cannot be drawn is empty, and remembered as such. The pixels stay valid until the next get or warm.
    [[nodiscard]] GlyphBitmap get(FaceId face, std::uint32_t glyph, int em, std::int32_t x_26_6);

    // Draws ahead those glyphs of the layout that are not here yet, at most `most` of them. Returns how many it drew: 0
    // means all are here. Never pushes out a page, so warming cannot undo itself.
    std::size_t warm(const TextLayout& layout, std::size_t most);

    [[nodiscard]] std::size_t held_bytes() const { return pages_.size() * kPageBytes + large_bytes_; }
    [[nodiscard]] std::size_t glyph_count() const { return entries_.size(); }

private:
    static constexpr int kPageSide = 512;
    static constexpr std::size_t kPageBytes = static_cast<std::size_t>(kPageSide) * kPageSide;

    struct Shelf {
        int top, height, used;  // used: columns
    };
    struct Page {
        std::vector<std::uint8_t> pixels;
        std::vector<Shelf> shelves;
        int filled = 0;  // rows
        std::uint64_t last_used = 0;
    };
    struct Entry {
        GlyphBitmap bitmap;
        std::int32_t page = -1;  // -1: empty, or a large glyph with pixels of its own
        std::unique_ptr<std::uint8_t[]> own;
        std::uint64_t last_used = 0;  // of a large glyph
    };
    struct Spot {
        std::int32_t page;
        std::uint8_t* pixels;
        int stride;
        std::unique_ptr<std::uint8_t[]> own;  // of a glyph too large for a page
    };

    [[nodiscard]] static std::uint64_t key_of(FaceId face, std::uint32_t glyph, int em, std::int32_t x);
    Entry& draw(std::uint64_t key, FaceId face, std::uint32_t glyph, int em, int quarter);
    [[nodiscard]] Spot find_spot(int width, int height);
    [[nodiscard]] std::uint8_t* fit_in(Page& page, int width, int height);
    [[nodiscard]] std::int32_t page_to_fill();
    void give_up(std::int32_t page);
    void give_up_large_glyphs(std::size_t needed);
    [[nodiscard]] bool is_full() const;

    Fonts& fonts_;
    std::size_t bound_;
    std::vector<Page> pages_;
    std::int32_t current_ = -1;  // the page being filled
    std::size_t large_bytes_ = 0;
    std::uint64_t turn_ = 0;
    std::unordered_map<std::uint64_t, Entry> entries_;
};

}  // namespace baken::text
