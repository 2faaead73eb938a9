#include "kiosk/text/rescue_font.hpp"

namespace baken::text {

namespace {

// The last byte belongs to no font; it is there because an array cannot be empty.
constexpr std::uint8_t kBytes[] = {
#include "kiosk/text/rescue_font.inc"
    0};

}  // namespace

std::span<const std::uint8_t> rescue_font() {
    return std::span(kBytes).first(sizeof kBytes - 1);
}

}  // namespace baken::text
