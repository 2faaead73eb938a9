#include "cp/region/toml_text.hpp"

#include <fmt/format.h>

namespace baken::cp {

std::string toml_text(std::string_view text) {
    std::string quoted{'"'};
    for (char letter : text) {
        auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7f) {
            quoted += fmt::format("\\u{:04x}", byte);
        } else {
            if (letter == '"' || letter == '\\') quoted += '\\';
            quoted += letter;
        }
    }
    return quoted + '"';
}

}  // namespace baken::cp
