#include "kiosk/sync/stick_road.hpp"

#include <fmt/format.h>

#include <array>

#include "exchange/base/text.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::sync {
namespace {

bool is_device_name(std::string_view name) {
    auto stem = to_lower_ascii(name.substr(0, name.find('.')));
    if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
    bool numbered = stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    return numbered && stem[3] >= '0' && stem[3] <= '9';
}

// A name as a message may show it, whatever is in it.
std::string printable(std::string_view name) {
    std::string shown;
    for (char letter : name.substr(0, 64)) shown += letter >= ' ' && letter <= '~' ? letter : '?';
    return shown;
}

}  // namespace

bool is_honest_name(std::string_view name) {
    constexpr std::string_view kForbidden = "/\\:*?\"<>|";
    if (name.empty() || name == "." || name == ".." || !is_utf8(name)) return false;
    if (name.ends_with(' ') || name.ends_with('.') || is_device_name(name)) return false;
    return std::ranges::none_of(name, [&](char letter) {
        auto code = static_cast<unsigned char>(letter);
        return code < 0x20 || code == 0x7f || kForbidden.find(letter) != std::string_view::npos;
    });
}

bool is_left_by_a_system(std::string_view name) {
    constexpr std::array<std::string_view, 5> kLeft = {"system volume information", "thumbs.db", "desktop.ini",
                                                       "$recycle.bin", "lost+found"};
    bool hidden = name.size() > 1 && name.starts_with('.') && !name.starts_with("..");
    return hidden || std::ranges::find(kLeft, to_lower_ascii(name)) != kLeft.end();
}

Done StickRoad::begin_round() {
    auto root = folder_ / "baken";
    auto there = files_.list(folder_, limits_.entries);
    if (!there) return refuse("stick.read", there.error().text());
    auto is_root = [](const FolderEntry& entry) { return entry.name == "baken"; };
    auto found = *there ? std::ranges::find_if(**there, is_root) : std::vector<FolderEntry>::iterator{};
    if (!*there || found == (*there)->end()) return refuse("stick.empty", "there is no folder baken on it");
    if (found->kind != FolderEntry::Kind::Folder) return refuse("stick.kind", "baken is not a folder");
    Tally tally;
    TRY_DONE(look_through(root, 1, tally));
    looked_through_ = true;
    brings_system_ = tally.system;
    if (tally.system && !tally.messages) return refuse("stick.system", "there is only a new system on it");
    return {};
}

Done StickRoad::look_through(const Path& folder, std::size_t depth, Tally& tally) {
    if (depth > limits_.depth) return refuse("stick.depth", "folders within folders, too deep");
    auto entries = files_.list(folder, limits_.entries);
    if (!entries && entries.error().check == "files.too_many") return refuse("stick.count", "too many files");
    if (!entries || !*entries) return refuse("stick.read", entries ? "a folder is gone" : entries.error().text());
    for (const auto& entry : **entries) {
        // Also what is passed over takes its time to be listed.
        tally.entries += 1;
        if (tally.entries > limits_.entries) return refuse("stick.count", "too many files");
        if (is_left_by_a_system(entry.name)) continue;
        TRY_DONE(weigh(entry, tally));
        tally.messages = tally.messages || (depth == 1 && entry.name == "repository");
        tally.system = tally.system || (folder == folder_ / "baken" / "system" && entry.name.ends_with(".raucb"));
        if (entry.kind == FolderEntry::Kind::Folder) TRY_DONE(look_through(folder / entry.name, depth + 1, tally));
    }
    return {};
}

Done StickRoad::weigh(const FolderEntry& entry, Tally& tally) const {
    if (entry.name.size() > limits_.name_bytes || !is_honest_name(entry.name)) {
        return refuse("stick.name", "no name for a file of ours: " + printable(entry.name));
    }
    if (entry.kind == FolderEntry::Kind::Other) {
        return refuse("stick.kind", "neither a file nor a folder: " + printable(entry.name));
    }
    // Compared before adding: a stick may claim any size.
    if (entry.size > limits_.bytes - tally.bytes) return refuse("stick.size", "more bytes than a publication has");
    tally.bytes += entry.size;
    return {};
}

bool StickRoad::is_free_of_links() {
    std::size_t seen = 0;
    return looked_through_ || has_no_links(folder_ / "baken", 1, seen);
}

// Nothing is ever written among the receipts, and a region may have more of them than a round looks at.
bool StickRoad::has_no_links(const Path& folder, std::size_t depth, std::size_t& seen) {
    auto entries = files_.list(folder, limits_.entries);
    if (!entries || depth > limits_.depth) return false;
    for (const auto& entry : entries->value_or(std::vector<FolderEntry>{})) {
        if (++seen > limits_.entries) return false;
        if (is_left_by_a_system(entry.name)) continue;
        if (entry.kind == FolderEntry::Kind::Other) return false;
        bool is_written = entry.kind == FolderEntry::Kind::Folder && !(depth == 1 && entry.name == "receipts");
        if (is_written && !has_no_links(folder / entry.name, depth + 1, seen)) return false;
    }
    return true;
}

Result<std::optional<std::string>> StickRoad::fetch(const std::string& name, ByteLimit limit) {
    if (!trust::is_plain_path(name)) return refuse("stick.name", "a name that climbs out: " + printable(name));
    auto bytes = files_.read(folder_ / "baken" / name, limit);
    if (bytes) return bytes;
    if (bytes.error().check == "files.too_large") return refuse("repository.too_large", bytes.error().message);
    if (bytes.error().check == "files.not_a_file") return refuse("stick.kind", bytes.error().message);
    return refuse("stick.read", bytes.error().text());
}

}  // namespace baken::sync
