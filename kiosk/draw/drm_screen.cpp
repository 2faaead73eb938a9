#include "kiosk/draw/drm_screen.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <xf86drm.h>

#include <cerrno>
#include <cstring>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/drm_output.hpp"
#include "kiosk/draw/edid.hpp"

namespace baken::draw {

struct DrmScreen::Output : DrmOutput {};

struct DrmScreen::Console {
    DrmCrtc crtc;
    std::uint32_t connector = 0;
};

namespace {

constexpr int kMostCards = 8;
// Panels beat at 24 Hz or more; a flip that takes longer than this will not come any more.
constexpr int kFlipPatienceMs = 200;

std::string errno_text(const char* what) {
    return std::string(what) + ": " + std::strerror(errno);
}

}  // namespace

Result<std::unique_ptr<DrmScreen>> DrmScreen::open() {
    Error last{"drm.no_card", "there is no display controller in /dev/dri", "is a graphics driver loaded?"};
    for (int i = 0; i < kMostCards; ++i) {
        auto path = "/dev/dri/card" + std::to_string(i);
        if (::access(path.c_str(), F_OK) != 0) continue;
        auto screen = open(path);
        if (screen) return screen;
        // What another card cannot do is not the reason: this one only lacks its panel.
        if (last.check != "drm.no_panel") last = std::move(screen).error();
    }
    return std::unexpected(std::move(last));
}

Result<std::unique_ptr<DrmScreen>> DrmScreen::open(const std::string& card) {
    int fd = ::open(card.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return refuse("drm.no_card", errno_text(card.c_str()), "is the program in the group video?");
    std::unique_ptr<DrmScreen> screen(new DrmScreen(fd));
    if (auto done = screen->start(); !done) return std::unexpected(std::move(done).error().within(card));
    return screen;
}

DrmScreen::DrmScreen(int card) : card_(card) {}

Done DrmScreen::start() {
    std::uint64_t has_dumb = 0;
    if (drmGetCap(card_, DRM_CAP_DUMB_BUFFER, &has_dumb) != 0 || has_dumb == 0) {
        return refuse("drm.no_dumb", "the driver has no dumb buffers");
    }
    TRY(auto output, find_output(card_));
    console_ = std::make_unique<Console>(Console{DrmCrtc(drmModeGetCrtc(card_, output.crtc)), output.connector});
    TRY_DONE(take(Output{output}));
    return set_mode(*buffers_[0]);
}

DrmScreen::~DrmScreen() {
    if (mode_set_ && console_ && console_->crtc) {
        auto& crtc = *console_->crtc;
        drmModeSetCrtc(card_, crtc.crtc_id, crtc.buffer_id, crtc.x, crtc.y, &console_->connector, 1, &crtc.mode);
    }
    buffers_ = {};
    ::close(card_);
}

// What was drawn stays when the new panel has the old one's size.
Done DrmScreen::take(const Output& output) {
    output_ = std::make_unique<Output>(output);
    DiskFiles disk;
    auto exact = plugged_in_panel(disk, "/sys/class/drm");
    physical_ = exact ? exact : output.physical;
    if (output.size() == frame_.size() && buffers_[0]) {
        for (auto& buffer : buffers_) buffer->stale.add(frame_.bounds());
        return {};
    }
    return make_buffers(output.size());
}

Done DrmScreen::make_buffers(Size size) {
    TRY(auto first, DrmBuffer::make(card_, size));
    TRY(auto second, DrmBuffer::make(card_, size));
    buffers_ = {std::move(first), std::move(second)};
    back_ = 1;
    frame_ = Frame(size);
    ++epoch_;
    return {};
}

bool DrmScreen::panel_is_there() const {
    return has_panel(card_, unplugged_ ? 0 : output_->connector);
}

Done DrmScreen::look_for_panel() {
    if (!panel_is_there()) {
        unplugged_ = true;
        return refuse("screen.unplugged", "the panel is unplugged", "check the panel's cable and power");
    }
    if (!unplugged_) return {};
    auto found = find_output(card_);
    if (!found) return refuse("screen.unplugged", found.error().message, found.error().advice);
    TRY_DONE(take(Output{*found}));
    TRY_DONE(set_mode(*buffers_[1 - back_]));
    unplugged_ = false;
    return {};
}

Done DrmScreen::present(std::span<const Rect> changed) {
    for (const auto& rect : changed) {
        for (auto& buffer : buffers_) buffer->stale.add(rect.intersected(frame_.bounds()));
    }
    auto drawn_in = epoch_;
    TRY_DONE(look_for_panel());
    if (epoch_ != drawn_in || buffers_[back_]->stale.empty()) return {};
    TRY_DONE(wait_for_flip());
    buffers_[back_]->update_from(frame_);
    return show(*buffers_[back_]);
}

Done DrmScreen::show(DrmBuffer& buffer) {
    if (drmModePageFlip(card_, output_->crtc, buffer.id(), DRM_MODE_PAGE_FLIP_EVENT, this) == 0) {
        flip_pending_ = true;
    } else {
        // A driver that cannot flip, or one whose mode someone else has set meanwhile.
        auto done = set_mode(buffer);
        if (!done) {
            buffer.stale.add(frame_.bounds());
            return refuse("screen.present", done.error().message, done.error().advice);
        }
    }
    back_ = 1 - back_;
    return {};
}

Done DrmScreen::set_mode(const DrmBuffer& buffer) {
    if (drmModeSetCrtc(card_, output_->crtc, buffer.id(), 0, 0, &output_->connector, 1, &output_->mode) != 0) {
        return refuse("drm.mode", errno_text("the display refuses the picture"), "does another program show on it?");
    }
    mode_set_ = true;
    flip_pending_ = false;
    return {};
}

void DrmScreen::flipped(int, unsigned, unsigned, unsigned, void* screen) {
    static_cast<DrmScreen*>(screen)->flip_pending_ = false;
}

// A flip that never comes (a panel pulled at that moment) must not stop the kiosk: it is forgotten after a while.
Done DrmScreen::wait_for_flip() {
    drmEventContext handlers{};
    handlers.version = 2;
    handlers.page_flip_handler = &DrmScreen::flipped;
    while (flip_pending_) {
        pollfd waiting{card_, POLLIN, 0};
        int ready = ::poll(&waiting, 1, kFlipPatienceMs);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) {
            flip_pending_ = false;
            return refuse("screen.present", "the panel does not take the picture");
        }
        if (drmHandleEvent(card_, &handlers) != 0) return refuse("screen.present", "the display's events are broken");
    }
    return {};
}

}  // namespace baken::draw
