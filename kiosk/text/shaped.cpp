#include "kiosk/text/shaped.hpp"

#include <hb.h>

#include <algorithm>

#include "kiosk/text/itemise.hpp"

namespace baken::text {

namespace {

constexpr int kSmallestEm = 4, kLargestEm = 1024;

// Runs of faces the text uses say how high its lines are; the main face always has a say, so that a paragraph keeps its
// rhythm when a word of it changes.
void measure_lines(ShapedText& text, const Fonts& fonts, FaceId main) {
    auto grow = [&](FaceId id) {
        const Face& face = fonts.face(id);
        text.ascent = std::max(text.ascent, to_pixels_26_6(face.ascent(), text.em, face.units_per_em()));
        text.descent = std::max(text.descent, to_pixels_26_6(face.descent(), text.em, face.units_per_em()));
    };
    grow(main);
    FaceId last = main;
    for (const auto& run : text.runs) {
        if (run.face != last) grow(run.face);
        last = run.face;
    }
    text.ascent = (text.ascent + 32) >> 6;
    text.descent = (text.descent + 32) >> 6;
}

// The advance of a cluster counts from its first unit on.
void measure_edges(ShapedText& text) {
    text.edge.assign(text.source.size() + 1U, 0);
    for (const auto& glyph : text.glyphs) text.edge[glyph.cluster + 1U] += glyph.advance;
    for (std::size_t at = 1; at < text.edge.size(); ++at) text.edge[at] += text.edge[at - 1];
}

// A unit inside a cluster (a letter of a ligature) is no place to cut either.
void mark_unsafe(ShapedText& text) {
    text.unsafe.assign(text.source.size() + 1U, true);
    for (const auto& glyph : text.glyphs) text.unsafe[glyph.cluster] = glyph.unsafe_to_break;
}

int count_missing(const std::vector<ShapedGlyph>& glyphs) {
    int missing = 0;
    std::uint32_t last = ~0U;
    for (const auto& glyph : glyphs) {
        if (glyph.glyph != 0 || glyph.blank || glyph.cluster == last) continue;
        ++missing;
        last = glyph.cluster;
    }
    return missing;
}

}  // namespace

void HarfBuzzBufferDeleter::operator()(hb_buffer_t* buffer) const {
    hb_buffer_destroy(buffer);
}

Shaper::Shaper(Fonts& fonts) : fonts_(fonts), buffer_(hb_buffer_create()) {}

ShapedText Shaper::shape(const Paragraph& paragraph) {
    ShapedText text;
    text.source = prepare(paragraph);
    text.language = paragraph.language;
    text.em = std::clamp(paragraph.em, kSmallestEm, kLargestEm);
    text.base_level = paragraph.direction == Direction::RightToLeft ? 1 : 0;
    text.runs = itemise(text.source, paragraph, fonts_);
    text.glyphs.reserve(text.source.size());
    for (auto& run : text.runs) {
        run.first = static_cast<std::uint32_t>(text.glyphs.size());
        shape_run(text, run, text.glyphs);
        run.count = static_cast<std::uint32_t>(text.glyphs.size()) - run.first;
    }
    measure_edges(text);
    mark_unsafe(text);
    text.missing = count_missing(text.glyphs);
    measure_lines(text, fonts_, fonts_.main_face(Weight::Regular));
    return text;
}

void Shaper::shape_run(const ShapedText& text, const ShapedRun& run, std::vector<ShapedGlyph>& glyphs) {
    const Face& face = fonts_.face(run.face);
    hb_buffer_t* buffer = buffer_.get();
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(text.source.text.data()),
                        static_cast<int>(text.source.size()), run.begin, static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer, run.level % 2 == 0 ? HB_DIRECTION_LTR : HB_DIRECTION_RTL);
    hb_buffer_set_script(buffer, static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(buffer,
                           hb_language_from_string(text.language.c_str(), static_cast<int>(text.language.size())));
    hb_shape(face.shaping(), buffer, nullptr, 0);

    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
    auto pixels = [&](hb_position_t units) { return to_pixels_26_6(units, text.em, face.units_per_em()); };
    for (unsigned i = 0; i < count; ++i) {
        bool unsafe = (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
        bool blank = infos[i].codepoint == face.space_glyph() ||
                     (infos[i].codepoint == 0 && is_hanging_space(text.source.text[infos[i].cluster]));
        glyphs.push_back({infos[i].codepoint, infos[i].cluster, pixels(places[i].x_advance), pixels(places[i].x_offset),
                          pixels(places[i].y_offset), unsafe, blank});
    }
}

}  // namespace baken::text
