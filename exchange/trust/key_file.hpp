// The form that signing and sealing keys share on disk.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::trust {

// Libsodium asks to be woken once before it makes random bytes; further calls do nothing.
void wake_sodium();

struct KeyFile {
    std::string public_bytes;
    Secret secret;
};

// `kind` ("signing", "sealing") stands in the file, so that one is not taken for the other.
[[nodiscard]] Result<std::string> write_key_file(std::string_view kind, std::string_view public_bytes,
                                                 const Secret& secret, std::string_view password, PasswordCost cost);
// Errors: key.format; key.damaged when the file is not what was written, so that rot is not taken for a wrong password;
// those of open_box.
[[nodiscard]] Result<KeyFile> read_key_file(std::string_view kind, std::string_view file, std::string_view password);

}  // namespace baken::trust
