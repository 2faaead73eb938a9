#include "kiosk/screens/board.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View fact(const char* icon_name, View text) {
    return row(icon(icon_name, 7_mm, Tone::Action), std::move(text).growing())
        .gapped(3_mm)
        .aligned(Place::Start, Place::Center);
}

View item_card(const Setting& setting, const BoardCard& item, bool can_join) {
    View texts = column(own_words(Type::Title, item.title)).gapped(2_mm);
    if (!item.what.empty()) texts.children.push_back(words(Type::Body, "\u2068" + item.what + "\u2069"));
    if (!item.when.empty()) texts.children.push_back(fact("clock", own_words(Type::Body, item.when)));
    if (!item.written.empty()) texts.children.push_back(words(Type::Meta, item.written));
    if (!item.where.empty()) texts.children.push_back(fact("map-pin", words(Type::Body, item.where)));
    if (!item.facts.empty()) texts.children.push_back(fact("neighbours", words(Type::Body, joined(item.facts))));
    View whole = column(std::move(texts)).gapped(4_mm);
    if (can_join) {
        View join = text_button(setting.say("board.join"), "hands", {"join", item.id}, Weightiness::Primary);
        join.name = setting.say("board.join") + ": " + item.title;
        whole.children.push_back(row(std::move(join)).aligned(Place::Start, Place::Center));
    }
    return card(std::move(whole)).padded(6_mm, 5_mm).named(Role::ListItem, item.title);
}

}  // namespace

View board(const Setting& setting, const BoardModel& model) {
    View list = column(page_title(setting.say("board.title"))).gapped(6_mm);
    bool none = model.items.empty();
    list.children.push_back(words(Type::Body, setting.say(none ? "board.none" : "board.intro")));
    for (const auto& item : model.items) list.children.push_back(item_card(setting, item, model.can_join));
    return framed(setting, model.chrome, column(scrolling(setting, "board", std::move(list))));
}

}  // namespace baken::screens
