#include "kiosk/staff/notice_dates.hpp"

namespace baken::staff {
namespace {

using namespace std::chrono_literals;
using visit::ClockState;

// What staff set by hand, and what the network says then, need not be the same to the minute.
constexpr Duration kNear = 1h;

// Templates last for whole hours after they are sent. What ends at another moment ends at one that staff named.
bool lasts_for_hours(const bulletins::Alert& notice) {
    auto end = end_of(notice);
    return notice.sent && end && (*end - notice.sent->at) % 1h == Duration::zero();
}

// A calendar that nobody vouches for may go on a little between writing and looking.
bool is_written_at(const bulletins::Alert& notice, Instant moment) {
    constexpr Duration kJust = 10s;
    return notice.sent && notice.sent->at <= moment && moment - notice.sent->at < kJust;
}

void shift(bulletins::Alert& notice, Duration by) {
    notice.sent->at += by;
    for (auto& info : notice.infos) {
        for (auto* date : {&info.effective, &info.onset, &info.expires})
            if (*date) (*date)->at += by;
    }
}

}  // namespace

bool NoticeDates::follow(House& house, Instant now, ClockState clock, Tick tick) {
    bool moved = false;
    for (auto& notice : house.notices) {
        if (clock == ClockState::Doubtful && is_written_at(notice, now) && lasts_for_hours(notice))
            written_.try_emplace(notice.identifier, tick);
        auto written = written_.find(notice.identifier);
        if (written == written_.end()) continue;
        auto by = now - (tick - written->second) - notice.sent->at;
        // A calendar that stands still says how late it is at least.
        bool wrong = by > kNear || (by < -kNear && clock == ClockState::Sure);
        if (wrong) shift(notice, std::chrono::floor<std::chrono::seconds>(by));
        moved = moved || wrong;
    }
    return moved;
}

}  // namespace baken::staff
