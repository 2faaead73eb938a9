// The kiosk. main builds the world in the order in which things stand on each other, then runs one loop.
#include <SDL2/SDL.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <future>
#include <iostream>

#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"
#include "kiosk/app/front.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/loop.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/app/plain_locale.hpp"
#include "kiosk/app/script.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/app/tour.hpp"
#include "kiosk/app/world.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/draw/window_screen.hpp"
#include "kiosk/supply/content_watch.hpp"

namespace {

using namespace baken;
using namespace baken::app;

int fail(const Error& error) {
    log(LogLevel::Error, "kiosk", error.text());
    return 1;
}

int run_tour(const Options& options, World& world, Kiosk& kiosk) {
    draw::MemoryScreen screen{options.size};
    Stage stage{screen, world.glyphs, world.icons};
    auto report = take_tour(kiosk, screen, stage, *options.tour);
    if (!report) return fail(report.error());
    for (const auto& fault : report->faults) std::cout << fault << "\n";
    std::cout << fmt::format("{} screens, {} faults\n", report->screens, report->faults.size());
    return options.verify && !report->faults.empty() ? 1 : 0;
}

// A window takes about as long to come as the content takes to be read, so both are done at once; SDL wants the window
// in the first thread.
int run_panel(const Options& options, Files& files) {
    draw::WindowScreen::prepare_environment();
    auto opening = std::async(std::launch::async, [&] {
        PlainLocale undisturbed;
        return World::open(options, files);
    });
    auto front = Front::open(options);
    auto world = opening.get();
    if (!world) return fail(world.error());
    if (!front) return fail(front.error());
    return run_loop(options, **world, *front);
}

// A crash writes no memory to disk, and what C libraries give back is overwritten: what a visitor typed is nowhere
// longer than it is needed.
void leave_no_letters_behind() {
    constexpr int kFill = 0x5a;
    mallopt(M_PERTURB, kFill);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

// Every piece of memory that C++ gives back is overwritten first. The C library's own way (M_PERTURB) passes over the
// small pieces that it keeps at hand, and a word is a small piece. The address sanitizer brings its own pair.
#ifndef __SANITIZE_ADDRESS__
void operator delete(void* place) noexcept {
    if (place != nullptr) explicit_bzero(place, malloc_usable_size(place));
    std::free(place);
}
void operator delete(void* place, std::size_t /*size*/) noexcept {
    operator delete(place);
}
#endif

int main(int count, char** words) {
    leave_no_letters_behind();
    auto began = SystemClock{}.tick();
    DiskFiles files;
    auto options = read_options(count, words, files);
    if (!options) return fail(options.error());
    if (options->ended) return options->status;
    options->began = began;
    if (!options->tour && !options->script) return run_panel(*options, files);
    auto world = World::open(*options, files);
    if (!world) return fail(world.error());
    if (options->tour) {
        Kiosk kiosk{(*world)->machine(ui::Panel::of(options->size, options->inches)), (*world)->holdings};
        (*world)->begin_with(*options, kiosk);
        return run_tour(*options, **world, kiosk);
    }
    return run_script(*options, **world);
}
