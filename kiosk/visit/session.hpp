// One visitor at the panel: where they are, how they like it, and how long they have been still. Wiped when they leave.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exchange/base/time.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/ui/scene.hpp"
#include "kiosk/ui/theme.hpp"
#include "kiosk/visit/visit.hpp"

namespace baken::visit {

enum class Screen : std::uint8_t {
    Home,
    Bulletins,
    Bulletin,
    Topics,
    Guidance,
    Here,
    Languages,
    AskStaff,
    Diagnostic,
    Staff,
    Form,
    Ticket,
    Number,
    Board
};

// A screen and what it is about: a bulletin's id, a topic, a wish.
struct Route {
    Screen screen = Screen::Home;
    std::string object;
    bool operator==(const Route&) const = default;
};

// What the kiosk does of its own accord.
enum class Presence : std::uint8_t {
    Visitor,  // somebody is here, or was a moment ago
    Leaving,  // the warning with the countdown
    Nobody,   // the signage view
};

struct Patience {
    Duration until_warning = std::chrono::seconds{60};
    Duration countdown = std::chrono::seconds{20};
};

class Session {
public:
    Session(std::string default_language, Tick now) : default_language_(std::move(default_language)) { reset(now); }

    // Every visitor begins in this language from now on. Whoever stands there keeps theirs.
    void set_default(std::string language, Tick now);
    // Back to the beginning: language, sizes, contrast and everything chosen are forgotten.
    void reset(Tick now);
    // Somebody touched something.
    void touched(Tick now);
    // Somebody touched a danger that covers the page. Whoever left a form or a number alone for longer than the
    // patience may be gone, so that this is somebody else: uncovered() asks before they see it.
    void touched_danger(Tick now, const Patience& patience);
    // Time passed; true when the presence changed. A visitor who chose nothing yet gets no warning. A patience that has
    // grown meanwhile takes a warning back.
    bool pass(Tick now, const Patience& patience);
    // What covered the screen is gone: whoever was still behind it for longer than the patience gets the whole warning,
    // and so does whoever may be another than the one who stood there before.
    void uncovered(Tick now, const Patience& patience);
    // As if nobody had touched for this much longer; for tours.
    void rest(Duration still);
    // Shows the signage at once, as after everybody left.
    void leave(Tick now);

    [[nodiscard]] Presence presence() const { return presence_; }
    [[nodiscard]] int seconds_left(Tick now, const Patience& patience) const;
    // When pass() could next change something.
    [[nodiscard]] std::optional<Tick> deadline(Tick now, const Patience& patience) const;

    [[nodiscard]] const Route& route() const { return routes_.back(); }
    void go(Route route);
    void back();
    void home();
    [[nodiscard]] bool at_home() const { return routes_.size() == 1; }

    [[nodiscard]] const std::string& language() const { return language_; }
    void speak(std::string language) { language_ = std::move(language); }
    // Speaks another language to whoever stands at staff's door. Who leaves it by any way without having gone in hears
    // their own again.
    void speak_at_door(std::string language);
    // Staff went in: the language is theirs now.
    void pass_door() { before_door_.reset(); }
    [[nodiscard]] ui::TextSize text_size() const { return text_size_; }
    void next_text_size();
    void set_text_size(ui::TextSize size) { text_size_ = size; }
    [[nodiscard]] ui::Contrast contrast() const { return contrast_; }
    void next_contrast();
    void set_contrast(ui::Contrast contrast) { contrast_ = contrast; }

    // What is being filled in; null when nothing is. It goes, and is wiped, when its page is left or the session ends.
    [[nodiscard]] FormVisit* form() const { return form_.get(); }
    [[nodiscard]] NumberVisit* number() const { return number_.get(); }
    [[nodiscard]] const GivenTicket* given() const { return given_ ? &*given_ : nullptr; }
    void begin_form(const screens::Wizard& wizard, const std::string& about);
    void begin_number();
    // The form was kept: wiped, and its number in its place.
    void give(GivenTicket ticket);
    // Whoever got a number is done with it and makes room: the next one, who may stand close behind, has read nothing.
    void finish();

    // A danger was read, and leaves the screen to whoever read it for five minutes. Not for longer: in a queue nobody
    // sees one visitor go and the next one come.
    void read_takeover(const std::string& id, Tick now);
    [[nodiscard]] bool has_read(const std::string& id, Tick now) const;
    // When the next of those that were read takes the screen again.
    [[nodiscard]] std::optional<Tick> next_unread(Tick now) const;

    // The language a visitor chose for one bulletin only; empty: the session's.
    std::string bulletin_language;
    ui::ScrollOffsets scrolls;

private:
    [[nodiscard]] bool pristine() const;
    void drop_what_was_left();

    std::string default_language_;
    std::string language_;
    std::optional<std::string> before_door_;  // the visitor's own language while they stand at staff's door
    ui::TextSize text_size_ = ui::TextSize::Medium;
    ui::Contrast contrast_ = ui::Contrast::Standard;
    std::vector<Route> routes_{Route{}};
    std::unique_ptr<FormVisit> form_;
    std::unique_ptr<NumberVisit> number_;
    std::optional<GivenTicket> given_;
    std::map<std::string, Tick> read_takeovers_;  // when each was read
    Presence presence_ = Presence::Visitor;
    bool met_ = false;      // somebody touched since the start
    bool another_ = false;  // whoever touched the danger may not be who wrote what is under it
    Tick last_touch_{};
};

}  // namespace baken::visit
