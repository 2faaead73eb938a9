#include "kiosk/screens/here.hpp"

namespace baken::screens {

using namespace ui;
using bulletins::FacilityStatus;

namespace {

struct StatusLook {
    const char* icon;
    const char* word_key;
    Tone tone;
};

StatusLook look_of(FacilityStatus status) {
    switch (status) {
        case FacilityStatus::Available:
            return {"good", "here.available", Tone::GoodInk};
        case FacilityStatus::Limited:
            return {"warning", "here.limited", Tone::Ink};
        case FacilityStatus::NotNow:
            return {"cross", "here.not-now", Tone::DangerInk};
        case FacilityStatus::Unknown:
            return {"question", "here.unknown", Tone::Mute};
    }
    return {"question", "here.unknown", Tone::Mute};
}

View facility(const Setting& setting, const FacilityLine& line) {
    auto look = look_of(line.status);
    View status =
        row(icon(look.icon, 6_mm), tight(words(Type::Meta, setting.say(look.word_key), text::Weight::Bold)).growing())
            .gapped(2_mm)
            .inked(look.tone)
            .aligned(Place::Start, Place::Center);
    View texts =
        column(tight(words(Type::Title, line.name, text::Weight::Bold)), std::move(status)).gapped(1_mm).growing();
    if (!line.note.empty()) texts.children.push_back(tight(words(Type::Meta, line.note)).inked(Tone::Mute));
    return card(row(icon(line.icon, 12_mm, Tone::Action).droppable(), std::move(texts)))
        .gapped(5_mm)
        .padded(5_mm, 4_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::ListItem, joined({line.name, setting.say(look.word_key), line.note}));
}

}  // namespace

View referral_card(const ReferralLine& line) {
    View texts =
        column(tight(words(Type::Title, line.name, text::Weight::Bold)), tight(words(Type::Body, line.address)))
            .gapped(1_mm)
            .growing();
    if (!line.note.empty()) texts.children.push_back(tight(words(Type::Meta, line.note)).inked(Tone::Mute));
    return card(row(icon(line.icon, 12_mm, Tone::Action).droppable(), std::move(texts)))
        .gapped(5_mm)
        .padded(5_mm, 4_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::ListItem, joined({line.name, line.address, line.note}));
}

View here(const Setting& setting, const HereModel& model) {
    View list =
        column(page_title(setting.say("here.title")), words(Type::Body, setting.say("here.intro"))).gapped(5_mm);
    std::vector<View> cells;
    for (const auto& line : model.facilities) cells.push_back(facility(setting, line));
    if (!cells.empty()) list.children.push_back(grid(80_mm, std::move(cells)).gapped(5_mm));
    if (!model.referrals.empty()) {
        list.children.push_back(part_title(setting.say("here.elsewhere")));
        std::vector<View> places;
        for (const auto& line : model.referrals) places.push_back(referral_card(line));
        list.children.push_back(grid(100_mm, std::move(places)).gapped(5_mm));
    }
    if (!model.radio.empty()) {
        list.children.push_back(
            notice("radio", setting.say("here.radio", {{"radio", model.radio}}), Tone::Quiet, Tone::Ink));
    }
    return framed(setting, model.chrome, column(scrolling(setting, "here", std::move(list))));
}

}  // namespace baken::screens
