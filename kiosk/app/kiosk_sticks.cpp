// What the kiosk says of a stick to whoever put it in.
#include "kiosk/app/kiosk.hpp"

namespace baken::app {
namespace {

constexpr Duration kStickTold = std::chrono::seconds{45};

}  // namespace

void Kiosk::tell_stick(sync::Outcome outcome) {
    stick_ = std::move(outcome);
    tell_stick_again();
}

void Kiosk::tell_stick_again() {
    if (!stick_) return;
    stick_told_until_ = machine_.clock.tick() + kStickTold;
    bool only_system = stick_->kind == sync::Outcome::Kind::SystemOnly;
    bool good = only_system ? !system_watch_.has_failed() : stick_->heard();
    stick_story_ = {now(), only_system ? system_watch_.words() : sync::words_for(*stick_), good};
    stale_ = true;
}

// It takes minutes, and the stick must stay in for so long: every step is told, also after the notice was seen.
void Kiosk::follow_system() {
    if (system_watch_.pass(machine_.clock.tick(), device())) tell_stick_again();
}

// While a system is at work the stick must stay in, so nothing then says that it may be pulled out.
screens::StickNoticeModel Kiosk::stick_model(const Matter& matter) const {
    screens::StickNoticeModel model;
    model.chrome = chrome_of(matter);
    bool only_system = stick_->kind == sync::Outcome::Kind::SystemOnly;
    bool has_system = system_watch_.stage() != SystemWatch::Stage::None;
    auto system = has_system ? matter.strings.text(system_watch_.words()) : std::string{};
    bool alone = only_system || (system_watch_.is_at_work() && stick_->heard());
    model.good = (only_system || stick_->heard()) && !system_watch_.has_failed();
    model.words = alone ? system : matter.strings.text(sync::words_for(*stick_));
    if (!alone) model.system = system;
    if (stick_->why) model.cause = stick_->why->check;
    // Words for staff are there in two languages; in others the notice says nothing of records.
    bool has_words = session_.language() == "nl" || session_.language() == "en";
    if (stick_carried_ && has_words) {
        const auto& carried = *stick_carried_;
        model.records =
            carried.failed
                ? matter.strings.format("staff.stick-failed", {{"cause", carried.failed->check}})
                : matter.strings.format("staff.stick-took", {{"given", carried.given}, {"receipts", carried.receipts}});
    }
    return model;
}

}  // namespace baken::app
