// tests/cases/text/<case>/in.toml is a paragraph and a box; expected is the layout, written out.
#include <fmt/format.h>
#include <toml++/toml.h>

#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

template <typename Enum>
Enum choose(const toml::table& in, std::string_view key,
            std::initializer_list<std::pair<std::string_view, Enum>> names) {
    auto word = in[key].value_or(std::string(names.begin()->first));
    for (const auto& [name, value] : names) {
        if (name == word) return value;
    }
    fail_check(fmt::format("{} is not a {}", word, key), __FILE__, __LINE__);
}

void check_keys(const toml::table& in) {
    constexpr std::string_view kKnown[] = {"text",  "bold",    "then", "language",  "direction",
                                           "align", "spacing", "em",   "max_lines", "width"};
    for (const auto& [key, value] : in) {
        if (std::ranges::find(kKnown, key.str()) != std::end(kKnown)) continue;
        fail_check(fmt::format("{} is not a key of a case", key.str()), __FILE__, __LINE__);
    }
}

// text, then bold text, then text again.
Paragraph paragraph_of(const toml::table& in) {
    check_keys(in);
    Paragraph paragraph;
    paragraph.spans.push_back({in["text"].value_or(std::string{})});
    if (in.contains("bold")) paragraph.spans.push_back({in["bold"].value_or(std::string{}), Weight::Bold});
    if (in.contains("then")) paragraph.spans.push_back({in["then"].value_or(std::string{})});
    paragraph.language = in["language"].value_or(std::string{"nl"});
    paragraph.direction =
        choose<Direction>(in, "direction", {{"ltr", Direction::LeftToRight}, {"rtl", Direction::RightToLeft}});
    paragraph.align =
        choose<Align>(in, "align", {{"start", Align::Start}, {"center", Align::Center}, {"end", Align::End}});
    paragraph.spacing =
        choose<LineSpacing>(in, "spacing", {{"normal", LineSpacing::Normal}, {"tight", LineSpacing::Tight}});
    paragraph.em = in["em"].value_or(32);
    paragraph.max_lines = in["max_lines"].value_or(0);
    return paragraph;
}

std::string trace(const Line& line, std::string_view text, const Fonts& fonts) {
    std::string out = fmt::format("line {}-{} left {} baseline {} width {}\n", line.begin, line.end, line.left,
                                  line.baseline, line.width);
    out += fmt::format("  shown {}\n", from_left_to_right(line, text));
    FaceId face = kNoFace;
    for (const auto& glyph : line.glyphs) {
        if (glyph.face != face)
            out += fmt::format("{}  {}", face == kNoFace ? "" : "\n", fonts.face(glyph.face).name());
        face = glyph.face;
        out += fmt::format(" {}@{}", glyph.glyph, glyph.x / 64.0);
        if (glyph.y != 0) out += fmt::format(",{}", glyph.y / 64);
    }
    return line.glyphs.empty() ? out : out + "\n";
}

std::string trace(const TextLayout& layout, const Paragraph& paragraph, const Fonts& fonts) {
    std::string text;
    for (const auto& span : paragraph.spans) text += span.text;
    std::string out =
        fmt::format("em {} box {} width {} height {}", layout.em, layout.box_width, layout.width, layout.height);
    if (layout.truncated) out += " truncated";
    if (layout.overflows) out += " overflows";
    if (layout.missing_glyphs > 0) out += fmt::format(" missing {}", layout.missing_glyphs);
    out += "\n";
    for (const auto& line : layout.lines) out += trace(line, text, fonts);
    return out;
}

void every_case(Setting& here) {
    for (const auto& folder : case_folders("text")) {
        toml::table in;
        try {
            in = toml::parse(read_text(folder / "in.toml"));
        } catch (const toml::parse_error& error) {
            fail_check(fmt::format("{}: {}", folder.string(), error.description()), __FILE__, __LINE__);
        }
        auto paragraph = paragraph_of(in);
        auto layout = here.typesetter.lay_out(paragraph, in["width"].value_or(600));
        check_against(trace(*layout, paragraph, here.fonts), folder / "expected");
    }
}

}  // namespace

int run_case_tests() {
    const CMUnitTest tests[] = {test<every_case, Setting>("each case is set as it was looked at and found right")};
    return run("cases", tests);
}
