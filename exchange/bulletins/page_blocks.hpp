// CommonMark to blocks: the only place that talks to md4c.
#pragma once

#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/page.hpp"

namespace baken::bulletins {

struct ReadBlocks {
    std::vector<Block> blocks;
    std::vector<Finding> findings;
};

// A text without tables. `first_line` is the line of the file it begins on. Errors: page.depth.
[[nodiscard]] Result<ReadBlocks> read_text(std::string_view markdown, int first_line);

// A whole text, tables included. `first_line` is the line of the file the text begins on. Errors: page.depth,
// page.table.
[[nodiscard]] Result<ReadBlocks> read_blocks(std::string_view markdown, int first_line);

}  // namespace baken::bulletins
