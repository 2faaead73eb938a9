#include "kiosk/linter/glyphs.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <array>

#include "exchange/base/text.hpp"
#include "kiosk/text/font_list.hpp"
#include "kiosk/text/fonts.hpp"

namespace baken::linter {
namespace {

std::string name_of(char32_t character) {
    std::array<char, 100> name{};
    UErrorCode status = U_ZERO_ERROR;
    u_charName(static_cast<UChar32>(character), U_EXTENDED_CHAR_NAME, name.data(), name.size(), &status);
    return fmt::format("U+{:04X} {}", static_cast<std::uint32_t>(character), name.data());
}

}  // namespace

struct GlyphCheck::Open {
    text::Fonts fonts;
};

GlyphCheck::GlyphCheck(std::unique_ptr<Open> open) : open_(std::move(open)) {}
GlyphCheck::~GlyphCheck() = default;
GlyphCheck::GlyphCheck(GlyphCheck&&) noexcept = default;
GlyphCheck& GlyphCheck::operator=(GlyphCheck&&) noexcept = default;

Result<GlyphCheck> GlyphCheck::open(Files& files, const Path& font_list) {
    TRY(auto list, text::read_font_list(files, font_list));
    TRY(auto fonts, text::Fonts::open(std::move(list)));
    return GlyphCheck(std::make_unique<Open>(Open{std::move(fonts)}));
}

void GlyphCheck::check(const Path& file, std::string_view bytes, std::string_view language,
                       std::vector<Finding>& findings) {
    int line = 0;
    for (auto words : split(bytes, '\n')) {
        ++line;
        for (auto character : open_->fonts.missing_in(words, language)) {
            findings.push_back({file.string(), line, "glyph.missing", "no font has " + name_of(character)});
        }
    }
}

}  // namespace baken::linter
