// The outer form that envelopes and receipts share. Bytes, in order: a first line that names what it is; the length of
// the header (2 bytes, big-endian) and the header, JSON; the number of sealed parts (1 byte) and each part after its
// length (4 bytes, big-endian); the Ed25519 signature (64 bytes) over all that stands before it, first line included,
// so that one kind of package can never pass for the other. Internal to this room.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/keys.hpp"

namespace baken::records {

struct PackageForm {
    std::string_view first_line;  // "baken-envelope 1\n"
    std::string_view check;       // "envelope": how its refusals begin
    std::size_t parts;
    std::size_t most_bytes;
};

struct Package {
    trust::Json header;
    std::vector<std::string> parts;
    std::string signed_bytes;
    std::string signature;
};

[[nodiscard]] std::string write_package(const PackageForm& form, const trust::Json& header,
                                        std::span<const std::string> parts, const trust::SigningKey& signer);

// Takes it apart; nothing is verified yet. Errors: <check>.size, <check>.format.
[[nodiscard]] Result<Package> read_package(const PackageForm& form, std::string_view bytes);

// Is it signed by this 32-byte Ed25519 key?
[[nodiscard]] bool is_signed_by(const Package& package, std::string_view public_key);

// White space to the next full kilobyte, so that the size of what is sealed tells nothing about what was typed.
[[nodiscard]] std::string pad_json(std::string json);

}  // namespace baken::records
