// How long a bulletin of 600 words takes to set and draw at 1000 pixels: the first time in a new world, with the glyphs
// already drawn, and with the layout kept too. Run from the root of the source tree; BAKEN_BUILD names the build
// folder.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/blend.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/isolates.hpp"
#include "kiosk/text/typesetter.hpp"

using namespace baken;
using namespace baken::text;

namespace {

constexpr int kBoxWidth = 1000, kEm = 28, kRows = 4000;

struct Language {
    const char* tag;
    Direction direction;
    std::size_t bytes;   // of a bulletin of 600 words
    const char* sample;  // repeated where the pages are not there in this language
};

const Language kLanguages[] = {
    {"nl", Direction::LeftToRight, 3900,
     "Er is geen stroom in de hele wijk. Kook het water drie minuten. Bel 0800-0411. "},
    {"ar", Direction::RightToLeft, 5300,
     "انقطع التيار الكهربائي في الحي كله منذ الساعة 06:40. اغلِ الماء ثلاث دقائق قبل الشرب. اتصل على 0800-0411. "},
    {"fa", Direction::RightToLeft, 5300,
     "برق در تمام محله قطع است. آب را سه دقیقه بجوشانید و سپس بنوشید. ساعت 07:00-23:00 با 0800-0411 تماس بگیرید. "},
    {"uk", Direction::LeftToRight, 6100,
     "Немає електроенергії в усьому районі. Кип’ятіть воду три хвилини. Тел. 0800-0411. "},
    {"tr", Direction::LeftToRight, 3500, "Bütün mahallede elektrik yok. Suyu üç dakika kaynatın. Telefon 0800-0411. "},
    {"pl", Direction::LeftToRight, 3700,
     "W całej dzielnicy nie ma prądu. Gotuj wodę przez trzy minuty. Telefon 0800-0411. "},
    {"el", Direction::LeftToRight, 6100,
     "Δεν υπάρχει ρεύμα σε όλη τη γειτονιά. Βράστε το νερό για τρία λεπτά. Τηλ. 0800-0411. "},
    {"zh", Direction::LeftToRight, 3900, ""},
    {"zh-Hans", Direction::LeftToRight, 3900, ""},  // no pages have this name: as many characters as others measured
    {"ti", Direction::LeftToRight, 5800, "ኤሌክትሪክ ኣብ መላእ ከባቢ የለን። ማይ ንሰለስተ ደቒቕ ኣፍልሑ፡ ብድሕሪኡ ስተዩ። 0800-0411 ደውሉ። "},
};

std::string read_pages(const std::string& language) {
    std::string text;
    std::error_code none;
    std::vector<std::filesystem::path> pages;
    for (const auto& page : std::filesystem::directory_iterator("content/national/pages", none)) {
        pages.push_back(page.path() / (language + ".md"));
    }
    std::ranges::sort(pages);
    for (const auto& page : pages) {
        std::ifstream in(page, std::ios::binary);
        text.append(std::istreambuf_iterator<char>(in), {});
    }
    return text;
}

// As long and with as many different characters as a bulletin that others measured, in sentences of twenty. They are
// spread over the first level of GB 2312, the 3755 characters of everyday texts (rows from B0, 94 in a row): a text of
// rare ones would measure the opening of the large font.
std::string chinese() {
    constexpr int kCharacters = 1314, kDifferent = 535, kSentence = 20, kApart = 7, kRow = 94;
    std::string bytes;
    for (int at = 0; at < kCharacters; ++at) {
        int place = at % kDifferent * kApart;
        bytes += {static_cast<char>(0xB0 + place / kRow), static_cast<char>(0xA1 + place % kRow)};
        if (at % kSentence == kSentence - 1) bytes += "\xA1\xA3";  // the full stop
    }
    std::string text;
    icu::UnicodeString(bytes.data(), static_cast<int32_t>(bytes.size()), "GB2312").toUTF8String(text);
    return text;
}

std::vector<Paragraph> bulletin(const Language& language) {
    std::string text = read_pages(language.tag);
    if (text.empty() && *language.sample == '\0') text = chinese();
    while (text.size() < language.bytes) text += language.sample;
    auto end = std::min(text.size(), language.bytes);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    text.resize(end);
    std::vector<Paragraph> blocks;
    for (std::size_t at = 0; at < text.size();) {
        auto stop = std::min(text.find('\n', at), text.size());
        if (stop > at) {
            blocks.push_back({.spans = {{text.substr(at, stop - at)}},
                              .language = language.tag,
                              .direction = language.direction,
                              .em = kEm});
        }
        at = stop + 1;
    }
    return blocks;
}

FontList list_of_fonts() {
    DiskFiles files;
    const char* build = std::getenv("BAKEN_BUILD");
    auto list = read_font_list(files, Path(build == nullptr ? "build/dev" : build) / "fonts/fonts.toml");
    if (!list) {
        fmt::print(stderr, "{}\n", list.error().text());
        std::exit(1);
    }
    return std::move(*list);
}

Fonts open_fonts() {
    auto fonts = Fonts::open(list_of_fonts());
    if (!fonts) std::exit(1);
    return std::move(*fonts);
}

// As the canvas lays a glyph over the page, cut off where that ends.
void blend(const GlyphBitmap& glyph, int x, int y, std::vector<std::uint32_t>& frame) {
    int left = std::max(0, -x), above = std::max(0, -y);
    draw::Size seen{std::min(glyph.width, kBoxWidth - x) - left, std::min(glyph.height, kRows - y) - above};
    if (seen.w <= 0 || seen.h <= 0) return;
    const auto* coverage = glyph.coverage + static_cast<std::ptrdiff_t>(above) * glyph.stride + left;
    auto* pixels = frame.data() + static_cast<std::ptrdiff_t>(y + above) * kBoxWidth + x + left;
    draw::blend_mask(pixels, kBoxWidth, {coverage, seen, glyph.stride}, {0, 0, 0, 255});
}

void draw(const TextLayout& layout, int top, GlyphCache& glyphs, std::vector<std::uint32_t>& frame) {
    for (const auto& line : layout.lines) {
        for (const auto& placed : line.glyphs) {
            auto glyph = glyphs.get(placed.face, placed.glyph, layout.em, placed.x);
            if (glyph.coverage == nullptr) continue;
            blend(glyph, line.left + (placed.x >> 6) + glyph.left, top + line.baseline + (placed.y >> 6) - glyph.top,
                  frame);
        }
    }
}

void set_and_draw(const std::vector<Paragraph>& blocks, Typesetter& typesetter, GlyphCache& glyphs,
                  std::vector<std::uint32_t>& frame) {
    int top = 0;
    for (const auto& block : blocks) {
        auto layout = typesetter.lay_out(block, kBoxWidth);
        draw(*layout, top, glyphs, frame);
        top += layout->height;
    }
}

void first(benchmark::State& state, const Language& language) {
    auto blocks = bulletin(language);
    std::vector<std::uint32_t> frame(static_cast<std::size_t>(kBoxWidth) * kRows, ~0U);
    for (auto _ : state) {
        Fonts fonts = open_fonts();
        Typesetter typesetter(fonts);
        GlyphCache glyphs(fonts);
        set_and_draw(blocks, typesetter, glyphs, frame);
        state.counters["glyphs"] = static_cast<double>(glyphs.glyph_count());
        state.counters["KB"] = static_cast<double>(glyphs.held_bytes()) / 1024;
    }
}

void glyphs_kept(benchmark::State& state, const Language& language) {
    auto blocks = bulletin(language);
    std::vector<std::uint32_t> frame(static_cast<std::size_t>(kBoxWidth) * kRows, ~0U);
    Fonts fonts = open_fonts();
    GlyphCache glyphs(fonts);
    for (auto _ : state) {
        Typesetter typesetter(fonts);
        set_and_draw(blocks, typesetter, glyphs, frame);
    }
}

void all_kept(benchmark::State& state, const Language& language) {
    auto blocks = bulletin(language);
    std::vector<std::uint32_t> frame(static_cast<std::size_t>(kBoxWidth) * kRows, ~0U);
    Fonts fonts = open_fonts();
    Typesetter typesetter(fonts);
    GlyphCache glyphs(fonts);
    for (auto _ : state) set_and_draw(blocks, typesetter, glyphs, frame);
}

void layout_only(benchmark::State& state, const Language& language) {
    auto blocks = bulletin(language);
    Fonts fonts = open_fonts();
    for (auto _ : state) {
        Typesetter typesetter(fonts);
        for (const auto& block : blocks) benchmark::DoNotOptimize(typesetter.lay_out(block, kBoxWidth));
    }
}

void read_list(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(list_of_fonts());
}

void open_first_font(benchmark::State& state) {
    auto list = list_of_fonts();
    for (auto _ : state) {
        auto fonts = Fonts::open(list);
        benchmark::DoNotOptimize(fonts);
    }
}

}  // namespace

int main(int count, char** words) {
    benchmark::RegisterBenchmark("fonts/read_list", read_list)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("fonts/open", open_first_font)->Unit(benchmark::kMicrosecond);
    for (const auto& language : kLanguages) {
        auto add = [&](const char* what, auto body) {
            auto name = fmt::format("{}/{}", what, language.tag);
            benchmark::RegisterBenchmark(name.c_str(), [body, &language](benchmark::State& state) {
                body(state, language);
            })->Unit(benchmark::kMillisecond);
        };
        add("first", first);
        add("glyphs_kept", glyphs_kept);
        add("all_kept", all_kept);
        add("layout", layout_only);
    }
    benchmark::Initialize(&count, words);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
