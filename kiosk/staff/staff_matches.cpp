#include "kiosk/staff/staff_matches.hpp"

#include <algorithm>

#include "kiosk/staff/staff_cases.hpp"

namespace baken::staff {

using namespace records;

namespace {

bool answers(Need need, Gift gift) {
    switch (need) {
        case Need::Transport:
            return gift == Gift::Vehicle;
        case Need::Warmth:
            return gift == Gift::Space;
        case Need::DrinkingWater:
        case Need::Food:
            return gift == Gift::Goods || gift == Gift::Vehicle;
        case Need::MedicalCare:
            return gift == Gift::Skill;
        case Need::Medicines:
            return gift == Gift::Vehicle || gift == Gift::Skill;
        case Need::ListeningEar:
        case Need::Relatives:
            return gift == Gift::Hands || gift == Gift::Languages;
        case Need::Other:
            return gift == Gift::Hands || gift == Gift::Other;
    }
    return false;
}

// How well they fit: nothing in common is 0; a language both speak counts more than the place in the row.
int fit_of(const Record& request, const Record& offered) {
    const auto* help = std::get_if<HelpRequest>(&request.body);
    const auto* offer = std::get_if<Offer>(&offered.body);
    if (help == nullptr || offer == nullptr) return 0;
    bool useful = std::ranges::any_of(offer->gifts, [&](Gift gift) { return answers(help->need, gift); });
    if (!useful) return 0;
    bool speaks = std::ranges::find(offer->languages, request.head.language) != offer->languages.end();
    return speaks ? 2 : 1;
}

}  // namespace

std::vector<const post::StaffRecord*> matches_of(const post::StaffRecord& one, const post::StaffList& list,
                                                 std::size_t most) {
    std::vector<std::pair<int, const post::StaffRecord*>> found;
    for (const auto& other : list) {
        if (!is_open(*other) || other->record.head.mode != one.record.head.mode) continue;
        int fit = std::max(fit_of(one.record, other->record), fit_of(other->record, one.record));
        if (fit > 0) found.emplace_back(fit, other.get());
    }
    std::ranges::stable_sort(found, std::greater{}, [](const auto& pair) { return pair.first; });
    if (found.size() > most) found.resize(most);
    std::vector<const post::StaffRecord*> best;
    for (const auto& [fit, record] : found) best.push_back(record);
    return best;
}

}  // namespace baken::staff
