#include "kiosk/app/system_watch.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

constexpr Duration kLookAgain = 2s;
// The updater itself gives up before that.
constexpr Duration kLongest = 65min;

}  // namespace

void SystemWatch::begin(std::string stick, bool brings_system, Tick now) {
    if (!brings_system && next_look_ && stick != stick_) return;
    stick_ = std::move(stick);
    began_ = now;
    stage_ = brings_system ? Stage::Looking : Stage::None;
    next_look_ = brings_system ? std::optional(now) : std::nullopt;
}

SystemWatch::Stage SystemWatch::look(device::Machine& machine) const {
    using device::NewerSystem;
    auto system = machine.facts().system;
    if (!system) return Stage::NotHere;
    auto said = system->stick == stick_ ? system->by_stick : NewerSystem::None;
    switch (said) {
        case NewerSystem::Installing:
            return Stage::Installing;
        case NewerSystem::StartsNext:
            return Stage::StartsNext;
        case NewerSystem::Refused:
            return Stage::Refused;
        case NewerSystem::BrokenOff:
            return Stage::BrokenOff;
        case NewerSystem::NotNewer:
            return Stage::NotNewer;
        case NewerSystem::None:
            break;
    }
    // What was said of a stick goes when it is pulled out.
    return stage_ == Stage::Installing ? Stage::BrokenOff : Stage::Looking;
}

bool SystemWatch::pass(Tick now, device::Machine& machine) {
    if (!next_look_ || now < *next_look_) return false;
    auto before = stage_;
    stage_ = look(machine);
    bool goes_on = is_at_work() && now - began_ < kLongest;
    next_look_ = goes_on ? std::optional(now + kLookAgain) : std::nullopt;
    return stage_ != before;
}

bool SystemWatch::has_failed() const {
    return stage_ == Stage::NotHere || stage_ == Stage::Refused || stage_ == Stage::BrokenOff;
}

std::string SystemWatch::words() const {
    switch (stage_) {
        case Stage::NotHere:
            return "staff.stick-system-not-here";
        case Stage::Installing:
            return "staff.stick-system-installing";
        case Stage::StartsNext:
            return "staff.stick-system-starts-next";
        case Stage::Refused:
            return "staff.stick-system-refused";
        case Stage::BrokenOff:
            return "staff.stick-system-broken-off";
        case Stage::NotNewer:
            return "staff.stick-system-not-newer";
        case Stage::None:
        case Stage::Looking:
            break;
    }
    return "staff.stick-system-looking";
}

}  // namespace baken::app
