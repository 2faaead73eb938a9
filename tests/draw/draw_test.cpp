#include "tests/draw/draw_tests.hpp"

#include <climits>

namespace baken::testing {

using namespace baken::draw;

Rect odd_rect(std::mt19937& random) {
    auto near = [&] { return static_cast<int>(random() % 120) - 30; };
    auto side = [&] { return random() % 16 == 0 ? (random() % 2 == 0 ? INT_MAX : INT_MIN) : near(); };
    return {side(), side(), side(), side()};
}

Color odd_color(std::mt19937& random) {
    auto byte = [&] { return static_cast<std::uint8_t>(random()); };
    return {byte(), byte(), byte(), random() % 2 == 0 ? std::uint8_t{255} : byte()};
}

namespace {

std::uint32_t pattern_at(int x, int y) {
    return 0xFF000000U | (static_cast<std::uint32_t>(x * 7919 + y * 104729) & 0xFFFFFFU);
}

}  // namespace

Frame patterned(Size size) {
    Frame frame(size);
    for (int y = 0; y < size.h; ++y)
        for (int x = 0; x < size.w; ++x) frame.row(y)[x] = pattern_at(x, y);
    return frame;
}

bool untouched_outside(const Frame& frame, const Rect& rect) {
    for (int y = 0; y < frame.size().h; ++y)
        for (int x = 0; x < frame.size().w; ++x)
            if (!rect.contains(Point{x, y}) && frame.row(y)[x] != pattern_at(x, y)) return false;
    return true;
}

double covered(const Frame& frame) {
    double sum = 0;
    for (int y = 0; y < frame.size().h; ++y)
        for (int x = 0; x < frame.size().w; ++x) sum += frame.row(y)[x] & 0xFFU;
    return sum / 255;
}

}  // namespace baken::testing

int main() {
    return run_geometry_tests() + run_shape_tests() + run_icon_tests() + run_picture_tests() + run_text_tests() +
           run_screen_tests() + run_window_tests();
}
