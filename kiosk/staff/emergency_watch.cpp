#include "kiosk/staff/emergency_watch.hpp"

#include <algorithm>

#include "exchange/base/ids.hpp"

namespace baken::staff {
namespace {

bool is_told(const post::Delivery& delivery) {
    return delivery.receipt || delivery.step == records::Step::GivenByRadio;
}

}  // namespace

void EmergencyWatch::hear(const post::OutboxState& outbox, Instant clock, Tick tick) {
    std::map<std::string, Tick, std::less<>> due;
    for (const auto& one : outbox.emergencies) {
        auto known = due_.find(one.id);
        auto waited = begun_
                          ? Duration::zero()
                          : std::clamp<Duration>(clock - moment_of_uuid7(one.id), Duration::zero(), kEmergencyPatience);
        due.emplace(one.id, known != due_.end() ? known->second : tick + kEmergencyPatience - waited);
    }
    due_ = std::move(due);
    begun_ = true;
}

bool EmergencyWatch::is_overdue(std::string_view id, const post::Delivery& delivery, Tick tick) const {
    auto due = due_.find(id);
    return due != due_.end() && due->second <= tick && !is_told(delivery);
}

const post::OpenEmergency* EmergencyWatch::overdue(const post::OutboxState& outbox, Tick tick) const {
    auto found = std::ranges::find_if(outbox.emergencies,
                                      [&](const auto& one) { return is_overdue(one.id, one.delivery, tick); });
    return found == outbox.emergencies.end() ? nullptr : &*found;
}

std::optional<Tick> EmergencyWatch::next(const post::OutboxState& outbox, Tick tick) const {
    std::optional<Tick> soonest;
    for (const auto& one : outbox.emergencies) {
        auto due = due_.find(one.id);
        bool comes = due != due_.end() && due->second > tick && !is_told(one.delivery);
        if (comes && (!soonest || due->second < *soonest)) soonest = due->second;
    }
    return soonest;
}

}  // namespace baken::staff
