#include "kiosk/app/menu_card.hpp"

namespace baken::app {
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

}  // namespace

void choose_status(House& house, const std::string& kind, records::Status status) {
    house.facilities[kind] = status;
    house.replaced.erase(kind);
    house.overruled.erase(kind);
}

bool lay_menu_card(Holdings& holdings, House& house) {
    auto before = house;
    for (auto& site : holdings.content.sites) {
        if (&site != holdings.site()) continue;
        for (auto& facility : site.facilities) {
            auto published = holdings.published.try_emplace(facility.kind, facility.status).first->second;
            follow(facility.kind, static_cast<records::Status>(published), house);
            auto chosen = house.facilities.find(facility.kind);
            facility.status =
                chosen == house.facilities.end() ? published : static_cast<bulletins::FacilityStatus>(chosen->second);
        }
    }
    return house != before;
}

}  // namespace baken::app
