// How large a picture is, from its first bytes, without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace baken::linter {

struct PictureSize {
    std::uint32_t width = 0;  // pixels
    std::uint32_t height = 0;
};

// Of a PNG (its IHDR) or a JPEG (its first start of frame); nothing when it is neither.
[[nodiscard]] std::optional<PictureSize> picture_size(std::string_view bytes);

}  // namespace baken::linter
