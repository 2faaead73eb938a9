// A kiosk with a keeper of records, as a script has it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "kiosk/post/post_office.hpp"
#include "kiosk/staff/staff_part.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/booth.hpp"

namespace baken::testing {

struct Manned {
    std::optional<Booth> own;
    Booth& booth;
    app::Kiosk kiosk = booth.kiosk();
    post::PostOffice office;

    Manned() : own(std::in_place), booth(*own), office(booth.clock(), {}) { kiosk.hear(office.first()); }
    explicit Manned(Booth& other, post::PostWishes wishes = {})
        : booth(other), office(booth.clock(), std::move(wishes)) {
        kiosk.hear(office.first());
    }
    void carry() {
        for (auto& order : kiosk.take_orders()) kiosk.hear(office.take(std::move(order)));
        kiosk.update();
    }
    void act(const ui::Action& action) {
        kiosk.act(action);
        kiosk.update();
        carry();
    }
    void pin(const std::string& digits) {
        for (char digit : digits) act({"staff-digit", std::string(1, digit)});
        act({"staff-enter", ""});
    }
    void enter() {
        act({"staff-open", ""});
        pin("2468");
        pin("2468");
    }
    // The shortest emergency report there is, by staff who are in.
    void report_fire() {
        act(staff::staff_set("emergency", "service", "fire"));
        act(staff::staff_set("emergency", "send", "sent"));
    }
    // The same by staff who come and go.
    void come_to_report_fire() {
        enter();
        report_fire();
        act({"staff-lock", ""});
    }
    [[nodiscard]] bool says(std::string_view words) const {
        return std::ranges::any_of(ui::read_aloud(kiosk.scene()),
                                   [&](const auto& line) { return line.find(words) != std::string::npos; });
    }
    std::string keep(records::Body body) {
        auto news = office.take(post::SaveRecord{7, std::move(body), "nl", records::Priority::Today});
        auto id = news.saved.front().stored->id;
        kiosk.hear(std::move(news));
        return id;
    }
};

// Counts what the loudspeaker was told.
struct Loudspeaker final : device::Sound {
    Done alarm() override {
        ++alarms;
        return {};
    }
    Done chime() override {
        ++chimes;
        return {};
    }
    void quiet() override { ++silences; }
    void set_volume(int percent) override { volume = percent; }
    [[nodiscard]] std::optional<Error> absence() const override { return std::nullopt; }
    int alarms = 0;
    int chimes = 0;
    int silences = 0;
    int volume = 100;
};

struct Loud {
    Booth booth;
    Loudspeaker* speaker = nullptr;
    std::optional<Manned> manned;

    Loud() {
        auto made = std::make_unique<Loudspeaker>();
        speaker = made.get();
        booth.world->sound = std::move(made);
        manned.emplace(booth);
    }
};

}  // namespace baken::testing
