// Views nobody would design, from a seed: what holds for all of them holds for the screens.
#pragma once

#include <random>

#include "kiosk/ui/view.hpp"

namespace baken::testing {

// Nested rows, columns, grids and wraps of boxes with sizes of whole millimetres and no text.
ui::View random_boxes(std::mt19937& random);

// The same where every box is a target of its own.
ui::View random_targets(std::mt19937& random);

// A screen with texts in several scripts, icons, pictures, codes, targets and something that scrolls.
ui::View random_screen(std::mt19937& random);

// The same screen with one or a few of its leaves changed.
ui::View changed_a_little(ui::View view, std::mt19937& random);

}  // namespace baken::testing
