#include "kiosk/linter/pictures.hpp"

namespace baken::linter {
namespace {

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size; ++i) number = (number << 8U) | static_cast<std::uint8_t>(bytes[at + i]);
    return number;
}

// Frames are FFC0 to FFCF, but for the tables FFC4 and FFCC and the extension FFC8 (ITU-T T.81, table B.1).
bool begins_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PictureSize> jpeg_size(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 9 <= bytes.size() && static_cast<std::uint8_t>(bytes[at]) == 0xFF) {
        auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
        if (begins_frame(marker)) return PictureSize{number_at(bytes, at + 7, 2), number_at(bytes, at + 5, 2)};
        at += 2 + number_at(bytes, at + 2, 2);
    }
    return std::nullopt;
}

}  // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
    constexpr std::string_view kPng("\x89PNG\r\n\x1A\n", 8);
    if (bytes.starts_with(kPng) && bytes.size() >= 24)
        return PictureSize{number_at(bytes, 16, 4), number_at(bytes, 20, 4)};
    if (bytes.starts_with("\xFF\xD8")) return jpeg_size(bytes);
    return std::nullopt;
}

}  // namespace baken::linter
