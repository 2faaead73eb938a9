// What visitors do on a machine without a window system, told by libinput: touch screens, keypads and, where udev lets
// them be, keyboards and mice. Touch calibration is udev's too (LIBINPUT_CALIBRATION_MATRIX).
#pragma once

#include <map>
#include <memory>

#include "kiosk/draw/screen.hpp"
#include "kiosk/panel/inputs.hpp"

struct libinput;
struct libinput_event;
struct libinput_event_keyboard;
struct libinput_event_pointer;
struct libinput_event_touch;

namespace baken::panel {

// Sleeps in the kernel until something happens; SDL would look a thousand times a second here.
class PanelInputs final : public Inputs {
public:
    // `screen` outlives it: touches are told in its pixels. Devices may come and go. Errors: input.start (udev does not
    // run, or the machine is out of descriptors).
    [[nodiscard]] static Result<std::unique_ptr<PanelInputs>> open(const draw::Screen& screen);
    ~PanelInputs() override;

    [[nodiscard]] std::vector<ui::Input> wait(Duration most) override;
    void wake() override;
    [[nodiscard]] bool has_touch() const override { return touch_devices_ > 0; }
    [[nodiscard]] bool ended() const override { return ended_; }

private:
    struct Descriptors;

    PanelInputs(const draw::Screen& screen, std::unique_ptr<Descriptors> descriptors);
    void sleep(Duration most);
    void take(libinput_event* event, std::vector<ui::Input>& into);
    void take_touch(int type, libinput_event_touch* touch, std::vector<ui::Input>& into);
    void take_button(libinput_event_pointer* pointer, std::vector<ui::Input>& into);
    void take_key(libinput_event_keyboard* key, std::vector<ui::Input>& into);
    void count_device(libinput_event* event, int difference);
    void move_pointer(draw::Point to, std::vector<ui::Input>& into);

    const draw::Screen& screen_;
    std::unique_ptr<Descriptors> descriptors_;
    int touch_devices_ = 0;
    bool shift_ = false;
    bool button_ = false;
    std::map<std::int64_t, draw::Point> fingers_;  // where each was last seen
    draw::Point pointer_;                          // of a mouse; there is no arrow, so only an absolute one is of use
    bool ended_ = false;
};

}  // namespace baken::panel
