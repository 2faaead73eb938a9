// What one language calls another: "uk" is "Oekraïens" in Dutch.
#pragma once

#include <string>
#include <string_view>

namespace baken::bulletins {

// As `reader` calls the language of this tag; the tag itself when it has no name there, and of an empty tag that
// the language is unknown. A script or a country in the tag is not told. Any thread.
[[nodiscard]] std::string language_in(std::string_view tag, std::string_view reader);

}  // namespace baken::bulletins
