// Which panel is plugged in where, and what can drive it. Of this room's own use.
#pragma once

#include <xf86drmMode.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "exchange/base/error.hpp"
#include "kiosk/draw/screen.hpp"

namespace baken::draw {

template <auto Free>
struct FreeDrm {
    template <typename T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};
using DrmResources = std::unique_ptr<drmModeRes, FreeDrm<drmModeFreeResources>>;
using DrmConnector = std::unique_ptr<drmModeConnector, FreeDrm<drmModeFreeConnector>>;
using DrmEncoder = std::unique_ptr<drmModeEncoder, FreeDrm<drmModeFreeEncoder>>;
using DrmCrtc = std::unique_ptr<drmModeCrtc, FreeDrm<drmModeFreeCrtc>>;

struct DrmOutput {
    std::uint32_t connector = 0;
    std::uint32_t crtc = 0;
    drmModeModeInfo mode{};
    std::optional<PhysicalSize> physical;

    [[nodiscard]] Size size() const { return {mode.hdisplay, mode.vdisplay}; }
};

// The first connector with a panel. Asks the panel itself, which may take some 10 ms. Errors: drm.no_card (the card
// cannot show anything), drm.no_panel, drm.no_crtc.
[[nodiscard]] Result<DrmOutput> find_output(int card);

// Does the kernel believe, without asking the panel, that one is plugged in here, or anywhere (connector 0)?
[[nodiscard]] bool has_panel(int card, std::uint32_t connector);

}  // namespace baken::draw
