// Sets texts and draws their glyphs ahead, a little at a time, while nobody is waiting.
#pragma once

#include <deque>
#include <memory>

#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"

namespace baken::text {

class WarmUp {
public:
    WarmUp(Typesetter& typesetter, GlyphCache& glyphs) : typesetter_(typesetter), glyphs_(glyphs) {}

    // To be ready before it is asked for; texts are done in the order they were added.
    void add(Paragraph paragraph, int box_width) { waiting_.push_back({std::move(paragraph), box_width}); }
    void clear();

    // One small step, well under a millisecond for a paragraph of usual length: sets one text, or draws a few of its
    // glyphs. Call it while there is no input to handle; false means that there is nothing left to do.
    bool step();

    [[nodiscard]] bool is_done() const { return waiting_.empty() && !current_; }

private:
    struct Wish {
        Paragraph paragraph;
        int box_width;
    };
    Typesetter& typesetter_;
    GlyphCache& glyphs_;
    std::deque<Wish> waiting_;
    std::shared_ptr<const TextLayout> current_;
};

}  // namespace baken::text
