// The bytes of a string as libsodium wants them.
#pragma once

#include <string>
#include <string_view>

namespace baken::trust {

// Good for as long as the string is neither changed nor gone.
[[nodiscard]] inline unsigned char* data_of(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}
[[nodiscard]] inline const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace baken::trust
