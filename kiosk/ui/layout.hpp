// Puts a view tree on the panel.
#pragma once

#include "kiosk/ui/measure.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

// Lays the whole tree out over the panel. Offsets out of range are clamped; `tongue` decides the side on which rows
// begin.
[[nodiscard]] Scene lay_out(const View& root, const Measure& measure, const Tongue& tongue,
                            const ScrollOffsets& offsets);

}  // namespace baken::ui
