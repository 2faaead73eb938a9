// Lengths and hashes: what signed metadata says of a file, and whether bytes agree with it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"

namespace baken::trust {

// Lower case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string sha512_hex(std::string_view bytes);

// What is known of a file: its length in bytes when stated, and its hashes by algorithm name, hexadecimal. Metadata of
// other metadata may leave both out; a target always has both.
struct FileFacts {
    std::optional<std::uint64_t> length;
    std::map<std::string, std::string> hashes;
    bool operator==(const FileFacts&) const = default;
};

// Checks a file piece by piece, so that a large one never stands in memory whole.
class FileCheck {
public:
    explicit FileCheck(FileFacts facts);
    ~FileCheck();
    FileCheck(FileCheck&&) noexcept;
    FileCheck& operator=(FileCheck&&) noexcept;

    // Takes the next piece. Refused as `<name>.length` as soon as there are more bytes than stated.
    [[nodiscard]] Done take(std::string_view piece, const std::string& name);

    // After the last piece. Errors: `<name>.length`; `<name>.hash` when a hash of a known algorithm (sha256, sha512)
    // differs or, where hashes are stated, none is of a known algorithm.
    [[nodiscard]] Done finish(const std::string& name);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The same for bytes in memory.
[[nodiscard]] Done check_file(std::string_view bytes, const FileFacts& facts, const std::string& name);

}  // namespace baken::trust
