// The kiosk without its panel: takes what visitors do and what time it is, and says what should be on the screen.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exchange/base/clock.hpp"
#include "kiosk/app/alarm.hpp"
#include "kiosk/app/language_turns.hpp"
#include "kiosk/app/motion.hpp"
#include "kiosk/app/stick_teller.hpp"
#include "kiosk/device/sound.hpp"
#include "kiosk/draw/icon.hpp"
#include "kiosk/post/post.hpp"
#include "kiosk/screens/diagnostic.hpp"
#include "kiosk/screens/form_view.hpp"
#include "kiosk/staff/notice_dates.hpp"
#include "kiosk/staff/staff_desk.hpp"
#include "kiosk/supply/holdings.hpp"
#include "kiosk/supply/supplier.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"
#include "kiosk/ui/focus.hpp"
#include "kiosk/ui/layout.hpp"
#include "kiosk/ui/paint.hpp"
#include "kiosk/ui/touch.hpp"
#include "kiosk/visit/models.hpp"
#include "kiosk/visit/pictures.hpp"
#include "kiosk/visit/session.hpp"

namespace baken::app {

// Does the panel say how large it is, or an installer? Else letters may be of another size than they should.
enum class PanelSize : std::uint8_t { Known, Guessed };

// The machine as the kiosk sees it. References outlive the kiosk.
struct Machine {
    text::Fonts& fonts;
    text::Typesetter& typesetter;
    const Clock& clock;
    Files& files;
    ui::Panel panel;
    visit::Patience patience;
    std::string version;
    std::vector<Error> problems;  // from starting up; shown to staff
    bool has_touch = true;
    device::Machine* device = nullptr;         // null: a machine that has nothing
    bool keeps_records = true;                 // there is a data partition for what residents and staff report
    std::shared_ptr<const ui::Pinyin> pinyin;  // null: Chinese is typed in Latin letters
    device::Sound* sound = nullptr;            // null: there is none
    const draw::Icons* icons = nullptr;        // what it says of missing ones is shown to staff; null: nothing is drawn
    PanelSize panel_size = PanelSize::Known;
};

// What of it all is on the panel.
enum class Showing : std::uint8_t { BuiltIn, Takeover, StickNotice, Signage, Leaving, Route, StaffCalled };

// UI thread only. Nothing in here waits.
class Kiosk {
public:
    Kiosk(Machine machine, std::shared_ptr<supply::Holdings> holdings);

    void take(const ui::Input& input);
    // New content: shown at once; the visitor stays where they are.
    void receive(std::shared_ptr<supply::Holdings> holdings);
    // What a road brought or did not bring. A stick is told to staff on the panel, for a while or until they have seen
    // it.
    void hear(supply::SupplyNews news);
    // What became of orders, and how records stand.
    void hear(post::PostNews news);
    // What the worker is asked, oldest first; whoever runs the kiosk carries it there.
    [[nodiscard]] std::vector<post::PostOrder> take_orders() { return std::exchange(orders_, {}); }
    [[nodiscard]] post::PostState& post() { return post_; }
    // The house as it was kept; before the first look, and before any news of records: they tell whether a drill is
    // held.
    void move_in(staff::House house);
    // The house to keep, when it changed since the last call; whoever runs the kiosk carries it to the disk.
    [[nodiscard]] std::optional<std::string> take_house() { return std::exchange(house_to_keep_, std::nullopt); }
    // Why the house is not on the disk; nothing when it is, or may be soon. Told to staff.
    void hear_of_house(const std::optional<Error>& trouble);
    // What staff want on a stick, oldest first.
    [[nodiscard]] std::vector<supply::StickOrder> take_stick_orders() { return std::exchange(stick_orders_, {}); }
    void resize(const ui::Panel& panel, PanelSize size);
    // The panel is there again after nobody could see it; told to staff.
    void panel_came_back();
    void set_touch(bool present);

    // Brings the scene up to date with the clock. True when it was built anew.
    bool update();
    [[nodiscard]] const ui::Scene& scene() const { return scene_; }
    [[nodiscard]] ui::Attention attention() const;
    [[nodiscard]] ui::Contrast contrast() const { return session_.contrast(); }
    [[nodiscard]] const ui::Metrics& metrics() const { return metrics_; }
    // When update() could next change something by itself; nothing when only a visitor can.
    [[nodiscard]] std::optional<Tick> deadline() const;

    // While nobody is waiting: reads a few pages, or sets the home screen in one more language so that its first touch
    // is as quick as any other. False when all is ready. A step takes a few milliseconds.
    bool prepare_one(text::GlyphCache& glyphs);

    [[nodiscard]] Showing showing() const { return showing_; }
    // How long the present screen waits for a visitor who stands still.
    [[nodiscard]] visit::Patience patience() const;
    // Shows what signage or a takeover shows next, before its time; for tours.
    void next_slide();
    [[nodiscard]] int slides() const { return visit::signage_slides(matter(*strings_)); }
    [[nodiscard]] visit::Session& session() { return session_; }
    [[nodiscard]] const bulletins::Due& due() const { return due_; }
    [[nodiscard]] supply::Holdings& holdings() { return *holdings_; }
    // The time the screen goes by: never before the newest word was signed.
    [[nodiscard]] Instant now() const;
    // Acts as if a visitor pressed this; for tours and tests.
    void act(const ui::Action& action);
    // The language in which the scene speaks.
    [[nodiscard]] const std::string& spoken_language() const { return spoken_; }

private:
    // What of the time the screen shows; while none of it changes, nothing is built.
    struct ShownTime {
        std::int64_t minute = -1;
        int step = 0;      // of the slides of a takeover or the signage
        int seconds = -1;  // of a countdown; -1: there is none
        bool report_is_late = false;
        bool operator==(const ShownTime&) const = default;
    };

    [[nodiscard]] ShownTime shown_time(Showing showing) const;
    [[nodiscard]] bool is_covered() const;
    bool go(const ui::Action& action);
    void choose(const ui::Action& action);
    void speak(const std::string& language);
    // Another page stands there now.
    void let_go();
    // A finger or a key goes down: somebody is here. True when it means no more than that.
    bool means_presence();
    void touch_session(Tick tick);
    void take_pointer(const ui::TouchResult& result);
    // Somebody scrolls; a danger stays in their language for it.
    void read_on();
    void take_key(ui::Key key);
    bool take_writing_key(ui::Key key);
    // Do the keys stand on something that is pressed rather than written in?
    [[nodiscard]] bool is_on_button() const;
    void press_key(const ui::Action& key);
    // What is typed in now; null when nothing is.
    [[nodiscard]] ui::TextField* field();
    void begin_form(const std::string& wizard, const std::string& about);
    bool act_on_form(const ui::Action& action);
    void answer_form(const ui::Action& action);
    void leave_form(bool one_back);
    void ask_for_help();
    void send_form();
    void take_answers();
    bool act_on_number(const ui::Action& action);
    void turn_page();
    void forget_typing();
    [[nodiscard]] device::Machine& device() { return machine_.device == nullptr ? bare_ : *machine_.device; }
    [[nodiscard]] ui::View form_screen(const visit::Matter& matter, const screens::Setting& setting);
    void scroll_by(const std::string& id, double pages);
    void follow_focus();
    void bring_due_up_to_date();
    void take_in(supply::SupplyNews& news);
    // The keeper of records hears where it is, and whether the clock there is right.
    void tell_place();
    void mind_the_clock();
    // What pictures are read through.
    [[nodiscard]] Files& files() const;
    [[nodiscard]] visit::ClockState clock_state() const;
    [[nodiscard]] const bulletins::Shown* takeover() const;
    [[nodiscard]] Showing choose_showing() const;
    // Where nothing covers the screen.
    [[nodiscard]] visit::Patience usual_patience() const;
    [[nodiscard]] visit::Patience patience_behind_cover() const;
    // Do pages of staff lie open under what covers the screen?
    [[nodiscard]] bool covers_desk() const;
    void read_danger(const std::string& danger);
    void mind_the_visitor(Tick tick);
    void begin_showing(Showing showing, std::string danger);
    // The danger goes on in another language, from its head.
    void begin_language();
    [[nodiscard]] visit::Matter matter(const bulletins::Strings& strings) const;
    [[nodiscard]] screens::Setting setting(const bulletins::Strings& strings) const;
    [[nodiscard]] std::string language_now() const;
    [[nodiscard]] ui::View view(const visit::Matter& matter, const screens::Setting& setting);
    [[nodiscard]] ui::View route_view(const visit::Matter& matter, const screens::Setting& setting);
    [[nodiscard]] ui::View guidance_view(const visit::Matter& matter, const screens::Setting& setting);
    [[nodiscard]] screens::DiagnosticModel diagnostic_model(const visit::Matter& matter);
    void tell_machine(const visit::Matter& matter, screens::DiagnosticModel& model);
    void build();
    [[nodiscard]] bool headline_fits();
    // Calls `use` with everything the desk needs for one call.
    template <typename Use>
    auto at_desk(Use use);
    void settle_desk();
    void mind_the_house();
    void show_and_keep_house();
    void mind_the_notices();
    void show_menu_card();
    void read_templates();
    void show_keys(const ui::Measure& measure, const ui::Tongue& tongue);

    Machine machine_;
    std::shared_ptr<supply::Holdings> holdings_;
    std::vector<Error> supply_problems_;
    StickTeller stick_;
    Alarm alarm_{machine_.sound};
    post::PostState post_;
    std::vector<post::PostOrder> orders_;
    visit::ClockState told_clock_ = visit::ClockState::Sure;  // to the keeper of records
    staff::StaffDesk desk_{machine_.clock.tick()};
    device::BareMachine bare_;
    std::vector<bulletins::Template> templates_;
    std::vector<supply::StickOrder> stick_orders_;
    std::optional<std::string> house_to_keep_;
    std::optional<Error> house_trouble_;
    staff::NoticeDates notice_dates_;
    std::unique_ptr<visit::Pictures> pictures_;
    visit::Session session_;
    ui::Metrics metrics_;
    ui::Touch touch_;
    ui::Focus focus_;
    Motion motion_;
    bulletins::Due due_;
    std::optional<bulletins::Strings> strings_;
    std::string spoken_;
    Showing showing_ = Showing::Route;
    std::string danger_;  // the id of the one that has the screen
    Tick showing_since_{};
    Tick covered_since_{};  // of what covers the screen now: the first danger or call, or a stick alone
    LanguageTurns turns_;   // of a danger
    ui::Scene scene_;
    bool stale_ = true;
    ShownTime built_;
    std::size_t prepared_languages_ = 0;
    screens::HeadlineSize headline_size_ = screens::HeadlineSize::Largest;
    screens::FormFit fit_ = screens::FormFit::Roomy;
    bool typed_ = false;                 // something is, or was a moment ago
    std::optional<Instant> panel_back_;  // when it last came back
    std::uint64_t orders_given_ = 0;
};

}  // namespace baken::app
