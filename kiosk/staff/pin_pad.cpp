#include "kiosk/staff/pin_pad.hpp"

#include <chrono>

#include "kiosk/ui/text_field.hpp"

namespace baken::staff {

using Door = post::StaffNews::Door;

namespace {

constexpr std::size_t kLongestPin = 12;

bool must_wait(const post::StaffNews& staff, Tick tick) {
    return staff.wait_until && *staff.wait_until > tick;
}

// Only what was tried and did not fit is called wrong: who knows the PIN must not doubt it because a disk is full.
screens::PinModel::State state_of(std::string_view refused) {
    using State = screens::PinModel::State;
    if (refused == "pin.wrong") return State::Wrong;
    if (refused == "pin.form") return State::Form;
    // Told while it lasts, by the countdown.
    if (refused == "pin.wait") return State::Enter;
    return State::Failed;
}

}  // namespace

void PinPad::press(std::string_view text) {
    bool digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
    if (!digit) return;
    refused_.clear();
    differed_ = false;
    if (!checking_ && pin_.size() < kLongestPin) pin_ += text;
}

void PinPad::erase() {
    if (!pin_.empty()) pin_.pop_back();
}

void PinPad::enter(const post::StaffNews& staff, Tick tick, std::vector<post::PostOrder>& orders) {
    // Who waited begins anew, not behind what was pressed too early.
    if (must_wait(staff, tick)) return ui::wipe(pin_);
    if (pin_.empty() || checking_) return;
    refused_.clear();
    if (staff.door == Door::NoPin) return choose(orders);
    orders.emplace_back(post::Unlock{trust::Secret{pin_}});
    checking_ = true;
    ui::wipe(pin_);
}

void PinPad::choose(std::vector<post::PostOrder>& orders) {
    if (first_pin_.empty()) {
        std::swap(first_pin_, pin_);
        return;
    }
    bool same = first_pin_ == pin_;
    if (same) orders.emplace_back(post::SetPin{{}, trust::Secret{pin_}});
    checking_ = same;
    wipe_digits();
    differed_ = !same;
}

void PinPad::hear(const post::StaffNews& staff) {
    bool open = staff.door == Door::Open;
    if (!checking_ || (!open && !staff.refused)) return;
    checking_ = false;
    if (!open) refused_ = staff.refused->check;
}

void PinPad::wipe_digits() {
    ui::wipe(pin_);
    ui::wipe(first_pin_);
    differed_ = false;
}

void PinPad::wipe() {
    wipe_digits();
    checking_ = false;
    refused_.clear();
}

screens::PinModel PinPad::model(const post::StaffNews& staff, Tick tick) const {
    using Asks = screens::PinModel::Asks;
    using State = screens::PinModel::State;
    screens::PinModel model;
    model.digits = static_cast<int>(pin_.size());
    model.asks = staff.door != Door::NoPin ? Asks::Pin : first_pin_.empty() ? Asks::New : Asks::Again;
    if (checking_) model.state = State::Checking;
    if (!refused_.empty()) model.state = state_of(refused_);
    if (model.state == State::Failed) model.cause = refused_;
    if (differed_) model.state = State::Differed;
    if (must_wait(staff, tick)) {
        model.state = State::Wait;
        model.seconds_left =
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*staff.wait_until - tick).count());
    }
    return model;
}

}  // namespace baken::staff
