#include "kiosk/text/face.hpp"

#include <hb-ot.h>
#include <hb.h>

namespace baken::text {

void HarfBuzzFontDeleter::operator()(hb_font_t* font) const {
    hb_font_destroy(font);
}

Result<Face> Face::open(const FontFile& file, std::optional<LineExtent> line) {
    hb_blob_t* bytes = hb_blob_create_from_file_or_fail(file.path.c_str());
    if (bytes == nullptr) return refuse("fonts.open", file.path.string() + " cannot be read");
    return make(bytes, file.index, file.path.stem().string(), line);
}

Result<Face> Face::open(std::span<const std::uint8_t> bytes, std::string name) {
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    return make(blob, 0, std::move(name), std::nullopt);
}

// Takes over the reference to `bytes`.
Result<Face> Face::make(hb_blob_t* bytes, int index, std::string name, std::optional<LineExtent> line) {
    hb_face_t* tables = hb_face_create(bytes, static_cast<unsigned>(index));
    hb_blob_destroy(bytes);
    Face face;
    face.font_.reset(hb_font_create(tables));
    face.name_ = std::move(name);
    auto glyphs = hb_face_get_glyph_count(tables);
    hb_face_destroy(tables);
    if (glyphs == 0) return refuse("fonts.open", face.name_ + " is not a font");
    face.read_metrics(line);
    return face;
}

void Face::read_metrics(std::optional<LineExtent> line) {
    hb_font_t* font = font_.get();
    units_per_em_ = static_cast<int>(hb_face_get_upem(hb_font_get_face(font)));
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font, &extents);
    ascent_ = line ? line->ascent * units_per_em_ / 1000 : extents.ascender;
    descent_ = line ? line->descent * units_per_em_ / 1000 : -extents.descender;
    if (ascent_ <= 0) ascent_ = units_per_em_;
    if (descent_ < 0) descent_ = 0;
    hb_position_t capital = 0;
    bool told = hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital) != 0;
    capital_height_ = told && capital > 0 ? capital : units_per_em_ * 7 / 10;
    space_ = glyph_of(U' ');
}

std::uint32_t Face::glyph_of(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_.get(), character, &glyph) != 0 ? glyph : 0;
}

int Face::advance_of(std::uint32_t glyph) const {
    return hb_font_get_glyph_h_advance(font_.get(), glyph);
}

}  // namespace baken::text
