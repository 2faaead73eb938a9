// Contrast: every pair of tones that stand on each other (UI.md, Identity).
#include "kiosk/ui/theme.hpp"

#include <vector>

#include "tests/support/cmocka.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken::testing;
using namespace baken::ui;

namespace {

struct Pair {
    const char* name;
    Tone over;
    Tone under;
    double least;
};

const std::vector<Pair> kTextPairs{
    {"text on the ground", Tone::Ink, Tone::Ground, 10},
    {"text on a card", Tone::Ink, Tone::Card, 10},
    {"text on a quiet button", Tone::Ink, Tone::Quiet, 10},
    {"secondary text on the ground", Tone::Mute, Tone::Ground, 7},
    {"secondary text on a card", Tone::Mute, Tone::Card, 7},
    {"secondary text on a quiet button", Tone::Mute, Tone::Quiet, 7},
    {"text on the header band", Tone::OnBand, Tone::Band, 7},
    {"an action on the ground", Tone::Action, Tone::Ground, 7},
    {"an action on a card", Tone::Action, Tone::Card, 7},
    {"an action on a quiet button", Tone::Action, Tone::Quiet, 7},
    {"text on an action", Tone::OnAction, Tone::Action, 7},
    {"text on the night", Tone::OnNight, Tone::Night, 7},
    {"text on danger", Tone::OnDanger, Tone::Danger, 7},
    {"text on a warning", Tone::OnWarning, Tone::Warning, 7},
    {"text on information", Tone::OnInfo, Tone::Info, 7},
    {"text on good news", Tone::OnGood, Tone::Good, 7},
    {"good news on the ground", Tone::GoodInk, Tone::Ground, 7},
    {"good news on a card", Tone::GoodInk, Tone::Card, 7},
    {"danger on the ground", Tone::DangerInk, Tone::Ground, 7},
    {"danger on a card", Tone::DangerInk, Tone::Card, 7},
};

void check_pair(const Pair& pair, Contrast contrast, double least) {
    double ratio = contrast_ratio(color(pair.over, contrast), color(pair.under, contrast));
    if (ratio >= least) return;
    fail_check(std::string(pair.name) + " reaches " + std::to_string(ratio) + ":1, not " + std::to_string(least),
               __FILE__, __LINE__);
}

void standard_pairs() {
    for (const auto& pair : kTextPairs) check_pair(pair, Contrast::Standard, pair.least);
}

// The header is the international sign and keeps its orange in every mode.
void high_contrast_pairs() {
    for (auto mode : {Contrast::BlackOnWhite, Contrast::WhiteOnBlack}) {
        for (const auto& pair : kTextPairs) check_pair(pair, mode, pair.under == Tone::Band ? 7 : 20);
    }
}

// WCAG 2 asks 3:1 of shapes that carry meaning.
void shapes_that_mean_something() {
    for (auto mode : {Contrast::Standard, Contrast::BlackOnWhite, Contrast::WhiteOnBlack}) {
        check_pair({"the triangle on its band", Tone::Sign, Tone::Band, 3}, mode, 3);
        check_pair({"the ring of the keys on the ground", Tone::Focus, Tone::Ground, 3}, mode, 3);
        check_pair({"the ring of the keys on a card", Tone::Focus, Tone::Card, 3}, mode, 3);
    }
}

void the_sign_keeps_its_colours() {
    for (auto mode : {Contrast::Standard, Contrast::BlackOnWhite, Contrast::WhiteOnBlack}) {
        CHECK(color(Tone::Band, mode) == (baken::draw::Color{0xFF, 0x8C, 0x1A, 255}));
        CHECK(color(Tone::Sign, mode) == (baken::draw::Color{0x0A, 0x3A, 0x9B, 255}));
    }
}

void every_tone_but_none_can_be_seen() {
    for (auto mode : {Contrast::Standard, Contrast::BlackOnWhite, Contrast::WhiteOnBlack}) {
        CHECK_EQ(static_cast<int>(color(Tone::None, mode).a), 0);
        for (std::size_t i = 1; i < kTones; ++i) CHECK_EQ(static_cast<int>(color(static_cast<Tone>(i), mode).a), 255);
    }
}

// The examples of WCAG itself: black on white is 21, a colour on itself 1, #767676 on white 4.54.
void the_ratio_is_that_of_wcag() {
    baken::draw::Color black{0, 0, 0, 255};
    baken::draw::Color white{255, 255, 255, 255};
    baken::draw::Color grey{0x76, 0x76, 0x76, 255};
    CHECK(std::abs(contrast_ratio(black, white) - 21) < 0.001);
    CHECK(std::abs(contrast_ratio(white, black) - 21) < 0.001);
    CHECK(std::abs(contrast_ratio(grey, grey) - 1) < 0.001);
    CHECK(std::abs(contrast_ratio(grey, white) - 4.54) < 0.01);
}

}  // namespace

int run_theme_tests() {
    const CMUnitTest tests[] = {
        test<standard_pairs>("text reaches 10:1, everything that informs 7:1"),
        test<high_contrast_pairs>("both high-contrast modes reach 20:1"),
        test<shapes_that_mean_something>("the triangle and the ring of the keys reach 3:1"),
        test<the_sign_keeps_its_colours>("the civil-defence sign keeps its colours in every mode"),
        test<every_tone_but_none_can_be_seen>("every tone but None can be seen"),
        test<the_ratio_is_that_of_wcag>("the contrast ratio is that of WCAG"),
    };
    return run("ui theme", tests);
}
