#include "kiosk/staff/staff_writing.hpp"

#include "exchange/base/text.hpp"

namespace baken::staff {

StaffWriting::StaffWriting(std::string slot, TextSlot where, const ui::Keyboards& keyboards, ui::ScrollOffsets scrolls)
    : slot_(std::move(slot)),
      where_(std::move(where)),
      field_({where_.most, where_.accepts}),
      keyboard_(where_.accepts == ui::Accepts::Text ? keyboards.of_language("nl") : keyboards.named("phone"), nullptr,
                keyboards.pinyin),
      scrolls_(std::move(scrolls)) {
    (void)field_.set(*where_.text);
    if (where_.text->empty()) keyboard_.begin_with_capital();
}

void StaffWriting::press(const ui::Action& key) {
    refused_ = keyboard_.layout() != nullptr ? keyboard_.press(key, field_).has_value()
               : key.verb == "key-erase"     ? !field_.erase()
                                             : field_.insert(key.object).has_value();
}

void StaffWriting::take_offer(const std::string& offer) {
    refused_ = field_.set(offer + " ").has_value();
}

ui::ScrollOffsets StaffWriting::finish() {
    *where_.text = std::string(trim(field_.text()));
    return std::move(scrolls_);
}

screens::StaffEditModel StaffWriting::model(const StaffView& view) const {
    constexpr std::size_t kMostOffers = 4;
    screens::StaffEditModel model;
    model.label = where_.label;
    model.field = &field_;
    if (keyboard_.layout() != nullptr) model.keyboard = &keyboard_;
    model.lines = where_.many_lines ? 3 : 1;
    auto typed = to_lower_ascii(field_.text());
    for (const auto& offer : where_.offers) {
        bool fits = to_lower_ascii(offer).starts_with(typed) && offer.size() > typed.size();
        if (fits && model.offers.size() < kMostOffers) model.offers.push_back(offer);
    }
    if (refused_) model.trouble = view.say("edit-refused");
    return model;
}

}  // namespace baken::staff
