#include "kiosk/text/warm_up.hpp"

namespace baken::text {

namespace {

constexpr std::size_t kGlyphsAStep = 16;

}  // namespace

void WarmUp::clear() {
    waiting_.clear();
    current_.reset();
}

bool WarmUp::step() {
    if (current_) {
        if (glyphs_.warm(*current_, kGlyphsAStep) < kGlyphsAStep) current_.reset();
    } else if (!waiting_.empty()) {
        current_ = typesetter_.lay_out(waiting_.front().paragraph, waiting_.front().box_width);
        waiting_.pop_front();
    }
    return !is_done();
}

}  // namespace baken::text
