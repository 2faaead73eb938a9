#include "kiosk/draw/drm_output.hpp"

#include <algorithm>
#include <span>

namespace baken::draw {
namespace {

template <typename T>
std::span<const T> all(const T* first, int count) {
    return {first, static_cast<std::size_t>(std::max(0, count))};
}

bool shows_something(const drmModeConnector& connector) {
    return connector.connection == DRM_MODE_CONNECTED && connector.count_modes > 0;
}

const drmModeModeInfo& preferred_mode(const drmModeConnector& connector) {
    auto modes = all(connector.modes, connector.count_modes);
    auto preferred =
        std::ranges::find_if(modes, [](const auto& mode) { return (mode.type & DRM_MODE_TYPE_PREFERRED) != 0; });
    return preferred == modes.end() ? modes.front() : *preferred;
}

// What drives the panel already (nothing needs to change then), else the first that can.
std::optional<std::uint32_t> find_crtc(int card, const drmModeRes& resources, const drmModeConnector& connector) {
    if (DrmEncoder current(drmModeGetEncoder(card, connector.encoder_id)); current && current->crtc_id != 0) {
        return current->crtc_id;
    }
    for (auto id : all(connector.encoders, connector.count_encoders)) {
        DrmEncoder encoder(drmModeGetEncoder(card, id));
        if (!encoder) continue;
        auto crtcs = all(resources.crtcs, std::min(resources.count_crtcs, 32));
        for (std::size_t i = 0; i < crtcs.size(); ++i) {
            if ((encoder->possible_crtcs >> i & 1U) != 0) return crtcs[i];
        }
    }
    return std::nullopt;
}

std::optional<PhysicalSize> physical_size_of(const drmModeConnector& connector) {
    PhysicalSize size{static_cast<int>(connector.mmWidth), static_cast<int>(connector.mmHeight)};
    auto plausible = [](int mm) { return mm >= 40 && mm <= 4000; };
    return plausible(size.width_mm) && plausible(size.height_mm) ? std::optional(size) : std::nullopt;
}

}  // namespace

Result<DrmOutput> find_output(int card) {
    DrmResources resources(drmModeGetResources(card));
    if (!resources) return refuse("drm.no_card", "the card cannot show anything");
    for (auto id : all(resources->connectors, resources->count_connectors)) {
        DrmConnector connector(drmModeGetConnector(card, id));
        if (!connector || !shows_something(*connector)) continue;
        auto crtc = find_crtc(card, *resources, *connector);
        if (!crtc) return refuse("drm.no_crtc", "nothing is free to drive the panel");
        return DrmOutput{id, *crtc, preferred_mode(*connector), physical_size_of(*connector)};
    }
    return refuse("drm.no_panel", "no panel is plugged in", "check the panel's cable and power");
}

bool has_panel(int card, std::uint32_t connector) {
    DrmResources resources(drmModeGetResources(card));
    if (!resources) return false;
    return std::ranges::any_of(all(resources->connectors, resources->count_connectors), [&](std::uint32_t id) {
        if (connector != 0 && id != connector) return false;
        DrmConnector known(drmModeGetConnectorCurrent(card, id));
        return known && known->connection == DRM_MODE_CONNECTED;
    });
}

}  // namespace baken::draw
