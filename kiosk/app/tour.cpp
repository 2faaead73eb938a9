#include "kiosk/app/tour.hpp"

#include <fmt/format.h>

#include <set>

#include "kiosk/app/tour_forms.hpp"
#include "kiosk/app/tour_staff.hpp"
#include "kiosk/ui/inspect.hpp"

namespace baken::app {
namespace {

struct Stop {
    std::string name;
    visit::Route route;
};

// Every screen a visitor can come to; lists of content give one stop each.
std::vector<Stop> stops(Kiosk& kiosk) {
    std::vector<Stop> all{{"home", {}},
                          {"bulletins", {visit::Screen::Bulletins, ""}},
                          {"topics", {visit::Screen::Topics, ""}},
                          {"here", {visit::Screen::Here, ""}},
                          {"languages", {visit::Screen::Languages, ""}},
                          {"ask-help", {visit::Screen::AskStaff, "help"}},
                          {"board", {visit::Screen::Board, ""}},
                          {"diagnostic", {visit::Screen::Diagnostic, ""}}};
    int number = 0;
    for (const auto& shown : kiosk.due().shown) {
        all.push_back({fmt::format("bulletin-{:02}", ++number),
                       {visit::Screen::Bulletin, visit::id_of(kiosk.holdings().alerts[shown.alert].alert)}});
    }
    for (const auto& topic : kiosk.holdings().content.pages.topics()) {
        all.push_back({"guidance-" + topic.id, {visit::Screen::Guidance, topic.id}});
    }
    return all;
}

class Tour {
public:
    Tour(Kiosk& kiosk, draw::MemoryScreen& screen, Stage& stage, const Path& folder,
         std::function<void(const std::string&)> seen)
        : kiosk_(kiosk), screen_(screen), stage_(stage), folder_(folder), seen_(std::move(seen)) {}

    Result<TourReport> take() {
        if (!folder_.empty()) std::filesystem::create_directories(folder_);
        auto& session = kiosk_.session();
        if (kiosk_.showing() == Showing::Takeover) TRY_DONE(look_at_takeover());
        read_takeovers();
        for (const auto& stop : stops(kiosk_)) {
            session.home();
            if (stop.route.screen != visit::Screen::Home) session.go(stop.route);
            TRY_DONE(look(stop.name));
            TRY_DONE(look_below(stop.name));
        }
        TRY_DONE(visit_forms(kiosk_, [this](const std::string& name) { return look_whole(name); }));
        // Staff work in these two only.
        if (session.language() == "nl" || session.language() == "en") TRY_DONE(look_at_staff());
        TRY_DONE(look_at_stick());
        TRY_DONE(look_at_leaving());
        TRY_DONE(look_at_signage());
        TRY_DONE(look_at_built_in());
        return report_;
    }

private:
    // One danger in every language it is told in.
    Done look_at_takeover() {
        auto first = kiosk_.spoken_language();
        constexpr int kMostLanguages = 20;
        for (int number = 1; number <= kMostLanguages; ++number) {
            TRY_DONE(look(fmt::format("takeover-{:02}", number)));
            kiosk_.next_slide();
            kiosk_.update();
            if (kiosk_.spoken_language() == first) break;
        }
        return {};
    }

    Done look_at_stick() {
        for (bool good : {true, false}) {
            kiosk_.session().home();
            supply::SupplyNews news;
            news.stick.emplace();
            news.stick->kind = good ? sync::Outcome::Kind::Switched : sync::Outcome::Kind::Refused;
            if (!good) news.stick->why = Error{"updater.rollback", "an older edition", ""};
            kiosk_.hear(std::move(news));
            TRY_DONE(look(good ? "stick-good" : "stick-refused"));
            kiosk_.act({"stick-seen", ""});
        }
        return {};
    }

    // Someone walked away from a page in their own language.
    Done look_at_leaving() {
        auto& session = kiosk_.session();
        session.home();
        session.go({visit::Screen::Bulletins, ""});
        kiosk_.update();
        session.rest(kiosk_.patience().until_warning);
        kiosk_.update();
        auto shown = look("leaving");
        kiosk_.act({"still-here", ""});
        return shown;
    }

    Done look_at_signage() {
        auto& session = kiosk_.session();
        session.home();
        kiosk_.update();
        session.rest(kiosk_.patience().until_warning + kiosk_.patience().countdown);
        kiosk_.update();
        read_takeovers();
        for (int number = 1; number <= kiosk_.slides(); ++number) {
            TRY_DONE(look(fmt::format("signage-{:02}", number)));
            kiosk_.next_slide();
        }
        return {};
    }

    // What stands when there is nothing at all to show.
    Done look_at_built_in() {
        kiosk_.receive(std::make_shared<supply::Holdings>());
        kiosk_.update();
        return look("built-in");
    }

    // Opens the door as the keeper of records would, with records to show.
    Done look_at_staff() {
        auto& session = kiosk_.session();
        auto language = session.language();
        session.home();
        session.go({visit::Screen::Staff, ""});
        TRY_DONE(look("staff-pin"));
        TRY_DONE(look_below("staff-pin"));
        auto post = example_post(kiosk_.now());
        kiosk_.hear(post);
        for (const auto& stop : staff_stops(post)) {
            session.home();
            session.go({visit::Screen::Staff, ""});
            session.speak(language);
            for (const auto& action : stop.actions) kiosk_.act(action);
            TRY_DONE(look("staff-" + stop.name));
            TRY_DONE(look_below("staff-" + stop.name));
        }
        return {};
    }

    Done look_whole(const std::string& name) {
        TRY_DONE(look(name));
        return look_below(name);
    }

    void read_takeovers() {
        for (const auto& shown : kiosk_.due().shown) {
            if (shown.takeover) kiosk_.act({"read", visit::id_of(kiosk_.holdings().alerts[shown.alert].alert)});
        }
        kiosk_.update();
    }

    Done look(const std::string& name) {
        if (!names_.insert(name).second) report_.faults.push_back(name + ": two screens have this name");
        kiosk_.act({"look", ""});
        kiosk_.update();
        ++report_.screens;
        for (const auto& fault : ui::faults(kiosk_.scene(), kiosk_.metrics()))
            report_.faults.push_back(fmt::format("{}: {}", name, fault));
        if (seen_) seen_(name);
        if (folder_.empty()) return {};
        TRY_DONE(stage_.show(kiosk_.scene(), kiosk_.attention(), kiosk_.contrast()));
        return screen_.frame().save_png(folder_ / (name + ".png"));
    }

    // What lies below the edge of a screen that scrolls is part of it too.
    Done look_below(const std::string& name) {
        auto& offsets = kiosk_.session().scrolls;
        for (int part = 2; part < 40; ++part) {
            bool moved = false;
            for (const auto& [id, extent] : kiosk_.scene().scrolls) {
                if (extent.offset >= extent.furthest()) continue;
                offsets[id] = std::min(extent.furthest(), extent.offset + extent.viewport * 4 / 5);
                moved = true;
            }
            if (!moved) return {};
            TRY_DONE(look(fmt::format("{}-{}", name, part)));
        }
        return {};
    }

    Kiosk& kiosk_;
    draw::MemoryScreen& screen_;
    Stage& stage_;
    Path folder_;
    std::function<void(const std::string&)> seen_;
    std::set<std::string> names_;
    TourReport report_;
};

}  // namespace

Result<TourReport> take_tour(Kiosk& kiosk, draw::MemoryScreen& screen, Stage& stage, const Path& folder,
                             std::function<void(const std::string&)> seen) {
    return Tour{kiosk, screen, stage, folder, std::move(seen)}.take();
}

}  // namespace baken::app
