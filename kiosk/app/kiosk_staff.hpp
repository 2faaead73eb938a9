// How the kiosk lends its things to the desk of staff. Internal to the kiosk.
#pragma once

#include "kiosk/app/kiosk.hpp"

namespace baken::app {

template <typename Use>
auto Kiosk::at_desk(Use use) {
    if (!strings_) strings_ = holdings_->content.strings.in(session_.language());
    auto held = matter(*strings_);
    staff::FrontFacts front{metrics_.panel(), machine_.has_touch, machine_.fonts.is_rescue(), {}};
    if (auto silence = alarm_.silence()) front.silence = silence->check;
    staff::StaffTools tools{session_, device(), machine_.sound, orders_, stick_orders_};
    staff::StaffSight sight{
        held, templates_, stick_.story(), stick_.answer(), stick_.is_written(), std::move(front), machine_.version};
    return use(staff::StaffGround{tools, std::move(sight), post_, machine_.clock.tick()});
}

}  // namespace baken::app
