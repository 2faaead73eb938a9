#include "cp/inbox/backup_manifest.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>

#include "cp/region/json_fields.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "baken-backup-1";
constexpr ByteLimit kMostManifest{64'000'000};

Result<FileFacts> facts_of(const Path& path) {
    std::ifstream in(path, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    FileFacts facts;
    std::string piece(64 * 1024, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        auto got = static_cast<std::size_t>(in.gcount());
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), got);
        facts.bytes += got;
    }
    if (!in.eof()) return refuse("restore.changed", path.string() + ": cannot be read");
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(hash.data()));
    facts.sha256 = trust::to_hex(hash);
    return facts;
}

// Below the backup and nowhere else.
bool is_inside(std::string_view path) {
    bool known = path == "store.jsonl" || path.starts_with("region/");
    return known && path.find('\0') == std::string_view::npos && std::ranges::none_of(split(path, '/'), [](auto part) {
               return part.empty() || part == "." || part == "..";
           });
}

}  // namespace

Result<BackupManifest> take_stock(const Path& folder) {
    BackupManifest manifest;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        auto path = entry.path().lexically_relative(folder).generic_string();
        TRY(manifest[path], facts_of(entry.path()));
    }
    return manifest;
}

std::string write_manifest(const BackupManifest& manifest, const std::string& region, Instant made) {
    trust::JsonObject files;
    for (const auto& [path, facts] : manifest) {
        files[path] = json_of(trust::JsonObject{{"bytes", json_of(facts.bytes)}, {"sha256", json_of(facts.sha256)}});
    }
    return trust::write_json(json_of(trust::JsonObject{{"format", json_of(std::string(kFormat))},
                                                       {"region", json_of(region)},
                                                       {"made", json_of(to_rfc3339(made))},
                                                       {"files", json_of(std::move(files))}})) +
           "\n";
}

Result<DatedManifest> read_manifest(Files& files, const Path& folder) {
    auto broken = refuse("restore.manifest", folder.string() + ": is no whole backup");
    TRY(auto bytes, files.read(folder / "manifest.json", kMostManifest));
    auto json = trust::parse_json(bytes.value_or(""), {.bytes = kMostManifest.bytes});
    const auto* format = json ? json->find("format") : nullptr;
    const auto* listed = json ? json->find("files") : nullptr;
    const auto* made = json ? json->find("made") : nullptr;
    auto moment = made != nullptr && made->text() != nullptr ? parse_rfc3339(*made->text()) : std::nullopt;
    bool known = format != nullptr && format->text() != nullptr && *format->text() == kFormat && listed != nullptr &&
                 listed->object() != nullptr && moment;
    if (!known) return broken;
    BackupManifest manifest;
    for (const auto& [path, facts] : *listed->object()) {
        const auto* length = facts.find("bytes");
        const auto* hash = facts.find("sha256");
        bool whole = is_inside(path) && length != nullptr && length->integer() && hash != nullptr && hash->text();
        if (!whole) return broken;
        manifest[path] = {static_cast<std::uint64_t>(*length->integer()), *hash->text()};
    }
    bool has_both = manifest.contains("store.jsonl") && manifest.contains("region/region.toml");
    return has_both ? Result<DatedManifest>({std::move(manifest), *moment}) : broken;
}

Done check_files(const Path& folder, const BackupManifest& manifest) {
    for (const auto& [path, facts] : manifest) {
        TRY(auto present, facts_of(folder / path));
        if (present != facts) return refuse("restore.changed", path + ": is not what it was when it was copied");
    }
    return {};
}

}  // namespace baken::cp
