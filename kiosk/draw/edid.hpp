// What a panel says about itself (VESA E-EDID 1.3 and 1.4). Panels lie and cables garble: everything is checked.
#pragma once

#include <optional>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/draw/screen.hpp"

namespace baken::draw {

// The size of the picture, from the first detailed timing where that agrees with the size in centimetres (bytes 21 and
// 22), else from those. Errors: edid.short, edid.header, edid.checksum, edid.no_size (projectors, and panels that give
// a shape instead of a size), edid.odd_size (under 40 mm or over 4 m).
[[nodiscard]] Result<PhysicalSize> read_edid(std::string_view bytes);

// Of the one panel that is plugged in, by the kernel's own list ("/sys/class/drm"); nothing when there is none, more
// than one, or the one does not say.
[[nodiscard]] std::optional<PhysicalSize> plugged_in_panel(Files& files, const Path& drm_folder);

}  // namespace baken::draw
