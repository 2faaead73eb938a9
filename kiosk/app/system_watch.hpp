// Follows what the machine's updater does with a new system that came on a stick, until that is decided: staff must
// know how long the stick has to stay in. UI thread only.
#pragma once

#include <optional>
#include <string>

#include "exchange/base/time.hpp"
#include "kiosk/device/machine.hpp"

namespace baken::app {

class SystemWatch {
public:
    enum class Stage : std::uint8_t {
        None,     // no stick with a system came
        NotHere,  // this machine is not replaced as a whole
        Looking,
        Installing,
        StartsNext,
        Refused,
        BrokenOff,
        NotNewer,
    };

    // A stick came; `brings_system`: with a new system on it. One without leaves the watch over another that is still
    // at work: that one must stay in all the same.
    void begin(std::string stick, bool brings_system, Tick now);
    // Looks when it is time to. True when there is something else to tell.
    [[nodiscard]] bool pass(Tick now, device::Machine& machine);
    // When pass() will look; nothing once all is decided.
    [[nodiscard]] std::optional<Tick> deadline() const { return next_look_; }

    [[nodiscard]] Stage stage() const { return stage_; }
    // Must the stick stay in?
    [[nodiscard]] bool is_at_work() const { return stage_ == Stage::Looking || stage_ == Stage::Installing; }
    // Did it come to nothing?
    [[nodiscard]] bool has_failed() const;
    // Key of the strings: what staff should know. Not of Stage::None.
    [[nodiscard]] std::string words() const;

private:
    [[nodiscard]] Stage look(device::Machine& machine) const;

    std::string stick_;
    Stage stage_ = Stage::None;
    Tick began_{};
    std::optional<Tick> next_look_;
};

}  // namespace baken::app
