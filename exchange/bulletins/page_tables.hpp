// Tables are cut out of a page before md4c sees it: its own make cells without bound, and fail on links across cells.
//
// A table stands at the margin: a row, a rule of hyphens below it, and more rows; each begins with "|".
#pragma once

#include <string_view>
#include <vector>

namespace baken::bulletins {

struct Chunk {
    enum class Kind { Text, Table } kind = Kind::Text;
    std::string_view text;
    int line = 0;  // of the whole text, from 0
};

// The text in order, nothing left out.
[[nodiscard]] std::vector<Chunk> cut_tables(std::string_view markdown);

// The cells of one row, trimmed; "\|" is no end of a cell and stays as it is.
[[nodiscard]] std::vector<std::string_view> cells_of_row(std::string_view row);

}  // namespace baken::bulletins
