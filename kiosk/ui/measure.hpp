// How wide and how high a view wants to be. Pure questions; nothing is placed here.
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/typesetter.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::ui {

// The language the words around are in, handed down the tree; a view may speak another.
struct Tongue {
    std::string language = "nl";
    text::Direction direction = text::Direction::LeftToRight;
};
[[nodiscard]] text::Direction direction_of(std::string_view language);

class Measure {
public:
    Measure(text::Typesetter& typesetter, const Metrics& metrics) : typesetter_(typesetter), metrics_(metrics) {}

    // The least width that breaks no word and squeezes no picture, in pixels.
    [[nodiscard]] int least_width(const View& view, const Tongue& tongue) const;
    // The width with everything on one line, in pixels.
    [[nodiscard]] int natural_width(const View& view, const Tongue& tongue) const;
    // The height it needs when it is `width` pixels wide.
    [[nodiscard]] int height(const View& view, int width, const Tongue& tongue) const;

    // The height without what a column may leave out.
    [[nodiscard]] int least_height(const View& view, int width, const Tongue& tongue) const;

    // The widths of a row's children within `inner` pixels: natural where there is room, squeezed in proportion where
    // not, never under the least. Children left out (`optional`) get -1.
    [[nodiscard]] std::vector<int> row_widths(const View& row, int inner, const Tongue& tongue) const;
    // The children of a wrap, line by line.
    struct WrapLine {
        std::size_t first = 0;
        std::size_t count = 0;
        int height = 0;
    };
    [[nodiscard]] std::vector<WrapLine> wrap_lines(const View& wrap, int inner, const Tongue& tongue) const;
    // How many equal columns a grid has within `inner` pixels.
    [[nodiscard]] int grid_columns(const View& grid, int inner, const Tongue& tongue) const;
    // The tallest of one row of a grid's cells.
    [[nodiscard]] int grid_row_height(const View& grid, std::size_t first, int columns, int cell,
                                      const Tongue& tongue) const;

    [[nodiscard]] text::Paragraph paragraph(const TextPart& part, const Tongue& tongue) const;
    [[nodiscard]] draw::Size part_size(const Part& part) const;
    [[nodiscard]] Tongue inner_tongue(const View& view, const Tongue& tongue) const;
    [[nodiscard]] const Metrics& metrics() const { return metrics_; }
    [[nodiscard]] text::Typesetter& typesetter() const { return typesetter_; }

private:
    enum class Extent : std::uint8_t { Least, Natural };
    [[nodiscard]] int width(const View& view, const Tongue& tongue, Extent extent) const;
    [[nodiscard]] int children_width(const View& view, const Tongue& tongue, Extent extent) const;
    [[nodiscard]] int children_height(const View& view, int inner, const Tongue& tongue) const;
    [[nodiscard]] int row_height(const View& view, int inner, const Tongue& tongue) const;
    [[nodiscard]] int column_height(const View& view, int inner, const Tongue& tongue) const;
    [[nodiscard]] int wrap_height(const View& view, int inner, const Tongue& tongue) const;
    [[nodiscard]] int grid_height(const View& view, int inner, const Tongue& tongue) const;

    text::Typesetter& typesetter_;
    const Metrics& metrics_;
};

}  // namespace baken::ui
