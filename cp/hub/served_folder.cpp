#include "cp/hub/served_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kMostKnown = 4096;
// Larger files without a hash in their name are none of ours.
constexpr std::int64_t kMostHashed = 16'000'000;

bool is_hash_digit(char letter) {
    return is_digit(letter) || (letter >= 'a' && letter <= 'f');
}

std::string_view name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

// The hash that a target's name begins with, or nothing.
std::string_view hash_in(std::string_view name) {
    if (name.size() <= kHashDigits || name[kHashDigits] != '.') return {};
    auto hash = name.substr(0, kHashDigits);
    return std::ranges::all_of(hash, is_hash_digit) ? hash : std::string_view{};
}

bool is_versioned(std::string_view name) {
    auto end = std::ranges::find_if_not(name, is_digit);
    return end != name.begin() && end != name.end() && *end == '.' && name.ends_with(".json");
}

Descriptor open_at(int folder, std::string_view name, int flags) {
    return Descriptor{
        ::openat(folder, std::string(name).c_str(), flags | O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
}

std::optional<std::string> hash_of(const Descriptor& file, std::int64_t size) {
    if (size > kMostHashed) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    auto got = ::pread(file.get(), bytes.data(), bytes.size(), 0);
    if (got != size) return std::nullopt;
    return trust::sha256_hex(bytes);
}

}  // namespace

bool is_immutable(std::string_view path) {
    auto name = name_of(path);
    return !hash_in(name).empty() || is_versioned(name);
}

std::string_view media_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes{{
        {".json", "application/json"},
        {".xml", "application/xml"},
        {".toml", "application/toml"},
        {".md", "text/markdown; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".svg", "image/svg+xml"},
        {".webp", "image/webp"},
        {".opus", "audio/ogg"},
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
    }};
    auto found = std::ranges::find_if(kTypes, [path](const auto& type) { return path.ends_with(type.first); });
    return found == kTypes.end() ? "application/octet-stream" : found->second;
}

Result<ServedFolder> ServedFolder::open(const Path& folder) {
    Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.valid()) return refuse("serve.folder", folder.string() + ": " + std::strerror(errno));
    return ServedFolder{std::move(opened)};
}

std::optional<ServedFile> ServedFolder::find(std::string_view path) {
    auto parts = split(path, '/');
    Descriptor inner{-1};
    for (std::size_t at = 0; at + 1 < parts.size(); ++at) {
        inner = open_at(inner.valid() ? inner.get() : folder_.get(), parts[at], O_DIRECTORY);
        if (!inner.valid()) return std::nullopt;
    }
    auto file = open_at(inner.valid() ? inner.get() : folder_.get(), parts.back(), 0);
    struct stat facts{};
    if (!file.valid() || ::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
    auto tag = tag_of(path, file, facts);
    if (!tag) return std::nullopt;
    return ServedFile{std::make_shared<const Descriptor>(std::move(file)), static_cast<std::uint64_t>(facts.st_size),
                      std::move(*tag)};
}

std::optional<std::string> ServedFolder::tag_of(std::string_view path, const Descriptor& file,
                                                const struct stat& facts) {
    if (auto hash = hash_in(name_of(path)); !hash.empty()) return fmt::format("\"{}\"", hash);
    Known now{facts.st_ino,
              static_cast<std::uint64_t>(facts.st_size),
              facts.st_mtim.tv_sec * std::int64_t{1'000'000'000} + facts.st_mtim.tv_nsec,
              {}};
    auto known = known_.find(path);
    bool same = known != known_.end() && known->second.inode == now.inode && known->second.size == now.size &&
                known->second.changed == now.changed;
    if (same) return known->second.tag;
    auto hash = hash_of(file, facts.st_size);
    if (!hash) return std::nullopt;
    now.tag = fmt::format("\"{}\"", *hash);
    if (known_.size() >= kMostKnown) known_.clear();
    return known_.insert_or_assign(std::string(path), std::move(now)).first->second.tag;
}

}  // namespace baken::cp
