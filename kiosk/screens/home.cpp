#include "kiosk/screens/home.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View no_bulletins(const Setting& setting) {
    return card(row(icon("info", 9_mm, Tone::Action), words(Type::Body, setting.say("home.no-bulletins")).growing()))
        .gapped(4_mm)
        .padded(5_mm, 4_mm)
        .aligned(Place::Start, Place::Center);
}

View latest(const Setting& setting, const HomeModel& model) {
    View list = column(part_title(setting.say("home.latest"))).gapped(6_mm);
    if (model.bulletins.empty()) list.children.push_back(no_bulletins(setting));
    // A list of three short ones tells more than one long one; the whole text is one touch away.
    int lines = setting.height_in_capitals >= 50 ? 2 : 1;
    for (const auto& bulletin : model.bulletins) {
        bool first = &bulletin == &model.bulletins.front();
        View one = bulletin_card(setting, bulletin, lines);
        list.children.push_back(first ? std::move(one) : std::move(one).droppable());
    }
    auto label = setting.say("home.all-bulletins", {{"count", model.bulletin_count}});
    View all = row(text_button(label, "", {"open-bulletins", ""}));
    if (model.bulletin_count > 0) list.children.push_back(std::move(all));
    return list;
}

std::string line_if(bool room, std::string text) {
    return room ? std::move(text) : std::string{};
}

View doors_in_column(const Setting& setting, const HomeModel& model) {
    bool room = setting.height_in_capitals >= 46;
    return column(doorway("help", setting.say("home.help"), setting.say("home.help-line"), {"ask", "help"},
                          Weightiness::Primary)
                      .growing(1.6),
                  doorway("offer", setting.say("home.offer"), line_if(room, setting.say("home.offer-line")),
                          {"ask", "offer"}, Weightiness::Plain)
                      .growing(),
                  doorway("report", setting.say("home.report"), line_if(room, setting.say("home.report-line")),
                          {"ask", "report"}, Weightiness::Plain)
                      .growing(),
                  doorway("list", setting.say("home.here"), line_if(room, model.facilities_line), {"open-here", ""},
                          Weightiness::Plain)
                      .growing(),
                  doorway("book", setting.say("home.guidance"), line_if(room, setting.say("home.guidance-line")),
                          {"open-topics", ""}, Weightiness::Plain)
                      .growing())
        .gapped(6_mm);
}

// On a tall panel the doors lie below, within reach of somebody who sits.
View doors_in_grid(const Setting& setting, const HomeModel& model) {
    bool room = setting.height_in_capitals >= 60;
    std::vector<View> four;
    four.push_back(doorway("offer", setting.say("home.offer"), line_if(room, setting.say("home.offer-line")),
                           {"ask", "offer"}, Weightiness::Plain));
    four.push_back(doorway("report", setting.say("home.report"), line_if(room, setting.say("home.report-line")),
                           {"ask", "report"}, Weightiness::Plain));
    four.push_back(doorway("list", setting.say("home.here"), line_if(room, model.facilities_line), {"open-here", ""},
                           Weightiness::Plain));
    four.push_back(doorway("book", setting.say("home.guidance"), line_if(room, setting.say("home.guidance-line")),
                           {"open-topics", ""}, Weightiness::Plain));
    View cells = grid(60_mm, std::move(four)).gapped(6_mm);
    cells.most_columns = 2;
    return column(doorway("help", setting.say("home.help"), setting.say("home.help-line"), {"ask", "help"},
                          Weightiness::Primary),
                  std::move(cells))
        .gapped(6_mm);
}

View wide_body(const Setting& setting, const HomeModel& model) {
    View left = column(scrolling(setting, "home-bulletins", latest(setting, model))).growing(1.7);
    View right = column(scrolling(setting, "home-doors", doors_in_column(setting, model))).growing(1);
    left.least_wide = 100_mm;
    right.least_wide = 90_mm;
    return row(std::move(left), std::move(right)).gapped(7_mm);
}

View tall_body(const Setting& setting, const HomeModel& model) {
    View all = column(latest(setting, model), spring(), doors_in_grid(setting, model)).gapped(6_mm);
    return column(scrolling(setting, "home", std::move(all)));
}

}  // namespace

View home(const Setting& setting, const HomeModel& model) {
    return framed(setting, model.chrome, setting.wide() ? wide_body(setting, model) : tall_body(setting, model));
}

}  // namespace baken::screens
