#include "kiosk/app/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <iostream>
#include <set>

#include "exchange/base/toml_reader.hpp"

namespace baken::app {
namespace {

template <typename Number>
bool read_number(std::string_view& text, Number& into) {
    auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), into);
    if (code != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool eat(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

// Beside a built program lie fonts/ and icons/; an installed one finds them under share/baken.
Path default_resources() {
    std::error_code none;
    auto program = std::filesystem::read_symlink("/proc/self/exe", none).parent_path();
    auto installed = program.parent_path() / "share" / "baken";
    return std::filesystem::exists(installed, none) ? installed : program.parent_path();
}

struct Words {
    std::vector<std::string> configs, content, hubs, sticks;
    std::string ca, root, data, staff_pin;
    std::string site, window, size, text_size, contrast, now, tour, script, pictures, resources;
    bool version = false, look_only = false;
};

void declare(CLI::App& app, Words& words, Options& options) {
    app.add_option("--config", words.configs, "configuration file (TOML); may be given again, later ones win");
    app.add_option("--content", words.content, "content root; may be given again, later ones win");
    app.add_option("--hub", words.hubs, "base URL of a coordination point; may be given again, asked in order");
    app.add_option("--ca", words.ca, "the only certificate authority that hubs are believed by (PEM)");
    app.add_option("--root", words.root, "the signed root that trust in content begins with");
    app.add_option("--data", words.data, "folder in which received content is kept");
    app.add_option("--stick", words.sticks, "folder that stands for a USB stick; may be given again");
    app.add_option("--site", words.site, "id of the noodsteunpunt");
    app.add_option("--staff-pin-file", words.staff_pin, "for a demo: its first line becomes the staff's first PIN");
    app.add_option("--resources", words.resources, "folder with fonts/ and icons/");
    app.add_option("--window", words.window, "open a window, such as 1600x900");
    app.add_option("--size", words.size, "panel of a tour or script, such as 1920x1080@15.6in");
    app.add_option("--lang", options.language, "language to begin with");
    app.add_option("--text-size", words.text_size, "small, medium, large or extra-large");
    app.add_option("--contrast", words.contrast, "standard, black-on-white or white-on-black");
    app.add_option("--now", words.now, "let the clock stand at this moment (RFC 3339)");
    app.add_option("--tour", words.tour, "draw every screen into this folder and end");
    app.add_flag("--look-only", words.look_only, "with --verify: look at every screen without drawing it");
    app.add_flag("--verify", options.verify,
                 "with --tour: fail when a screen has text cut off, overlaps or small targets");
    app.add_option("--script", words.script, "replay a visitor from this file and end");
    app.add_option("--pictures", words.pictures, "folder for the script's screenshots");
    app.add_flag("--log-times", options.log_times, "log how long starting and every answer took");
    app.add_flag("--version", words.version, "print the version");
}

Result<ui::TextSize> text_size_of(const std::string& word) {
    if (word.empty() || word == "medium") return ui::TextSize::Medium;
    if (word == "small") return ui::TextSize::Small;
    if (word == "large") return ui::TextSize::Large;
    if (word == "extra-large") return ui::TextSize::ExtraLarge;
    return refuse("options.usage", "--text-size " + word, "use small, medium, large or extra-large");
}

Result<ui::Contrast> contrast_of(const std::string& word) {
    if (word.empty() || word == "standard") return ui::Contrast::Standard;
    if (word == "black-on-white") return ui::Contrast::BlackOnWhite;
    if (word == "white-on-black") return ui::Contrast::WhiteOnBlack;
    return refuse("options.usage", "--contrast " + word, "use standard, black-on-white or white-on-black");
}

Done take_sizes(const Words& words, Options& options) {
    if (!words.window.empty()) {
        auto window = parse_size(words.window);
        if (!window) return refuse("options.usage", "--window " + words.window, "write it like 1600x900");
        options.window = window->size;
        if (window->inches) options.inches = *window->inches;
        options.inches_given = options.inches_given || window->inches.has_value();
    }
    if (words.size.empty()) return {};
    auto size = parse_size(words.size);
    if (!size) return refuse("options.usage", "--size " + words.size, "write it like 1920x1080@15.6in");
    options.size = size->size;
    options.inches = size->inches.value_or(options.inches);
    options.inches_given = options.inches_given || size->inches.has_value();
    return {};
}

Done take_supply(const Words& words, Options& options) {
    if (!words.hubs.empty()) options.hubs = words.hubs;
    if (!words.sticks.empty()) options.sticks.assign(words.sticks.begin(), words.sticks.end());
    if (!words.ca.empty()) options.ca = words.ca;
    if (!words.root.empty()) options.root = words.root;
    if (!words.data.empty()) options.data = words.data;
    if (!words.staff_pin.empty()) options.staff_pin = words.staff_pin;
    for (const auto& hub : options.hubs) {
        if (!hub.starts_with("https://") && !hub.starts_with("http://"))
            return refuse("options.usage", "--hub " + hub, "write it like https://hub.example.nl");
    }
    if (options.data.empty() && !(options.hubs.empty() && options.sticks.empty()))
        return refuse("options.usage", "a hub or a stick without a place to keep what comes", "give --data DIR");
    return {};
}

Done take_words(const Words& words, Options& options) {
    if (!words.content.empty()) options.content.assign(words.content.begin(), words.content.end());
    if (!words.site.empty()) options.site = words.site;
    if (!words.resources.empty()) options.resources = words.resources;
    TRY_DONE(take_supply(words, options));
    if (!words.tour.empty() || words.look_only) options.tour = words.tour;
    if (!words.script.empty()) options.script = words.script;
    if (!words.pictures.empty()) options.pictures = words.pictures;
    if (!words.now.empty()) {
        options.now = parse_rfc3339(words.now);
        if (!options.now)
            return refuse("options.usage", "--now " + words.now, "write it like 2026-11-22T14:08:00+01:00");
    }
    TRY_DONE(take_sizes(words, options));
    TRY(auto text_size, text_size_of(words.text_size));
    options.text_size = text_size;
    TRY(auto contrast, contrast_of(words.contrast));
    options.contrast = contrast;
    return {};
}

// Reads one configuration file over what was read before. Its paths are seen from its own folder.
class ConfigReader {
public:
    ConfigReader(TomlTable& table, const Path& file) : table_(table), folder_(file.parent_path()) {
        for (auto& key : table.keys()) keys_.insert(std::move(key));
    }

    void read(Options& options) {
        if (has("content")) options.content.clear();
        for (const auto& root : table_.texts("content")) options.content.push_back(folder_ / root);
        options.site = table_.text_or("site", options.site);
        if (has("hubs")) options.hubs = table_.texts("hubs");
        for (auto [key, path] : {std::pair{"ca", &options.ca},
                                 {"root", &options.root},
                                 {"data", &options.data},
                                 {"spare", &options.spare},
                                 {"resources", &options.resources}}) {
            if (has(key)) *path = folder_ / table_.text_or(key, "");
        }
        options.inches = table_.decimal_or("panel_inches", options.inches, 3, 120);
        options.inches_given = options.inches_given || has("panel_inches");
        // Which keyboards may be used is udev's affair; the key is known here only so that it is no mistake.
        (void)table_.texts("keyboards");
        auto& patience = options.patience;
        patience.until_warning = seconds_or("idle_seconds", patience.until_warning, 10, 3600);
        patience.countdown = seconds_or("countdown_seconds", patience.countdown, 20, 600);
    }

private:
    [[nodiscard]] bool has(const std::string& key) const { return keys_.contains(key); }
    Duration seconds_or(const char* key, Duration known, std::int64_t least, std::int64_t most) {
        auto given = std::chrono::duration_cast<std::chrono::seconds>(known).count();
        return std::chrono::seconds{table_.number_or(key, given, least, most)};
    }

    TomlTable& table_;
    Path folder_;
    std::set<std::string> keys_;
};

// The configuration of an appliance. A key nobody knows is an error that names it.
Done read_config(const std::string& file, Files& files, Options& options) {
    TRY(auto bytes, files.read(file, ByteLimit{64 * 1024}));
    if (!bytes) return refuse("options.config", file + ": there is no such file");
    auto table = TomlTable::parse(*bytes, ByteLimit{64 * 1024});
    if (!table) return std::unexpected(std::move(table.error()).within(file));
    ConfigReader{*table, file}.read(options);
    if (auto done = table->finish(); !done) return std::unexpected(std::move(done.error()).within(file));
    return {};
}

}  // namespace

std::optional<SizeText> parse_size(std::string_view text) {
    SizeText found;
    bool sized = read_number(text, found.size.w) && eat(text, "x") && read_number(text, found.size.h);
    if (!sized || found.size.w < 240 || found.size.h < 240 || found.size.w > 8192 || found.size.h > 8192)
        return std::nullopt;
    if (text.empty()) return found;
    double inches = 0;
    bool measured = eat(text, "@") && read_number(text, inches) && (eat(text, "in") || text.empty()) && text.empty();
    if (!measured || !(inches >= 3 && inches <= 120)) return std::nullopt;
    found.inches = inches;
    return found;
}

Result<Options> read_options(int count, char** arguments, Files& files) {
    Options options;
    options.resources = default_resources();
    Words words;
    CLI::App app{"Baken, the information kiosk of the noodsteunpunt", "baken-kiosk"};
    declare(app, words, options);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) return refuse("options.usage", error.what(), "see --help");
        options.status = app.exit(error);
        options.ended = true;
        return options;
    }
    if (words.version) {
        std::cout << "baken-kiosk " << kVersion << "\n";
        options.ended = true;
        return options;
    }
    for (const auto& config : words.configs) TRY_DONE(read_config(config, files, options));
    TRY_DONE(take_words(words, options));
    return options;
}

}  // namespace baken::app
