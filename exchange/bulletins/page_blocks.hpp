// CommonMark to blocks: the part of page.hpp that talks to md4c.
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

// `first_line` is the line of the file the text begins on. Errors: page.depth.
[[nodiscard]] Result<ReadBlocks> read_blocks(std::string_view markdown, int first_line);

}  // namespace baken::bulletins
