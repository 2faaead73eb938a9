// What the program was asked to do: words on the command line over those of configuration files, later files over
// earlier ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/visit/session.hpp"

namespace baken::app {

struct Options {
    std::vector<Path> content;      // roots, later over earlier
    std::vector<std::string> hubs;  // base URLs of coordination points, in order
    Path ca;                        // the authority of their certificates
    Path root;                      // the TUF root that begins trust
    Path data;                      // the data partition; empty: this kiosk keeps nothing
    Path spare;                     // a folder in memory, for content that the data partition does not take
    std::vector<Path> sticks;       // folders that stand for a stick
    std::string site;
    Path staff_pin;                    // its first line is the first PIN of a demo
    Path resources;                    // holds fonts/ and icons/
    std::optional<draw::Size> window;  // a window of this size; else fullscreen
    draw::Size size{1920, 1080};       // of a tour's or a script's panel
    double inches = 15.6;              // the panel's diagonal where it does not tell
    bool inches_given = false;
    std::string language;  // empty: the site's first
    ui::TextSize text_size = ui::TextSize::Medium;
    ui::Contrast contrast = ui::Contrast::Standard;
    std::optional<Instant> now;  // the clock of a tour or a script stands here
    std::optional<Path> tour;    // draw every screen into this folder and end
    std::optional<Path> script;  // replay a visitor and end
    Path pictures = ".";         // where a script's screenshots go
    bool verify = false;         // with a tour: report every fault of every screen and fail on any
    bool log_times = false;
    Tick began{};  // when main began
    visit::Patience patience;
    bool ended = false;  // --help or --version was answered
    int status = 0;
};

// Errors: options.usage, options.config (names the key), files.*.
[[nodiscard]] Result<Options> read_options(int count, char** words, Files& files);

// "1920x1080" or "1920x1080@15.6in".
struct SizeText {
    draw::Size size;
    std::optional<double> inches;
};
[[nodiscard]] std::optional<SizeText> parse_size(std::string_view text);

inline constexpr const char* kVersion = "0.1.0";

}  // namespace baken::app
