#include "kiosk/ui/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace baken::ui {
namespace {

using draw::Color;

constexpr Color kBlack{0, 0, 0, 255};
constexpr Color kWhite{255, 255, 255, 255};
constexpr Color kOrange{0xFF, 0x8C, 0x1A, 255};
constexpr Color kBlue{0x0A, 0x3A, 0x9B, 255};
constexpr Color kInk{0x0B, 0x1B, 0x33, 255};
constexpr Color kPaper{0xFB, 0xFA, 0xF7, 255};
constexpr Color kSky{0xE6, 0xED, 0xFB, 255};
constexpr Color kLine{0xD9, 0xD6, 0xCE, 255};
// Darker than the #4A566B of the first sketches: meta text must stay at 7:1 on the sky of quiet buttons as well.
constexpr Color kMute{0x3D, 0x49, 0x5E, 255};
constexpr Color kDanger{0xB3, 0x00, 0x1B, 255};
// A shade deeper where it is the text: 7:1 on paper as well.
constexpr Color kDangerInk{0xA8, 0x00, 0x19, 255};
constexpr Color kWarning{0xFF, 0xC4, 0x00, 255};
constexpr Color kGood{0x0B, 0x5D, 0x34, 255};
constexpr Color kClear{0, 0, 0, 0};

// In the order of Tone.
constexpr std::array<Color, kTones> kStandard{
    kClear, kPaper,  kWhite, kInk,     kMute, kLine, kOrange, kInk,  kBlue,  kBlue, kWhite,     kSky, kInk,
    kWhite, kDanger, kWhite, kWarning, kInk,  kBlue, kWhite,  kGood, kWhite, kGood, kDangerInk, kBlue};
constexpr std::array<Color, kTones> kDark{kClear, kBlack, kBlack, kWhite, kWhite, kWhite, kOrange, kBlack, kBlue,
                                          kWhite, kBlack, kBlack, kWhite, kBlack, kWhite, kBlack,  kWhite, kBlack,
                                          kWhite, kBlack, kWhite, kBlack, kWhite, kWhite, kWarning};
constexpr std::array<Color, kTones> kLight{kClear, kWhite, kWhite, kBlack, kBlack, kBlack, kOrange, kBlack, kBlue,
                                           kBlack, kWhite, kWhite, kBlack, kWhite, kBlack, kWhite,  kBlack, kWhite,
                                           kBlack, kWhite, kBlack, kWhite, kBlack, kBlack, kBlue};

double linear(std::uint8_t channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

Color color(Tone tone, Contrast contrast) {
    auto index = static_cast<std::size_t>(tone);
    switch (contrast) {
        case Contrast::Standard:
            return kStandard.at(index);
        case Contrast::BlackOnWhite:
            return kLight.at(index);
        case Contrast::WhiteOnBlack:
            return kDark.at(index);
    }
    return kStandard.at(index);
}

double contrast_ratio(Color a, Color b) {
    double light = luminance(a);
    double dark = luminance(b);
    if (light < dark) std::swap(light, dark);
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace baken::ui
