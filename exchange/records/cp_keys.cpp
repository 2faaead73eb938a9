#include "exchange/records/cp_keys.hpp"

#include <fmt/format.h>

#include "exchange/base/toml_reader.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::records {
namespace {

constexpr std::size_t kPublicKeyBytes = 32;
constexpr std::size_t kMostKeys = 16;
constexpr ByteLimit kMostKeyListBytes{16 * 1024};

std::string list_of(const std::vector<std::string>& keys) {
    std::string text;
    for (const auto& key : keys) text += (text.empty() ? "\"" : ", \"") + trust::to_hex(key) + "\"";
    return "[" + text + "]";
}

Result<std::vector<std::string>> read_keys(TomlTable& table, std::string_view name) {
    std::vector<std::string> keys;
    for (const auto& text : table.texts(name)) {
        auto key = text.size() == 2 * kPublicKeyBytes ? trust::from_hex(text) : std::nullopt;
        if (!key) return refuse("cp-keys.key", fmt::format("{}: is no key: {}", name, text));
        keys.emplace_back(key.value());
    }
    if (keys.empty() || keys.size() > kMostKeys) return refuse("cp-keys.key", fmt::format("{}: no key", name));
    return keys;
}

}  // namespace

std::string write_cp_keys(const CpKeys& keys) {
    return "# Written by baken-cp: to whom kiosks seal their records, newest first, and who signs receipts.\nsealing "
           "= " +
           list_of(keys.sealing) + "\nreceipts = " + list_of(keys.receipts) + "\n";
}

Result<CpKeys> read_cp_keys(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostKeyListBytes));
    CpKeys keys;
    TRY(keys.sealing, read_keys(table, "sealing"));
    TRY(keys.receipts, read_keys(table, "receipts"));
    TRY_DONE(table.finish());
    return keys;
}

}  // namespace baken::records
