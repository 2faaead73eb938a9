// The groups of this binary; each returns the number of failed tests.
#pragma once

#include <cstdint>
#include <random>

#include "kiosk/draw/frame.hpp"

int run_geometry_tests();
int run_shape_tests();
int run_icon_tests();
int run_picture_tests();
int run_text_tests();
int run_screen_tests();
int run_window_tests();

namespace baken::testing {

// Any rectangle a broken layout might ask for: mostly near a frame of 64 pixels, sometimes absurd.
draw::Rect odd_rect(std::mt19937& random);
draw::Color odd_color(std::mt19937& random);

// A frame in which every pixel differs, so that a touch shows.
draw::Frame patterned(draw::Size size);
// Are all pixels outside `rect` as patterned() made them?
bool untouched_outside(const draw::Frame& frame, const draw::Rect& rect);

// How much of `color` on black each channel shows, over the whole frame: the sum of coverage, in pixels.
double covered(const draw::Frame& frame);

}  // namespace baken::testing
