// What drawing costs on a full-HD frame: fills, rounded cards, a home page's worth of icons, the text of a bulletin,
// and showing the frame. Run from the root of the source tree; "window" needs a display (xvfb-run).
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/icon.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/draw/picture.hpp"
#include "kiosk/draw/window_screen.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"

using namespace baken;
using namespace baken::draw;

namespace {

constexpr Size kPanel{1920, 1080};
constexpr Color kInk{0x0B, 0x1B, 0x33};

template <typename T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::fputs((result.error().text() + "\n").c_str(), stderr);
    std::exit(1);
}

void fill_frame(benchmark::State& state) {
    Frame frame(kPanel);
    Canvas canvas(frame);
    for (auto _ : state) canvas.fill(frame.bounds(), kInk);
}
BENCHMARK(fill_frame)->Unit(benchmark::kMicrosecond);

void fill_frame_see_through(benchmark::State& state) {
    Frame frame(kPanel);
    Canvas canvas(frame);
    for (auto _ : state) canvas.fill(frame.bounds(), {0, 0, 0, 100});
}
BENCHMARK(fill_frame_see_through)->Unit(benchmark::kMicrosecond);

// The cards and buttons of the home page, in a new canvas as for a new page.
void twenty_rounded_cards(benchmark::State& state) {
    Frame frame(kPanel);
    for (auto _ : state) {
        Canvas canvas(frame);
        for (int i = 0; i < 20; ++i) {
            Rect card{40 + (i % 4) * 460, 100 + (i / 4) * 190, 440, 176};
            canvas.fill_rounded(card, 16, {255, 255, 255});
            canvas.stroke_rounded(card, 16, 2, {0xD9, 0xD6, 0xCE});
        }
    }
}
BENCHMARK(twenty_rounded_cards)->Unit(benchmark::kMicrosecond);

void eight_icons(benchmark::State& state) {
    Frame frame(kPanel);
    Canvas canvas(frame);
    bool first_time = state.range(0) == 0;
    auto icons = must(Icons::open("content/icons"));
    auto names = icons.names();
    for (auto _ : state) {
        if (first_time) icons = must(Icons::open("content/icons"));
        for (std::size_t i = 0; i < 8 && i < names.size(); ++i) {
            const auto* icon = icons.find(names[i]);
            if (icon != nullptr) canvas.icon(*icon, {100, 100, 66, 66}, kInk, Mirror::No);
        }
    }
}
BENCHMARK(eight_icons)->ArgName("again")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

std::string six_hundred_words() {
    constexpr const char* kWords[] = {"water",  "stroom",     "noodsteunpunt", "gemeente", "buurt",
                                      "morgen", "vandaag",    "kaarsen",       "de",       "het",
                                      "van",    "medewerker", "telefoon"};
    std::string text;
    for (std::size_t i = 0; i < 600; ++i) text += std::string(kWords[i * 7 % std::size(kWords)]) + ' ';
    return text;
}

// Layout and glyphs are ready: what is left is the blending.
void text_of_600_words(benchmark::State& state) {
    DiskFiles files;
    auto fonts = must(text::Fonts::open(must(text::read_font_list(files, "fonts/fonts.toml"))));
    text::Typesetter typesetter(fonts);
    text::GlyphCache glyphs(fonts);
    auto layout = typesetter.lay_out({.spans = {{six_hundred_words()}}, .em = 28}, 1000);
    Frame frame({1000, layout->height});
    Canvas canvas(frame, glyphs);
    canvas.fill(frame.bounds(), {0xFB, 0xFA, 0xF7});
    for (auto _ : state) canvas.text(*layout, {0, 0}, kInk);
}
BENCHMARK(text_of_600_words)->Unit(benchmark::kMicrosecond);

void picture_scaled_once(benchmark::State& state) {
    Picture picture({1600, 1200}, std::vector<std::uint32_t>(1600 * 1200, 0xFF336699));
    Frame frame(kPanel);
    Canvas canvas(frame);
    int width = 800;
    for (auto _ : state) canvas.picture(picture, {0, 0, width ^= 1, 600});
}
BENCHMARK(picture_scaled_once)->Unit(benchmark::kMicrosecond);

void encode_as_png(benchmark::State& state) {
    Frame frame(kPanel);
    Canvas(frame).fill_rounded({100, 100, 800, 600}, 40, kInk);
    for (auto _ : state) benchmark::DoNotOptimize(encode_png(frame));
}
BENCHMARK(encode_as_png)->Unit(benchmark::kMillisecond);

void draw_and_present(benchmark::State& state, Screen& screen) {
    std::uint8_t shade = 0;
    for (auto _ : state) {
        auto& frame = screen.frame();
        Canvas(frame).fill(frame.bounds(), {++shade, 10, 10});
        Rect whole = frame.bounds();
        if (!screen.present({&whole, 1})) state.SkipWithError("not presented");
    }
}

void fill_and_present_in_memory(benchmark::State& state) {
    MemoryScreen screen(kPanel);
    draw_and_present(state, screen);
}
BENCHMARK(fill_and_present_in_memory)->Unit(benchmark::kMicrosecond);

void fill_and_present_in_window(benchmark::State& state) {
    auto screen = WindowScreen::open({.title = "draw_bench", .size = kPanel});
    if (!screen) return state.SkipWithError("no display");
    draw_and_present(state, **screen);
}
BENCHMARK(fill_and_present_in_window)->Unit(benchmark::kMicrosecond)->UseRealTime();

// From nothing to a window with its surface.
void open_window(benchmark::State& state) {
    for (auto _ : state) {
        auto screen = WindowScreen::open({.title = "draw_bench", .mode = WindowMode::Fullscreen});
        if (!screen) return state.SkipWithError("no display");
    }
}
BENCHMARK(open_window)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);

}  // namespace

BENCHMARK_MAIN();
