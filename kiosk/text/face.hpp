// One opened font face. The file is memory mapped: only the pages of the glyphs that are used are ever read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "exchange/base/error.hpp"
#include "kiosk/text/font_list.hpp"

struct hb_blob_t;
struct hb_font_t;

namespace baken::text {

struct HarfBuzzFontDeleter {
    void operator()(hb_font_t* font) const;
};

class Face {
public:
    // Errors: fonts.open (not there, or not a font).
    [[nodiscard]] static Result<Face> open(const FontFile& file, std::optional<LineExtent> line);

    // The same for a font file in memory, which must outlive the face.
    [[nodiscard]] static Result<Face> open(std::span<const std::uint8_t> bytes, std::string name);

    [[nodiscard]] const std::string& name() const { return name_; }   // the file's name without folder and ending
    [[nodiscard]] hb_font_t* shaping() const { return font_.get(); }  // scaled to font units
    [[nodiscard]] int units_per_em() const { return units_per_em_; }
    // Font units, both positive.
    [[nodiscard]] int ascent() const { return ascent_; }
    [[nodiscard]] int descent() const { return descent_; }
    [[nodiscard]] int capital_height() const { return capital_height_; }

    // The glyph of this character, or 0 when the face has none.
    [[nodiscard]] std::uint32_t glyph_of(char32_t character) const;
    [[nodiscard]] std::uint32_t space_glyph() const { return space_; }
    [[nodiscard]] int advance_of(std::uint32_t glyph) const;  // font units

private:
    Face() = default;
    [[nodiscard]] static Result<Face> make(hb_blob_t* bytes, int index, std::string name,
                                           std::optional<LineExtent> line);
    void read_metrics(std::optional<LineExtent> line);

    std::string name_;
    int units_per_em_ = 1000;
    int ascent_ = 0, descent_ = 0, capital_height_ = 0;
    std::uint32_t space_ = 0;
    std::unique_ptr<hb_font_t, HarfBuzzFontDeleter>
        font_;  // keeps the mapped bytes alive; declared before what reads them
};

}  // namespace baken::text
