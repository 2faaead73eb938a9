#include "kiosk/draw/edid.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "exchange/base/text.hpp"

namespace baken::draw {
namespace {

constexpr std::size_t kBlockSize = 128;
constexpr std::string_view kHeader{"\x00\xFF\xFF\xFF\xFF\xFF\xFF\x00", 8};
constexpr std::size_t kCentimetres = 21;
constexpr std::size_t kFirstTiming = 54;

int byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<std::uint8_t>(bytes[index]);
}

PhysicalSize in_centimetres(std::string_view bytes) {
    return {byte_at(bytes, kCentimetres) * 10, byte_at(bytes, kCentimetres + 1) * 10};
}

// A descriptor whose pixel clock is zero is a text, not a timing.
std::optional<PhysicalSize> in_millimetres(std::string_view bytes) {
    auto timing = bytes.substr(kFirstTiming, 18);
    if (byte_at(timing, 0) == 0 && byte_at(timing, 1) == 0) return std::nullopt;
    int high = byte_at(timing, 14);
    return PhysicalSize{byte_at(timing, 12) | ((high >> 4) << 8), byte_at(timing, 13) | ((high & 15) << 8)};
}

// Many panels put the ratio (16 by 9) where millimetres belong; then the rough centimetres are right.
bool agree(PhysicalSize fine, PhysicalSize rough) {
    return std::abs(fine.width_mm - rough.width_mm) <= 10 && std::abs(fine.height_mm - rough.height_mm) <= 10;
}

bool plausible(PhysicalSize size) {
    auto fits = [](int mm) { return mm >= 40 && mm <= 4000; };
    return fits(size.width_mm) && fits(size.height_mm);
}

Result<PhysicalSize> chosen(std::string_view bytes) {
    auto rough = in_centimetres(bytes);
    auto fine = in_millimetres(bytes);
    bool has_rough = rough.width_mm > 0 && rough.height_mm > 0;
    if (fine && has_rough && agree(*fine, rough)) return *fine;
    if (has_rough) return rough;
    // Only one of the two centimetres at zero means that the other is an aspect ratio; neither is a size.
    bool says_nothing = rough.width_mm == 0 && rough.height_mm == 0;
    if (fine && says_nothing && plausible(*fine)) return *fine;
    return refuse("edid.no_size", "the panel does not say how large it is");
}

}  // namespace

Result<PhysicalSize> read_edid(std::string_view bytes) {
    if (bytes.size() < kBlockSize) return refuse("edid.short", "fewer than 128 bytes");
    auto block = bytes.substr(0, kBlockSize);
    if (!block.starts_with(kHeader)) return refuse("edid.header", "does not begin as an EDID");
    auto sum = std::accumulate(block.begin(), block.end(), 0U,
                               [](unsigned total, char byte) { return total + static_cast<std::uint8_t>(byte); });
    if (sum % 256 != 0) return refuse("edid.checksum", "the sum of its bytes is wrong");
    TRY(auto size, chosen(block));
    if (!plausible(size)) return refuse("edid.odd_size", "says it is under 40 mm or over 4 m");
    return size;
}

namespace {

constexpr ByteLimit kSysfsLimit{64 * 1024};

bool is_connector(std::string_view name) {
    return name.starts_with("card") && name.find('-') != std::string_view::npos;
}

bool is_plugged_in(Files& files, const Path& connector) {
    auto status = files.read(connector / "status", kSysfsLimit);
    return status && *status && trim(**status) == "connected";
}

}  // namespace

std::optional<PhysicalSize> plugged_in_panel(Files& files, const Path& drm_folder) {
    auto entries = files.list(drm_folder, 256);
    if (!entries || !*entries) return std::nullopt;
    std::vector<Path> panels;
    for (const auto& entry : **entries) {
        if (is_connector(entry.name) && is_plugged_in(files, drm_folder / entry.name)) {
            panels.push_back(drm_folder / entry.name);
        }
    }
    if (panels.size() != 1) return std::nullopt;
    auto edid = files.read(panels[0] / "edid", kSysfsLimit);
    if (!edid || !*edid) return std::nullopt;
    auto size = read_edid(**edid);
    return size ? std::optional(*size) : std::nullopt;
}

}  // namespace baken::draw
