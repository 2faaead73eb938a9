#include "kiosk/staff/staff_sticks.hpp"

namespace baken::staff {

using screens::StaffFact;
using screens::StaffRemark;
using screens::StaffWeight;
using State = StaffFact::State;

StaffFact stick_fact(const StaffView& view) {
    // Nothing that ends with that it may be pulled out.
    if (view.stick_is_written) return {State::Doubtful, view.say("check-stick"), view.say("stick-writing")};
    if (!view.stick) return {State::Plain, view.say("check-stick"), view.say("stick-never")};
    auto text = screens::joined({view.moment(view.stick->at), view.matter.strings.text(view.stick->words)});
    return {view.stick->good ? State::Good : State::Doubtful, view.say("check-stick"), text};
}

void tell_written(const StaffView& view, supply::StickOrder::What what, screens::StaffPage& page) {
    if (view.stick_is_written)
        return page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning, view.say("stick-writing")});
    if (!view.wrote || view.wrote->what != what) return;
    if (const auto& failed = view.wrote->failed) {
        bool none = failed->check == "stick.none";
        auto text = none ? view.say("stick-insert") : view.say("stick-failed", {{"cause", failed->check}});
        return page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning, text});
    }
    page.blocks.push_back(
        StaffRemark{StaffRemark::Kind::Good, view.say("stick-written", {{"count", view.wrote->files}})});
}

namespace {

void add_last_sticks(const StaffView& view, screens::StaffPage& page) {
    page.blocks.push_back(screens::StaffHeading{view.say("stick-came")});
    page.blocks.push_back(screens::StaffFacts{{stick_fact(view)}});
    page.blocks.push_back(screens::StaffHeading{view.say("stick-went")});
    screens::StaffFact went{State::Plain, view.say("stick-courier"), view.say("stick-none-went")};
    if (const auto& stick = view.post.stick) {
        went.state = stick->failed ? State::Bad : State::Good;
        went.text = stick->failed ? view.say("stick-failed", {{"cause", stick->failed->check}})
                                  : view.say("stick-carried", {{"given", stick->given}, {"receipts", stick->receipts}});
        if (stick->refused > 0) went.text += " " + view.say("stick-refused", {{"count", stick->refused}});
    }
    page.blocks.push_back(screens::StaffFacts{{went}});
}

}  // namespace

screens::StaffPage SticksPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-sticks");
    tell_written(view, supply::StickOrder::What::Neighbour, page);
    // The stick that is written may be one of these, of which it says that they may be pulled out.
    if (!view.stick_is_written) add_last_sticks(view, page);
    page.blocks.push_back(screens::StaffHeading{view.say("stick-neighbour")});
    page.blocks.push_back(screens::StaffText{view.say("stick-neighbour-why")});
    if (!view.stick_is_written)
        page.actions = {{view.say("stick-make"), "export", staff_set("sticks", "neighbour", ""), StaffWeight::Primary}};
    page.blocks.push_back(screens::StaffText{view.say("stick-waiting", {{"count", view.post.outbox.waiting}})});
    return page;
}

void SticksPart::set(std::string_view key, std::string_view, StaffHands& hands) {
    if (key == "neighbour" && !hands.view.stick_is_written)
        hands.stick_orders.push_back({supply::StickOrder::What::Neighbour, {}, {}});
}

}  // namespace baken::staff
