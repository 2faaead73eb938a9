#include "kiosk/panel/panel_inputs.hpp"

#include <fcntl.h>
#include <libinput.h>
#include <libudev.h>
#include <linux/input-event-codes.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>

#include "exchange/base/log.hpp"
#include "kiosk/panel/key_codes.hpp"

namespace baken::panel {
namespace {

int open_device(const char* path, int flags, void*) {
    int fd = ::open(path, flags | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

void close_device(int fd, void*) {
    ::close(fd);
}

constexpr libinput_interface kDevices{open_device, close_device};

// Asked to end, the program leaves the loop rather than the world.
int catch_end() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    return ::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
}

std::unexpected<Error> refuse_start(const char* what) {
    return refuse("input.start", std::string(what) + ": " + std::strerror(errno), "does udev run?");
}

int pixel(double at, int length) {
    return std::clamp(static_cast<int>(std::floor(at)), 0, std::max(0, length - 1));
}

}  // namespace

struct PanelInputs::Descriptors {
    int wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int end = catch_end();
    udev* devices = udev_new();
    libinput* input = devices != nullptr ? libinput_udev_create_context(&kDevices, nullptr, devices) : nullptr;

    Descriptors() = default;
    Descriptors(const Descriptors&) = delete;
    Descriptors& operator=(const Descriptors&) = delete;
    ~Descriptors() {
        if (input != nullptr) libinput_unref(input);
        if (devices != nullptr) udev_unref(devices);
        for (int fd : {wake, end}) {
            if (fd >= 0) ::close(fd);
        }
    }
};

Result<std::unique_ptr<PanelInputs>> PanelInputs::open(const draw::Screen& screen) {
    auto descriptors = std::make_unique<Descriptors>();
    if (descriptors->wake < 0 || descriptors->end < 0) return refuse_start("no descriptors");
    if (descriptors->input == nullptr) return refuse_start("libinput");
    if (libinput_udev_assign_seat(descriptors->input, "seat0") != 0) return refuse_start("no devices");
    return std::unique_ptr<PanelInputs>(new PanelInputs(screen, std::move(descriptors)));
}

PanelInputs::PanelInputs(const draw::Screen& screen, std::unique_ptr<Descriptors> descriptors)
    : screen_(screen), descriptors_(std::move(descriptors)) {}

PanelInputs::~PanelInputs() = default;

void PanelInputs::wake() {
    std::uint64_t one = 1;
    // An eventfd that holds less than its limit always takes the eight bytes.
    [[maybe_unused]] auto written = ::write(descriptors_->wake, &one, sizeof one);
}

void PanelInputs::sleep(Duration most) {
    std::array<pollfd, 3> all{{{libinput_get_fd(descriptors_->input), POLLIN, 0},
                               {descriptors_->wake, POLLIN, 0},
                               {descriptors_->end, POLLIN, 0}}};
    if (::poll(all.data(), all.size(), static_cast<int>(most.count())) <= 0) return;
    std::uint64_t count = 0;
    [[maybe_unused]] auto had = ::read(descriptors_->wake, &count, sizeof count);
    if (all[2].revents != 0) ended_ = true;
}

std::vector<ui::Input> PanelInputs::wait(Duration most) {
    std::vector<ui::Input> inputs;
    // The devices that were there at the start lie ready as events before anything can be polled for.
    bool waiting = libinput_next_event_type(descriptors_->input) != LIBINPUT_EVENT_NONE;
    sleep(waiting ? Duration::zero() : most);
    if (libinput_dispatch(descriptors_->input) != 0) log(LogLevel::Warning, "input", "the devices cannot be read");
    while (auto* event = libinput_get_event(descriptors_->input)) {
        take(event, inputs);
        libinput_event_destroy(event);
    }
    return inputs;
}

void PanelInputs::take(libinput_event* event, std::vector<ui::Input>& into) {
    auto size = screen_.size();
    switch (auto type = libinput_event_get_type(event)) {
        case LIBINPUT_EVENT_DEVICE_ADDED:
            return count_device(event, 1);
        case LIBINPUT_EVENT_DEVICE_REMOVED:
            return count_device(event, -1);
        case LIBINPUT_EVENT_TOUCH_DOWN:
        case LIBINPUT_EVENT_TOUCH_MOTION:
        case LIBINPUT_EVENT_TOUCH_UP:
        case LIBINPUT_EVENT_TOUCH_CANCEL:
            return take_touch(type, libinput_event_get_touch_event(event), into);
        case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE: {
            auto* pointer = libinput_event_get_pointer_event(event);
            auto x = libinput_event_pointer_get_absolute_x_transformed(pointer, static_cast<std::uint32_t>(size.w));
            auto y = libinput_event_pointer_get_absolute_y_transformed(pointer, static_cast<std::uint32_t>(size.h));
            return move_pointer({pixel(x, size.w), pixel(y, size.h)}, into);
        }
        case LIBINPUT_EVENT_POINTER_BUTTON:
            return take_button(libinput_event_get_pointer_event(event), into);
        case LIBINPUT_EVENT_KEYBOARD_KEY:
            return take_key(libinput_event_get_keyboard_event(event), into);
        default:
            return;
    }
}

void PanelInputs::count_device(libinput_event* event, int difference) {
    auto* device = libinput_event_get_device(event);
    bool touch = libinput_device_has_capability(device, LIBINPUT_DEVICE_CAP_TOUCH) != 0;
    if (touch) touch_devices_ += difference;
    log(LogLevel::Info, "input",
        std::string(difference > 0 ? "came: " : "went: ") + libinput_device_get_name(device) +
            (touch ? " (touch)" : ""));
}

void PanelInputs::take_touch(int type, libinput_event_touch* touch, std::vector<ui::Input>& into) {
    std::int64_t finger = libinput_event_touch_get_seat_slot(touch);
    auto size = screen_.size();
    // A finger that goes says no more where it was; the place it was last seen at is what counts. One that turned out
    // to be no finger went up beside everything.
    if (type == LIBINPUT_EVENT_TOUCH_UP || type == LIBINPUT_EVENT_TOUCH_CANCEL) {
        into.push_back(ui::PointerUp{finger, type == LIBINPUT_EVENT_TOUCH_UP ? fingers_[finger] : draw::Point{-1, -1}});
        fingers_.erase(finger);
        return;
    }
    draw::Point at{pixel(libinput_event_touch_get_x_transformed(touch, static_cast<std::uint32_t>(size.w)), size.w),
                   pixel(libinput_event_touch_get_y_transformed(touch, static_cast<std::uint32_t>(size.h)), size.h)};
    fingers_[finger] = at;
    if (type == LIBINPUT_EVENT_TOUCH_DOWN) {
        into.push_back(ui::PointerDown{finger, at});
    } else {
        into.push_back(ui::PointerMove{finger, at});
    }
}

void PanelInputs::move_pointer(draw::Point to, std::vector<ui::Input>& into) {
    pointer_ = to;
    if (button_) into.push_back(ui::PointerMove{kMouse, pointer_});
}

void PanelInputs::take_button(libinput_event_pointer* pointer, std::vector<ui::Input>& into) {
    if (libinput_event_pointer_get_button(pointer) != BTN_LEFT) return;
    button_ = libinput_event_pointer_get_button_state(pointer) == LIBINPUT_BUTTON_STATE_PRESSED;
    if (button_) {
        into.push_back(ui::PointerDown{kMouse, pointer_});
    } else {
        into.push_back(ui::PointerUp{kMouse, pointer_});
    }
}

void PanelInputs::take_key(libinput_event_keyboard* key, std::vector<ui::Input>& into) {
    auto code = libinput_event_keyboard_get_key(key);
    bool pressed = libinput_event_keyboard_get_key_state(key) == LIBINPUT_KEY_STATE_PRESSED;
    if (code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT) shift_ = pressed;
    if (!pressed) return;
    if (auto input = input_of_key(code, shift_)) into.push_back(std::move(*input));
}

}  // namespace baken::panel
