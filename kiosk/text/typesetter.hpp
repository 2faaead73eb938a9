// Sets paragraphs: from words to lines of placed glyphs.
#pragma once

#include <memory>
#include <vector>

#include "kiosk/text/bounded_cache.hpp"
#include "kiosk/text/breaks.hpp"
#include "kiosk/text/fonts.hpp"
#include "kiosk/text/layout.hpp"
#include "kiosk/text/paragraph.hpp"
#include "kiosk/text/shaped.hpp"

namespace baken::text {

struct ParagraphHash {
    std::size_t operator()(const Paragraph& paragraph) const;
};

// One per UI thread. Every call is total: any bytes are set somehow, and what could not be done as asked is said in the
// layout (truncated, overflows, missing_glyphs). Results are kept in bounded caches, so asking again costs a look-up.
class Typesetter {
public:
    explicit Typesetter(Fonts& fonts);  // which outlives it

    // The paragraph in a box so many pixels wide (less than 1 counts as 1). White space at the end of a line hangs.
    [[nodiscard]] std::shared_ptr<const TextLayout> lay_out(const Paragraph& paragraph, int box_width);

    // Pixels it takes on one line (the widest one, when lines are forced): a box this wide needs no other break.
    [[nodiscard]] int natural_width(const Paragraph& paragraph);

    // Pixels of its widest unbreakable piece: the least box width that needs no cut between letters.
    [[nodiscard]] int widest_word(const Paragraph& paragraph);

    // Pixels from one baseline to the next.
    [[nodiscard]] int line_height(const Paragraph& paragraph);

    // Drops everything that was set, with the words in it.
    void forget() {
        layouts_.clear();
        shaped_.clear();
    }

private:
    struct Ready {
        ShapedText text;
        std::vector<Break> breaks;  // empty until they are needed
        int natural_width = 0;
        int widest_word = -1;  // not yet known
    };
    struct LayoutKey {
        Paragraph paragraph;
        int box_width;
        bool operator==(const LayoutKey&) const = default;
    };
    struct LayoutHash {
        std::size_t operator()(const LayoutKey& key) const;
    };

    [[nodiscard]] Ready& ready(const Paragraph& paragraph);
    [[nodiscard]] const std::vector<Break>& breaks_of(Ready& ready);
    [[nodiscard]] TextLayout set(const Paragraph& paragraph, Ready& ready, int box_width);

    Fonts& fonts_;
    Shaper shaper_;
    Breaker breaker_;
    BoundedCache<Paragraph, std::unique_ptr<Ready>, ParagraphHash> shaped_;
    BoundedCache<LayoutKey, std::shared_ptr<const TextLayout>, LayoutHash> layouts_;
};

}  // namespace baken::text
