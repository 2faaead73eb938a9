// Texts in the small TOML files that this program writes itself.
#pragma once

#include <string>
#include <string_view>

namespace baken::cp {

// A TOML basic string with its quotation marks.
[[nodiscard]] std::string toml_text(std::string_view text);

}  // namespace baken::cp
