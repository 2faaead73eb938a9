// Memory that a display controller reads by itself: DRM's "dumb buffers", which every driver has and no GPU is needed
// for.
#pragma once

#include <cstdint>
#include <memory>

#include "exchange/base/error.hpp"
#include "kiosk/draw/damage.hpp"
#include "kiosk/draw/frame.hpp"

namespace baken::draw {

// `card` must stay open as long as the buffer lives.
class DrmBuffer {
public:
    // XRGB8888, all black. Errors: drm.buffer.
    [[nodiscard]] static Result<std::unique_ptr<DrmBuffer>> make(int card, Size size);
    ~DrmBuffer();
    DrmBuffer(const DrmBuffer&) = delete;
    DrmBuffer& operator=(const DrmBuffer&) = delete;

    // What the mode and page-flip calls know it by.
    [[nodiscard]] std::uint32_t id() const { return id_; }
    // Copies what `stale` names from a frame of the same size, and forgets it. The frame stays in ordinary memory
    // because blending reads, and these pages are slow to read.
    void update_from(const Frame& frame);

    Damage stale;  // where this buffer lags behind the frame

private:
    explicit DrmBuffer(int card) : card_(card) {}
    Done create(Size size);
    Done map();

    int card_;
    std::uint32_t handle_ = 0;
    std::uint32_t id_ = 0;
    std::uint32_t pitch_ = 0;
    std::uint64_t length_ = 0;
    void* memory_ = nullptr;
    Frame pixels_;
};

}  // namespace baken::draw
