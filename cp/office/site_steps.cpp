#include "cp/office/site_steps.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

// Each takes about a fifth of a millisecond; a desk that runs has opened all but the last few.
constexpr std::size_t kMostStepsOpened = 500;
constexpr std::size_t kMostOfKiosk = 5'000;
constexpr std::size_t kMostTold = 100;

std::string name_of(const KeptRecord& record) {
    return record.kiosk + "/" + record.id;
}

auto order_of(const KeptRecord& record) {
    return std::tie(record.arrived, record.id);
}

// From a set or map by KIOSK/ID; '0' is the letter after '/'.
void erase_kiosk(auto& by_name, const std::string& kiosk) {
    by_name.erase(by_name.lower_bound(kiosk + "/"), by_name.lower_bound(kiosk + "0"));
}

// A kiosk that is unsure of its clock may name any day.
Instant moment_of(const records::Record& record, const records::FollowUp& step, const KeptRecord& kept) {
    if (step.at) return *step.at;
    return record.head.clock == records::ClockConfidence::Unsure ? kept.arrived : record.head.created;
}

void add_opened(InboxOffice& office, const KeptRecord& kept, std::vector<SiteStep>& steps) {
    auto record = office.inbox.open(kept);
    const auto* step = record ? std::get_if<records::FollowUp>(&record->body) : nullptr;
    if (step != nullptr) steps.push_back({step->step, moment_of(*record, *step, kept), step->to_whom, step->note});
}

}  // namespace

trust::Json json_of(const std::vector<SiteStep>& steps) {
    trust::JsonArray array;
    for (const auto& one : steps) {
        array.push_back(json_of(trust::JsonObject{{"step", json_of(std::string(records::name_of(one.step)))},
                                                  {"at", json_of(to_rfc3339(one.at))},
                                                  {"to_whom", json_of(one.to_whom)},
                                                  {"note", json_of(one.note)}}));
    }
    return json_of(std::move(array));
}

Done SiteSteps::look(InboxOffice& office, const std::set<std::string>& kiosks) {
    if (office.keys.sealing.empty()) return {};
    TRY(auto counts, office.store->statuses_by_kiosk());
    ++looks_;
    for (const auto& kiosk : kiosks) asked_[kiosk] = looks_;
    make_room();
    for (const auto& kiosk : kiosks) {
        if (counts[kiosk] == counted_[kiosk]) continue;
        TRY_DONE(list(office, kiosk));
        counted_[kiosk] = counts[kiosk];
    }
    open_waiting(office, kiosks);
    return {};
}

// Pages take turns, and what one of them had opened must not go for another: it would be opened anew each time, and
// never to its end. What is on nobody's page is listed and opened again when it comes there.
void SiteSteps::make_room() {
    while (known_.size() > most_known_) {
        auto oldest = std::ranges::min_element(asked_, {}, [](const auto& one) { return one.second; });
        if (oldest == asked_.end() || oldest->second == looks_) return;
        forget(oldest->first);
        asked_.erase(oldest);
    }
}

void SiteSteps::forget(const std::string& kiosk) {
    erase_kiosk(known_, kiosk);
    erase_kiosk(about_, kiosk);
    counted_.erase(kiosk);
    std::erase_if(waiting_, [&](const KeptRecord& one) { return one.kiosk == kiosk; });
}

Done SiteSteps::list(InboxOffice& office, const std::string& kiosk) {
    TRY(auto statuses, office.store->statuses_of_kiosk(kiosk, kMostOfKiosk));
    for (auto& status : statuses) {
        if (known_.insert(name_of(status)).second) waiting_.push_back(std::move(status));
    }
    return {};
}

void SiteSteps::open_waiting(InboxOffice& office, const std::set<std::string>& kiosks) {
    auto first = waiting_.end() - static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMostStepsOpened));
    std::ranges::nth_element(waiting_, first, {}, [&](const KeptRecord& one) {
        return std::tuple(kiosks.contains(one.kiosk), one.arrived, std::string_view(one.id));
    });
    for (auto status = first; status != waiting_.end(); ++status) take(office, *status);
    waiting_.erase(first, waiting_.end());
}

// One that these keys do not open is looked at again when its kiosk sends the next: somebody else may have its key.
void SiteSteps::take(InboxOffice& office, const KeptRecord& status) {
    auto record = office.inbox.open(status);
    if (!record && record.error().check != "inbox.wiped") known_.erase(name_of(status));
    const auto* step = record ? std::get_if<records::FollowUp>(&record->body) : nullptr;
    if (step == nullptr) return;
    auto& steps = about_[status.kiosk + "/" + step->about];
    steps.push_back({status, step->step});
    std::ranges::sort(steps, {}, [](const Taken& one) { return order_of(one.follow_up); });
}

const std::vector<SiteSteps::Taken>& SiteSteps::about(const KeptRecord& record) const {
    static const std::vector<Taken> kNone;
    auto found = about_.find(name_of(record));
    return found == about_.end() ? kNone : found->second;
}

std::vector<SiteStep> SiteSteps::all_of(InboxOffice& office, const KeptRecord& record) const {
    const auto& taken = about(record);
    std::vector<SiteStep> steps;
    for (auto i = taken.size() - std::min(taken.size(), kMostTold); i < taken.size(); ++i) {
        add_opened(office, taken[i].follow_up, steps);
    }
    return steps;
}

std::vector<SiteStep> SiteSteps::last_of(InboxOffice& office, const KeptRecord& record) const {
    const auto& taken = about(record);
    std::vector<SiteStep> steps;
    if (taken.empty()) return steps;
    auto last =
        std::find_if(taken.rbegin(), taken.rend(), [](const Taken& one) { return one.step != records::Step::Noted; });
    add_opened(office, (last == taken.rend() ? taken.back() : *last).follow_up, steps);
    return steps;
}

}  // namespace baken::cp
