#include "kiosk/screens/bulletins.hpp"

namespace baken::screens {

using namespace ui;

namespace {

void add_cards(const Setting& setting, const std::vector<BulletinCard>& cards, View& list) {
    for (const auto& one : cards) list.children.push_back(bulletin_card(setting, one, 2));
}

}  // namespace

View bulletins(const Setting& setting, const BulletinsModel& model) {
    View list = column(page_title(setting.say("bulletins.title")))
                    .gapped(6_mm)
                    .named(Role::List, setting.say("bulletins.title"));
    if (model.due.empty()) list.children.push_back(words(Type::Body, setting.say("home.no-bulletins")));
    add_cards(setting, model.due, list);
    if (!model.past.empty()) {
        list.children.push_back(part_title(setting.say("bulletins.past")));
        list.children.push_back(words(Type::Meta, setting.say("bulletins.past-note")).inked(Tone::Mute));
        add_cards(setting, model.past, list);
    }
    return framed(setting, model.chrome, column(scrolling(setting, "bulletins", std::move(list))));
}

namespace {

View meta_line(const std::string& text) {
    return tight(words(Type::Meta, text)).inked(Tone::Mute);
}

View what_it_says(const Setting& setting, const BulletinModel& model) {
    View text = column(page_title(model.headline)).gapped(3_mm);
    for (const auto& line : model.description) text.children.push_back(told_line(Type::Body, line));
    if (!model.instruction.empty()) {
        // The heading is in the bulletin's own language where the screens speak it; the app says which.
        text.children.push_back(part_title(setting.say("bulletin.what-to-do")));
        for (const auto& line : model.instruction) text.children.push_back(told_line(Type::Body, line));
    }
    if (model.picture) {
        View picture;
        picture.part = PicturePart{model.picture, 120_mm, 70_mm};
        picture.role = Role::Image;
        picture.name = model.headline;
        text.children.push_back(std::move(picture));
    }
    return std::move(text).in_language(model.language);
}

View facts(const Setting& setting, const BulletinModel& model) {
    View list = column(meta_line(joined({model.source, model.sent}))).gapped(1.5_mm);
    list.children.push_back(meta_line(model.valid));
    if (!model.area.empty()) list.children.push_back(meta_line(setting.say("bulletin.area", {{"area", model.area}})));
    if (!model.contact.empty()) list.children.push_back(meta_line(model.contact));
    return list;
}

View other_languages(const Setting& setting, const BulletinModel& model) {
    View chips = wrap().gapped(6_mm);
    for (const auto& choice : model.others) {
        chips.children.push_back(text_button(choice.name, "", {"bulletin-language", choice.tag},
                                             choice.selected ? Weightiness::Primary : Weightiness::Quiet)
                                     .in_language(choice.tag)
                                     .chosen(choice.selected));
    }
    return column(part_title(setting.say("bulletin.languages")), std::move(chips)).gapped(3_mm);
}

View reading(const Setting& setting, const BulletinModel& model) {
    View badge = row(gravity_badge(setting, model.gravity));
    View head = setting.tiny() ? column(std::move(badge), facts(setting, model)).gapped(2_mm)
                               : row(std::move(badge), facts(setting, model).growing()).gapped(5_mm);
    View all =
        column(std::move(head).aligned(Place::Start, setting.tiny() ? Place::Stretch : Place::Start)).gapped(4_mm);
    for (const auto& remark : model.remarks) all.children.push_back(notice("info", remark, Tone::Quiet, Tone::Ink));
    all.children.push_back(what_it_says(setting, model));
    if (model.others.size() > 1) all.children.push_back(other_languages(setting, model));
    return all;
}

View take_along(const Setting& setting, const BulletinModel& model) {
    View code;
    code.part = QrPart{model.qr, setting.wide() ? 62_mm : setting.tiny() ? 42_mm : 56_mm};
    code.role = Role::Image;
    code.name = setting.say("bulletin.take-along");
    auto how = setting.say(model.qr_is_shortened ? "bulletin.scan-short" : "bulletin.scan");
    return card(column(std::move(code),
                       centered(tight(words(Type::Label, setting.say("bulletin.take-along"), text::Weight::Bold))),
                       centered(tight(words(Type::Meta, how))).inked(Tone::Mute)))
        .gapped(2_mm)
        .padded(4_mm)
        .aligned(Place::Center, Place::Stretch);
}

View beside(const Setting& setting, const BulletinModel& model) {
    View side = column().gapped(6_mm);
    if (model.qr) side.children.push_back(take_along(setting, model));
    return side;
}

}  // namespace

View bulletin(const Setting& setting, const BulletinModel& model) {
    if (setting.wide()) {
        View text = column(scrolling(setting, "bulletin", reading(setting, model))).growing(2.6);
        View side = column(scrolling(setting, "bulletin-side", beside(setting, model)))
                        .at_least(96_mm, 0_mm)
                        .at_most_wide(110_mm);
        return framed(setting, model.chrome, row(std::move(text), std::move(side)).gapped(8_mm));
    }
    View all = column(reading(setting, model), beside(setting, model)).gapped(8_mm);
    return framed(setting, model.chrome, column(scrolling(setting, "bulletin", std::move(all))));
}

}  // namespace baken::screens
