#include "cp/hub/announcements.hpp"

namespace baken::cp {

Announcements::Wait::Wait(Announcements& announcements, trust::Version after, std::function<void()> wake)
    : announcements_(announcements),
      after_(after),
      wake_(std::move(wake)),
      place_(announcements.waits_.insert(announcements.waits_.end(), this)) {}

Announcements::Wait::~Wait() {
    announcements_.waits_.erase(place_);
}

void Announcements::announce(trust::Version version) {
    if (version <= latest_) return;
    latest_ = version;
    for (auto* wait : waits_) {
        if (version > wait->after_) wait->wake_();
    }
}

}  // namespace baken::cp
