#include "kiosk/draw/drm_buffer.hpp"

#include <drm_fourcc.h>
#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace baken::draw {
namespace {

std::unexpected<Error> refuse_buffer(const char* step) {
    return refuse("drm.buffer", std::string(step) + ": " + std::strerror(errno));
}

}  // namespace

Result<std::unique_ptr<DrmBuffer>> DrmBuffer::make(int card, Size size) {
    std::unique_ptr<DrmBuffer> buffer(new DrmBuffer(card));
    TRY_DONE(buffer->create(size));
    TRY_DONE(buffer->map());
    buffer->pixels_ = Frame::borrow(static_cast<std::uint32_t*>(buffer->memory_), size,
                                    static_cast<std::ptrdiff_t>(buffer->pitch_ / 4));
    buffer->stale.add(buffer->pixels_.bounds());
    return buffer;
}

Done DrmBuffer::create(Size size) {
    auto width = static_cast<std::uint32_t>(size.w);
    auto height = static_cast<std::uint32_t>(size.h);
    drm_mode_create_dumb wanted{};
    wanted.width = width;
    wanted.height = height;
    wanted.bpp = 32;
    if (drmIoctl(card_, DRM_IOCTL_MODE_CREATE_DUMB, &wanted) != 0) return refuse_buffer("no memory for the picture");
    handle_ = wanted.handle;
    pitch_ = wanted.pitch;
    length_ = wanted.size;
    std::array<std::uint32_t, 4> handles{handle_};
    std::array<std::uint32_t, 4> pitches{pitch_};
    std::array<std::uint32_t, 4> offsets{};
    if (drmModeAddFB2(card_, width, height, DRM_FORMAT_XRGB8888, handles.data(), pitches.data(), offsets.data(), &id_,
                      0) != 0) {
        return refuse_buffer("the display does not take 32-bit pixels");
    }
    return {};
}

Done DrmBuffer::map() {
    drm_mode_map_dumb wanted{};
    wanted.handle = handle_;
    if (drmIoctl(card_, DRM_IOCTL_MODE_MAP_DUMB, &wanted) != 0) return refuse_buffer("the picture cannot be mapped");
    void* memory =
        ::mmap(nullptr, length_, PROT_READ | PROT_WRITE, MAP_SHARED, card_, static_cast<off_t>(wanted.offset));
    if (memory == MAP_FAILED) return refuse_buffer("the picture cannot be mapped");
    memory_ = memory;
    return {};
}

DrmBuffer::~DrmBuffer() {
    if (memory_ != nullptr) ::munmap(memory_, length_);
    if (id_ != 0) drmModeRmFB(card_, id_);
    if (handle_ == 0) return;
    drm_mode_destroy_dumb gone{};
    gone.handle = handle_;
    drmIoctl(card_, DRM_IOCTL_MODE_DESTROY_DUMB, &gone);
}

void DrmBuffer::update_from(const Frame& frame) {
    for (const auto& rect : stale.rects()) {
        auto seen = rect.intersected(frame.bounds()).intersected(pixels_.bounds());
        for (int y = seen.y; y < seen.bottom(); ++y) {
            std::memcpy(pixels_.row(y) + seen.x, frame.row(y) + seen.x, static_cast<std::size_t>(seen.w) * 4);
        }
    }
    stale.clear();
}

}  // namespace baken::draw
