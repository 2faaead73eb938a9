#include "kiosk/screens/notices.hpp"

#include "kiosk/screens/danger.hpp"

namespace baken::screens {

using namespace ui;

View languages(const Setting& setting, const LanguagesModel& model) {
    std::vector<View> cells;
    for (const auto& choice : model.all) {
        View cell = text_button(choice.name, "", {"language", choice.tag},
                                choice.selected ? Weightiness::Primary : Weightiness::Plain);
        // A name of two lines stands in the middle like the others.
        cell.children.back() = centered(std::move(cell.children.back()));
        cells.push_back(std::move(cell).in_language(choice.tag).chosen(choice.selected));
    }
    View list =
        column(page_title(setting.say("languages.title")), grid(70_mm, std::move(cells)).gapped(6_mm)).gapped(6_mm);
    return framed(setting, model.chrome, column(scrolling(setting, "languages", std::move(list))));
}

namespace {

std::string wish_title(const Setting& setting, Wish wish) {
    switch (wish) {
        case Wish::Help:
            return setting.say("home.help");
        case Wish::Offer:
            return setting.say("home.offer");
        case Wish::Report:
            return setting.say("home.report");
    }
    return {};
}

}  // namespace

View ask_staff(const Setting& setting, const AskStaffModel& model) {
    View staff = card(row(icon("staff", setting.narrow() ? 8_mm : 20_mm, Tone::Action),
                          column(part_title(setting.say("ask.staff")), words(Type::Body, setting.say("ask.why")))
                              .gapped(2_mm)
                              .growing()))
                     .gapped(7_mm)
                     .padded(7_mm)
                     .aligned(Place::Start, Place::Center);
    View all = column(danger_strip(setting, setting.tiny() ? StripRoom::Slim : StripRoom::Full),
                      page_title(wish_title(setting, model.wish)), std::move(staff))
                   .gapped(6_mm);
    return framed(setting, model.chrome, column(scrolling(setting, "ask", std::move(all))));
}

View inactivity(const Setting& setting, const InactivityModel& model) {
    View stay = text_button(setting.say("inactivity.stay"), "hand-touch", {"still-here", ""}, Weightiness::Primary)
                    .at_least(80_mm, 24_mm);
    View count = centered(
        words(Type::Display, setting.say("inactivity.seconds", {{"count", model.seconds_left}}), text::Weight::Bold));
    count.role = Role::Status;
    View middle = card(column(icon("hourglass", 16_mm, Tone::Action).droppable(),
                              centered(page_title(setting.say("inactivity.title"))),
                              centered(words(Type::Body, setting.say("inactivity.text"))).droppable(), std::move(count),
                              std::move(stay)))
                      .gapped(5_mm)
                      .padded(8_mm, 7_mm)
                      .aligned(Place::Center, Place::Stretch)
                      .named(Role::Dialog, setting.say("inactivity.title"));
    View body = column(scrolling(setting, "inactivity", column(spring(), std::move(middle), spring())));
    return enclosed(setting, model.chrome, std::move(body));
}

}  // namespace baken::screens
