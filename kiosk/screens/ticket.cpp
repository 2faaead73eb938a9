#include "kiosk/screens/ticket.hpp"

namespace baken::screens {

using namespace ui;

namespace {

// Letters and digits apart, so that they are read one by one.
std::string spaced(const std::string& ticket) {
    std::string apart;
    for (char letter : ticket) {
        if (!apart.empty()) apart += letter == '-' || apart.ends_with("- ") ? "" : "\u2009";
        apart += letter == '-' ? std::string(" - ") : std::string(1, letter);
    }
    return apart;
}

View number_card(const Setting& setting, const TicketModel& model) {
    View number = centered(tight(words(Type::Takeover, spaced(model.ticket), text::Weight::Bold)));
    View inside = column(std::move(number).in_language("nl").named(Role::Status, model.ticket)).gapped(3_mm);
    inside.children.push_back(centered(words(Type::Body, setting.say("ticket.keep"), text::Weight::Bold)));
    if (!model.spoken.empty())
        inside.children.push_back(centered(words(Type::Meta, setting.say("ticket.say", {{"words", model.spoken}}))));
    return card(std::move(inside)).padded(6_mm, 5_mm).bordered(Tone::Action, 1_mm);
}

View states_view(const std::vector<StateLine>& states) {
    View list = column().gapped(3_mm);
    for (const auto& state : states) {
        View text = words(Type::Body, state.text, state.now ? text::Weight::Bold : text::Weight::Regular);
        list.children.push_back(
            row(icon(state.now ? "info" : "check", 8_mm, Tone::Action).droppable(), std::move(text).growing())
                .gapped(4_mm)
                .aligned(Place::Start, Place::Center));
    }
    return card(std::move(list)).padded(6_mm, 5_mm);
}

}  // namespace

View ticket(const Setting& setting, const TicketModel& model) {
    View told = column(part_title(setting.say("ticket.next-title")), words(Type::Body, model.next),
                       words(Type::Body, setting.say("ticket.follow")))
                    .gapped(3_mm);
    View left = column(page_title(setting.say("ticket.title")), number_card(setting, model)).gapped(5_mm);
    View right = column(states_view(model.states), std::move(told)).gapped(6_mm);
    View page = setting.wide()
                    ? row(std::move(left), std::move(right)).gapped(9_mm).evenly().aligned(Place::Start, Place::Start)
                    : column(std::move(left), std::move(right)).gapped(6_mm);
    FormButtons buttons{false, setting.say("ticket.done"), {"form-done", ""}};
    return form_framed(setting, model.chrome, model.fit, buttons, column(scrolling(setting, "form", std::move(page))));
}

View number(const Setting& setting, const NumberModel& model) {
    if (model.ticket.empty()) {
        TypingModel typing;
        typing.title = setting.say("number.title");
        typing.help = setting.say("number.text");
        typing.trouble = model.trouble;
        typing.field = model.field;
        typing.keyboard = model.keyboard;
        typing.fit = model.fit;
        return form_framed(setting, model.chrome, model.fit, {false, setting.say("number.look"), {"number-look", ""}},
                           typing_view(setting, typing));
    }
    View page = column(page_title(setting.say("number.state", {{"ticket", model.ticket}})), states_view(model.states))
                    .gapped(6_mm);
    return form_framed(setting, model.chrome, model.fit, {false, setting.say("number.another"), {"number-another", ""}},
                       column(scrolling(setting, "form", std::move(page))));
}

}  // namespace baken::screens
