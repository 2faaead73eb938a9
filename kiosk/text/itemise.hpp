// Cuts a text into runs of one face, one script and one direction.
#pragma once

#include <vector>

#include "kiosk/text/fonts.hpp"
#include "kiosk/text/shaped.hpp"
#include "kiosk/text/source.hpp"

namespace baken::text {

// The runs in the order of the text, without glyphs yet. Forced breaks belong to no run.
[[nodiscard]] std::vector<ShapedRun> itemise(const Source& source, const Paragraph& paragraph, Fonts& fonts);

}  // namespace baken::text
