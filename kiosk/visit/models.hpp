// From what the kiosk holds to what a screen shows: plain structs, in the visitor's language, at one moment.
#pragma once

#include "exchange/bulletins/due.hpp"
#include "kiosk/screens/bulletins.hpp"
#include "kiosk/screens/guidance.hpp"
#include "kiosk/screens/here.hpp"
#include "kiosk/screens/home.hpp"
#include "kiosk/screens/notices.hpp"
#include "kiosk/screens/signage.hpp"
#include "kiosk/supply/holdings.hpp"
#include "kiosk/visit/session.hpp"

namespace baken::visit {

class Pictures;

enum class ClockState : std::uint8_t { Sure, Doubtful };

// Everything a model is made from. References live only as long as the call.
struct Matter {
    supply::Holdings& holdings;
    const bulletins::Due& due;
    const Session& session;
    const bulletins::Strings& strings;
    Pictures& pictures;
    Instant now;
    ClockState clock = ClockState::Sure;
    bool drill = false;       // staff switched it on
    bool staff_call = false;  // staff must come to the screen
    bool called = false;      // a visitor called them, and nobody came
};
[[nodiscard]] const bulletins::Alert& alert_of(const Matter& matter, const bulletins::Shown& shown);

[[nodiscard]] screens::HomeModel home_model(const Matter& matter);
[[nodiscard]] screens::BulletinsModel bulletins_model(const Matter& matter);
// Nothing when no such bulletin is due any more.
[[nodiscard]] std::optional<screens::BulletinModel> bulletin_model(const Matter& matter, const std::string& id);
[[nodiscard]] screens::TopicsModel topics_model(const Matter& matter);
[[nodiscard]] screens::HereModel here_model(const Matter& matter);
[[nodiscard]] screens::LanguagesModel languages_model(const Matter& matter);

// One slide of the signage view: a bulletin in one language. `step` counts slides since the view began.
[[nodiscard]] screens::SignageModel signage_model(const Matter& matter, int step);
// How many different slides there are; at one, nothing ever moves.
[[nodiscard]] int signage_slides(const Matter& matter);
// The language slide number `step` speaks.
[[nodiscard]] std::string signage_language(const Matter& matter, int step);

// The immediate danger in the `step`-th of its languages, the visitor's own first.
[[nodiscard]] screens::TakeoverModel takeover_model(const Matter& matter, const bulletins::Shown& shown, int step);
[[nodiscard]] std::vector<std::string> takeover_languages(const Matter& matter, const bulletins::Shown& shown);

// What a house tells by itself is sent by this and the id of its site.
inline constexpr std::string_view kHouseSender = "noodsteunpunt:";

// What stands for a message in routes and actions: unique among the messages held.
[[nodiscard]] std::string id_of(const bulletins::Alert& alert);

}  // namespace baken::visit
