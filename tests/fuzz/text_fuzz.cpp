// Any bytes, set in any way: no crash, and every byte is in some line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "exchange/base/disk_files.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"

using namespace baken;
using namespace baken::text;

namespace {

struct World {
    static Fonts open() {
        DiskFiles files;
        auto list = read_font_list(files, "fonts/fonts.toml");  // Run from the root of the source tree.
        if (!list) std::abort();
        auto fonts = Fonts::open(std::move(*list));
        if (!fonts) std::abort();
        return std::move(*fonts);
    }
    Fonts fonts = open();
    Typesetter typesetter{fonts};
    GlyphCache glyphs{fonts, 512 * 1024};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    if (size < 4 || size > 4096) return 0;
    constexpr const char* kLanguages[] = {"nl", "ar", "fa", "zh", "ti", "uk", "th", "ja"};
    std::string text(reinterpret_cast<const char*>(data) + 4, size - 4);
    auto half = text.size() * data[3] / 256;
    Paragraph paragraph{.spans = {{text.substr(0, half)}, {text.substr(half), Weight::Bold}},
                        .language = kLanguages[data[0] % 8],
                        .direction = static_cast<Direction>(data[0] / 8 % 2),
                        .em = 4 + data[1] / 4,
                        .max_lines = data[0] / 16 % 4};
    auto layout = world.typesetter.lay_out(paragraph, data[2] * 4);
    if (layout->lines.front().begin != 0) std::abort();
    if (!layout->truncated && layout->lines.back().end != text.size()) std::abort();
    (void)world.glyphs.warm(*layout, 100);
    if (world.typesetter.widest_word(paragraph) < 0) std::abort();
    return 0;
}
