#include "kiosk/text/glyph_cache.hpp"

#include <algorithm>

#include "kiosk/text/outline.hpp"

namespace baken::text {

namespace {

constexpr std::size_t kMostEntries = 65536;  // empty glyphs take no page, but are counted too

constexpr int quarter_of(std::int32_t x) {
    return (x >> 4) & 3;
}

}  // namespace

GlyphCache::GlyphCache(Fonts& fonts, std::size_t bound) : fonts_(fonts), bound_(std::max(bound, kPageBytes)) {}

std::uint64_t GlyphCache::key_of(FaceId face, std::uint32_t glyph, int em, std::int32_t x) {
    return (static_cast<std::uint64_t>(face) << 48U) | (static_cast<std::uint64_t>(em & 0x3FFF) << 34U) |
           (static_cast<std::uint64_t>(quarter_of(x)) << 32U) | glyph;
}

GlyphBitmap GlyphCache::get(FaceId face, std::uint32_t glyph, int em, std::int32_t x) {
    auto key = key_of(face, glyph, em, x);
    auto known = entries_.find(key);
    Entry& entry = known != entries_.end() ? known->second : draw(key, face, glyph, em, quarter_of(x));
    ++turn_;
    (entry.page >= 0 ? pages_[static_cast<std::size_t>(entry.page)].last_used : entry.last_used) = turn_;
    return entry.bitmap;
}

std::size_t GlyphCache::warm(const TextLayout& layout, std::size_t most) {
    std::size_t drawn = 0;
    for (const auto& line : layout.lines) {
        for (const auto& placed : line.glyphs) {
            if (drawn == most || is_full()) return drawn;
            auto key = key_of(placed.face, placed.glyph, layout.em, placed.x);
            if (entries_.contains(key)) continue;
            draw(key, placed.face, placed.glyph, layout.em, quarter_of(placed.x));
            ++drawn;
        }
    }
    return drawn;
}

// So full that the next glyph might cost a page its place.
bool GlyphCache::is_full() const {
    if (held_bytes() + kPageBytes <= bound_) return false;
    return current_ < 0 || pages_[static_cast<std::size_t>(current_)].filled > kPageSide * 3 / 4;
}

GlyphCache::Entry& GlyphCache::draw(std::uint64_t key, FaceId face, std::uint32_t glyph, int em, int quarter) {
    if (entries_.size() >= kMostEntries) {
        entries_.clear();
        pages_.clear();
        current_ = -1;
        large_bytes_ = 0;
    }
    Outline outline(fonts_, face, glyph, em, quarter);
    Entry entry;
    if (!outline.is_empty()) {
        Spot spot = find_spot(outline.width(), outline.height());
        outline.fill(spot.pixels, spot.stride);
        entry.page = spot.page;
        entry.own = std::move(spot.own);
        entry.bitmap = {outline.left(), outline.top(), outline.width(), outline.height(), spot.pixels, spot.stride};
    }
    return entries_.insert_or_assign(key, std::move(entry)).first->second;
}

GlyphCache::Spot GlyphCache::find_spot(int width, int height) {
    if (width > kPageSide / 2 || height > kPageSide / 2) {
        auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        give_up_large_glyphs(bytes);
        large_bytes_ += bytes;
        auto own = std::make_unique<std::uint8_t[]>(bytes);
        auto* pixels = own.get();
        return {-1, pixels, width, std::move(own)};
    }
    if (current_ >= 0) {
        if (auto* pixels = fit_in(pages_[static_cast<std::size_t>(current_)], width, height))
            return {current_, pixels, kPageSide, nullptr};
    }
    current_ = page_to_fill();
    return {current_, fit_in(pages_[static_cast<std::size_t>(current_)], width, height), kPageSide, nullptr};
}

// Rows of glyphs of like height; the lowest shelf that wastes at most a quarter of its height, or a new one.
std::uint8_t* GlyphCache::fit_in(Page& page, int width, int height) {
    auto place = [&](Shelf& shelf) {
        auto* pixels = page.pixels.data() + static_cast<std::ptrdiff_t>(shelf.top) * kPageSide + shelf.used;
        shelf.used += width;
        return pixels;
    };
    for (auto& shelf : page.shelves) {
        if (height <= shelf.height && height * 4 >= shelf.height * 3 && shelf.used + width <= kPageSide)
            return place(shelf);
    }
    int rows = std::min((height + 3) & ~3, kPageSide - page.filled);
    if (rows >= height) {
        page.shelves.push_back({page.filled, rows, 0});
        page.filled += rows;
        return place(page.shelves.back());
    }
    for (auto& shelf : page.shelves) {  // The page is full: any gap will do.
        if (height <= shelf.height && shelf.used + width <= kPageSide) return place(shelf);
    }
    return nullptr;
}

std::int32_t GlyphCache::page_to_fill() {
    give_up_large_glyphs(0);
    if (held_bytes() + kPageBytes <= bound_ || pages_.empty()) {
        Page& page = pages_.emplace_back();
        page.pixels.resize(kPageBytes);
        page.last_used = turn_;
        return static_cast<std::int32_t>(pages_.size()) - 1;
    }
    auto oldest = std::ranges::min_element(pages_, {}, &Page::last_used);
    auto number = static_cast<std::int32_t>(oldest - pages_.begin());
    give_up(number);
    return number;
}

void GlyphCache::give_up(std::int32_t number) {
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.page == number; });
    Page& page = pages_[static_cast<std::size_t>(number)];
    std::ranges::fill(page.pixels, std::uint8_t{0});
    page.shelves.clear();
    page.filled = 0;
}

// Large glyphs (signage) may take half of the bound; the ones not used for longest go first.
void GlyphCache::give_up_large_glyphs(std::size_t needed) {
    while (large_bytes_ > 0 && large_bytes_ + needed > bound_ / 2) {
        auto oldest = entries_.end();
        for (auto at = entries_.begin(); at != entries_.end(); ++at) {
            if (!at->second.own) continue;
            if (oldest == entries_.end() || at->second.last_used < oldest->second.last_used) oldest = at;
        }
        const auto& bitmap = oldest->second.bitmap;
        large_bytes_ -= static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height);
        entries_.erase(oldest);
    }
}

}  // namespace baken::text
