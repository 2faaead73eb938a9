#include "kiosk/staff/menu_card.hpp"

#include <algorithm>

namespace baken::staff {

using bulletins::Facility;
using bulletins::FacilityStatus;

namespace {

// Looks whether the choice still holds, by what is published now.
void follow(const std::string& kind, records::Status published, House& house) {
    auto chosen = house.facilities.find(kind);
    if (chosen == house.facilities.end()) return;
    auto replaced = house.replaced.try_emplace(kind, published).first;
    if (replaced->second == published) return;
    // What staff said is now its word, too. Later words are held against this one.
    if (chosen->second == published) {
        replaced->second = published;
        return;
    }
    house.overruled.insert(kind);
    house.replaced.erase(replaced);
    house.facilities.erase(chosen);
}

void lay_over(std::vector<Facility>& card, std::vector<FacilityStatus>& published, House& house) {
    if (published.empty()) {
        for (const auto& facility : card) published.push_back(facility.status);
    }
    for (std::size_t i = 0; i < card.size(); ++i) {
        const auto& kind = card[i].kind;
        // Content of before this was refused may have two of a kind. Staff chose for both; what was published differs.
        bool is_first = &*std::ranges::find(card, kind, &Facility::kind) == &card[i];
        if (is_first) follow(kind, static_cast<records::Status>(published[i]), house);
        auto chosen = house.facilities.find(kind);
        card[i].status = chosen == house.facilities.end() ? published[i] : static_cast<FacilityStatus>(chosen->second);
    }
}

}  // namespace

void choose_status(House& house, const std::string& kind, records::Status status) {
    house.facilities[kind] = status;
    house.replaced.erase(kind);
    house.overruled.erase(kind);
}

bool lay_menu_card(supply::Holdings& holdings, House& house) {
    auto before = house;
    for (auto& site : holdings.content.sites) {
        if (&site == holdings.site()) lay_over(site.facilities, holdings.published, house);
    }
    return house != before;
}

}  // namespace baken::staff
