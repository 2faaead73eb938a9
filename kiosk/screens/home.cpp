#include "kiosk/screens/home.hpp"

#include <algorithm>

namespace baken::screens {

using namespace ui;

namespace {

View no_bulletins(const Setting& setting) {
    return card(row(icon("info", 9_mm, Tone::Action), words(Type::Body, setting.say("home.no-bulletins")).growing()))
        .gapped(4_mm)
        .padded(5_mm, 4_mm)
        .aligned(Place::Start, Place::Center);
}

View heading(const Setting& setting, const HomeModel& model) {
    View line = wrap(row(part_title(setting.say("home.latest"))).aligned(Place::Start, Place::Center))
                    .gapped(6_mm)
                    .aligned(Place::Stretch, Place::Center);
    if (model.bulletin_count == 0) return line;
    auto label = setting.say("home.all-bulletins", {{"count", model.bulletin_count}});
    line.children.push_back(text_button(label, "", {"open-bulletins", ""}));
    return line;
}

// A list of short ones tells more than one long one, and the whole text is one touch away: where height is short nobody
// but a message that stands alone has a summary.
int summary_lines(const Setting& setting, std::size_t place, std::size_t count) {
    bool high = setting.height_in_capitals >= 50;
    if (place > 0) return high && setting.wide() ? 1 : 0;
    if (high) return 2;
    return count == 1 ? 1 : 0;
}

// The first is never left out.
View latest(const Setting& setting, const HomeModel& model) {
    View list = column(heading(setting, model)).gapped(6_mm);
    auto count = model.bulletins.size();
    if (count == 0) list.children.push_back(no_bulletins(setting));
    for (std::size_t place = 0; place < (setting.tiny() ? std::min<std::size_t>(count, 1) : count); ++place) {
        View one = bulletin_card(setting, model.bulletins[place], summary_lines(setting, place, count));
        list.children.push_back(place == 0 ? std::move(one) : std::move(one).droppable());
    }
    return list;
}

// What asks for help stands alone and large; the other ways are tiles below it, within reach of who sits.
View doors(const Setting& setting) {
    // Where height is short, smaller pictures keep all four in sight also when their words take two lines.
    bool high = setting.height_in_capitals >= 45;
    Mm picture = setting.wide() && !high ? 10_mm : 14_mm;
    std::vector<View> others;
    others.push_back(tile("offer", setting.say("home.offer"), {"ask", "offer"}, picture));
    others.push_back(tile("report", setting.say("home.report"), {"ask", "report"}, picture));
    others.push_back(tile("list", setting.say("home.here"), {"open-here", ""}, picture));
    others.push_back(tile("book", setting.say("home.guidance"), {"open-topics", ""}, picture));
    View tiles = grid(42_mm, std::move(others)).gapped(6_mm).growing(2);
    tiles.most_columns = setting.wide() ? 2 : 4;
    View help =
        doorway("help", setting.say("home.help"), setting.say("home.help-line"), {"ask", "help"}, Weightiness::Primary);
    return column(std::move(help).growing(), std::move(tiles)).gapped(6_mm);
}

// What is asked for less often: how one's own request stands, and what neighbours organise.
View small_doors(const Setting& setting) {
    return wrap(text_button(setting.say("home.number"), "ticket", {"open-number", ""}),
                text_button(setting.say("home.board"), "neighbours", {"open-board", ""}))
        .gapped(6_mm);
}

View wide_body(const Setting& setting, const HomeModel& model) {
    // With letters this large the small doors scroll along, so that messages keep some height.
    bool stays = setting.height_in_capitals >= 36;
    View messages = latest(setting, model);
    if (!stays) messages.children.push_back(small_doors(setting));
    View left = column(scrolling(setting, "home-bulletins", std::move(messages))).gapped(6_mm).growing(1.75);
    if (stays) left.children.push_back(small_doors(setting));
    View right = column(scrolling(setting, "home-doors", doors(setting))).growing(1);
    left.least_wide = 100_mm;
    right.least_wide = 90_mm;
    right.most_wide = 132_mm;
    return row(std::move(left), std::move(right)).gapped(7_mm);
}

View tall_body(const Setting& setting, const HomeModel& model) {
    View all = column(latest(setting, model), spring(), doors(setting), small_doors(setting)).gapped(6_mm);
    // On a very small panel the way to help comes before anything that must be scrolled past.
    if (setting.tiny()) std::swap(all.children[0], all.children[2]);
    return column(scrolling(setting, "home", std::move(all)));
}

}  // namespace

View home(const Setting& setting, const HomeModel& model) {
    return framed(setting, model.chrome, setting.wide() ? wide_body(setting, model) : tall_body(setting, model));
}

}  // namespace baken::screens
