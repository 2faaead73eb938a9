// Any tree on a stick: names, kinds, sizes and depth as the bytes have it, sizes that lie, listings that change while
// they are read. No crash, every look is bounded, and a tree that passes has only honest names in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/sync/stick_road.hpp"

using namespace baken;

namespace {

constexpr std::size_t kMostEntries = 200;
constexpr std::size_t kMostLists = 500;

// Makes up folders from bytes as they are asked for.
class MadeUpFiles final : public Files {
public:
    explicit MadeUpFiles(std::string_view bytes) : bytes_(bytes) {}

    Result<std::optional<std::string>> read(const Path& /*path*/, ByteLimit limit) override {
        if (next() % 5 == 0) return refuse("files.not_a_file", "made up");
        if (next() % 5 == 0) return std::nullopt;
        auto size = std::min<std::uint64_t>(next(), limit.bytes);
        return std::string(size, 'x');
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        if (++lists > kMostLists) std::abort();
        std::vector<FolderEntry> entries;
        if (folder == "stick") return std::vector{FolderEntry{"baken", FolderEntry::Kind::Folder, 0}};
        for (auto left = next() % 8; left > 0 && !bytes_.empty(); --left) entries.push_back(entry());
        if (entries.size() > most) return refuse("files.too_many", "made up");
        for (const auto& one : entries) seen.push_back(one.name);
        return entries;
    }
    Done replace(const Path& /*path*/, std::string_view /*bytes*/) override { std::abort(); }
    Done make_folder(const Path& /*folder*/) override { std::abort(); }
    Done remove(const Path& /*path*/) override { std::abort(); }
    Done rename(const Path& /*from*/, const Path& /*to*/) override { std::abort(); }
    Done sync_folder(const Path& /*folder*/) override { std::abort(); }

    std::size_t lists = 0;
    std::vector<std::string> seen;

private:
    unsigned next() {
        if (bytes_.empty()) return 0;
        auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte;
    }
    FolderEntry entry() {
        auto kind = static_cast<FolderEntry::Kind>(next() % 3);
        auto size = std::uint64_t{next()} << (next() % 60);
        auto name = std::string(bytes_.substr(0, next() % 24));
        bytes_.remove_prefix(std::min(name.size(), bytes_.size()));
        return {std::move(name), kind, size};
    }
    std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    MadeUpFiles files(bytes);
    sync::StickLimits limits;
    limits.entries = kMostEntries;
    sync::StickRoad road(files, "stick", limits);
    if (road.begin_round()) {
        for (const auto& name : files.seen) {
            if (!sync::is_honest_name(name) && !sync::is_left_by_a_system(name)) std::abort();
        }
    }
    auto fetched = road.fetch(std::string(bytes), ByteLimit{100});
    if (fetched && *fetched && (*fetched)->size() > 100) std::abort();
    if (fetched && (bytes.starts_with("../") || bytes.starts_with('/'))) std::abort();
    return 0;
}
