#include "kiosk/draw/icon.hpp"

#include <algorithm>

#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/svg.hpp"

namespace baken::draw {
namespace {

constexpr std::size_t kMostIcons = 1000;
constexpr std::size_t kMostMissing = 20;
constexpr std::size_t kSizesKept = 6;
constexpr Size kTrialSize{64, 64};

}  // namespace

Result<Icon> Icon::read(std::string_view svg, VectorRaster raster) {
    TRY(auto image, read_svg(svg));
    return Icon(std::move(image), std::move(raster));
}

Done Icon::check() const {
    TRY([[maybe_unused]] auto trial, raster_.draw(image_, kTrialSize, Mirror::No));
    return {};
}

const Mask& Icon::mask(Size size, Mirror mirror) const {
    static const Mask nothing;
    if (size.empty()) return nothing;
    Size cut{std::min(size.w, kLargestRasterSide), std::min(size.h, kLargestRasterSide)};
    auto found = std::ranges::find_if(drawn_, [&](const Drawn& d) { return d.size == cut && d.mirror == mirror; });
    if (found != drawn_.end()) {
        drawn_.splice(drawn_.begin(), drawn_, found);
        return drawn_.front().mask;
    }
    auto mask = raster_.draw(image_, cut, mirror);
    if (!mask) return nothing;
    drawn_.push_front({cut, mirror, std::move(*mask)});
    if (drawn_.size() > kSizesKept) drawn_.pop_back();
    return drawn_.front().mask;
}

Result<Icons> Icons::open(const Path& folder) {
    return open(std::make_shared<DiskFiles>(), folder);
}

Result<Icons> Icons::open(std::shared_ptr<Files> files, const Path& folder) {
    TRY(auto entries, files->list(folder, kMostIcons));
    if (!entries) return refuse("icons.folder", folder.string() + ": is not there", "install the content folder");
    TRY(auto raster, VectorRaster::open());
    Icons icons(std::move(files), folder, std::move(raster));
    for (const auto& entry : *entries) {
        if (entry.kind != FolderEntry::Kind::File || !entry.name.ends_with(".svg")) continue;
        icons.slots_.try_emplace(entry.name.substr(0, entry.name.size() - 4));
    }
    return icons;
}

Result<Icon> Icons::load(const std::string& name) {
    auto path = folder_ / (name + ".svg");
    TRY(auto bytes, files_->read(path, ByteLimit{kLargestSvgBytes}));
    if (!bytes) return refuse("icons.gone", path.string() + ": was there and is not any more");
    auto icon = Icon::read(*bytes, raster_);
    if (!icon) return std::unexpected(std::move(icon).error().within(path.string()));
    return icon;
}

const Icon* Icons::find(std::string_view name) {
    auto found = slots_.find(name);
    if (found == slots_.end()) {
        note_missing(name);
        return nullptr;
    }
    auto& slot = found->second;
    if (slot.tried) return slot.icon.get();
    slot.tried = true;
    auto icon = load(found->first);
    if (icon) {
        slot.icon = std::make_unique<Icon>(std::move(*icon));
    } else {
        note(std::move(icon).error());
    }
    return slot.icon.get();
}

void Icons::note(Error problem) {
    log(LogLevel::Warning, "draw", problem.text());
    problems_.push_back(std::move(problem));
}

// Pages name icons too, so the list of what is missing has an end.
void Icons::note_missing(std::string_view name) {
    if (missing_.contains(name) || missing_.size() >= kMostMissing) return;
    missing_.emplace(name);
    auto file = (folder_ / (std::string(name) + ".svg")).string();
    note({"icons.missing", file + ": is not there; words stand without their picture", "install the content folder"});
}

std::vector<std::string> Icons::names() const {
    std::vector<std::string> names;
    names.reserve(slots_.size());
    for (const auto& [name, slot] : slots_) names.push_back(name);
    return names;
}

void Canvas::icon(const Icon& icon, Rect rect, Color color, Mirror mirror) {
    if (!rect.intersects(clip_)) return;
    const auto& drawn = icon.mask(rect.size(), mirror);
    mask(drawn.view(), {rect.x + (rect.w - drawn.size.w) / 2, rect.y + (rect.h - drawn.size.h) / 2}, color);
}

}  // namespace baken::draw
