#include "kiosk/staff/staff_emergency.hpp"

#include <algorithm>
#include <array>

#include "exchange/records/radio_card.hpp"
#include "kiosk/staff/staff_cases.hpp"
#include "kiosk/staff/staff_promotion.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/visit/chrome_model.hpp"

namespace baken::staff {

using namespace records;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

constexpr std::string_view kEmergencyPart = "emergency";

// How many victims, as a hand chooses it: the least number it stands for, and the words when it is not exact.
struct Victims {
    std::string_view word;
    std::optional<int> least;
    bool exact = true;
};
constexpr std::array<Victims, 6> kVictims{
    {{"unknown", std::nullopt}, {"0", 0}, {"1", 1}, {"2", 2}, {"3-9", 3, false}, {"10-more", 10, false}}};

screens::StaffQuestion victims_question(const StaffView& view, const EmergencyReport& report) {
    screens::StaffQuestion question{view.say("emergency-victims"), {}};
    for (const auto& one : kVictims) {
        question.choices.push_back({view.word("victims", one.word), staff_set(kEmergencyPart, "victims", one.word),
                                    report.casualties == one.least});
    }
    return question;
}

screens::StaffQuestion service_question(const StaffView& view, const EmergencyReport& report) {
    auto question = question_of<Service>(
        view, kEmergencyPart, "service", view.say("emergency-service"),
        [&](Service service) { return std::ranges::find(report.needed, service) != report.needed.end(); });
    question.urgent = true;
    return question;
}

bool declared(const EmergencyReport& report) {
    return report.major == MajorIncident::Declared;
}

screens::StaffBlock link_remark(const StaffView& view) {
    auto link = view.link();
    return StaffRemark{link.good ? StaffRemark::Kind::Good : StaffRemark::Kind::Warning, std::move(link.text)};
}

// What was sent and is still open, newest first.
std::vector<screens::StaffBlock> open_reports(const StaffView& view) {
    constexpr std::size_t kMost = 5;
    screens::StaffEntries entries{{}, view.say("emergency-none")};
    if (view.post.staff.list) {
        std::vector<const post::StaffRecord*> open;
        for (const auto& one : *view.post.staff.list) {
            if (kind_of(one->record) == Kind::EmergencyReport && waits_for_staff(view, *one)) open.push_back(one.get());
        }
        std::ranges::reverse(open);
        if (open.size() > kMost) open.resize(kMost);
        for (const auto* one : open) entries.entries.push_back(case_entry(view, *one));
    }
    return {screens::StaffHeading{view.say("emergency-open")}, std::move(entries), link_remark(view)};
}

std::string_view after(std::string_view about, std::string_view word) {
    return about.starts_with(word) ? about.substr(word.size()) : std::string_view{};
}

}  // namespace

bool is_enough(const EmergencyReport& report) {
    return !report.needed.empty() || !report.what.empty() || report.incident != Incident::Other;
}

EmergencyReport completed(const StaffView& view, EmergencyReport report) {
    report.place.where = report.place.address.empty() ? Where::Here : Where::Address;
    bool told = report.incident != Incident::Other;
    if (report.what.empty())
        report.what = told ? view.word("incident", name_of(report.incident)) : view.say("emergency-what-none");
    // A site may have a longer name than a reporter, and its report is sent all the same.
    if (report.reporter.empty())
        report.reporter = as_line(view.say("emergency-reporter-default", {{"site", view.site_name()}}), kNameText);
    return report;
}

namespace {

void choose(std::string_view key, std::string_view value, const StaffView& view, EmergencyReport& report) {
    if (key == "service")
        if (auto service = choice_named<Service>(value)) flip(report.needed, *service);
    if (key == "hazard")
        if (auto hazard = choice_named<Hazard>(value)) flip(report.hazards, *hazard);
    if (key == "incident") report.incident = choice_named<Incident>(value).value_or(Incident::Other);
    if (key == "major") report.major = value == "yes" ? MajorIncident::Declared : MajorIncident::NotDeclared;
    if (key == "victims") {
        auto chosen = std::ranges::find(kVictims, value, &Victims::word);
        if (chosen == kVictims.end()) return;
        report.casualties = chosen->least;
        report.casualties_note = chosen->exact ? std::string{} : view.word("victims", chosen->word);
    }
}

void wipe_texts(EmergencyReport& report) {
    for (auto* text : {&report.what, &report.access, &report.reporter, &report.place.address, &report.place.detail})
        ui::wipe(*text);
}

}  // namespace

screens::StaffPage EmergencyPart::page(const StaffView& view, std::string_view about) const {
    if (auto id = after(about, "sent"); !id.empty()) return followed(view, id.substr(1));
    if (auto id = after(about, "radio"); !id.empty()) return card(view, id.substr(1));
    if (auto id = after(about, "from"); !id.empty()) {
        auto found = of_requests_.find(id.substr(1));
        if (found != of_requests_.end()) return form(view, found->second);
    }
    return form(view, report_);
}

EmergencyReport& EmergencyPart::draft(const visit::Session& session) {
    auto id = after(session.route().object, "emergency from ");
    auto found = of_requests_.find(id);
    return found == of_requests_.end() ? report_ : found->second;
}

screens::StaffPage EmergencyPart::form(const StaffView& view, const EmergencyReport& report) const {
    screens::StaffPage page;
    // While the public screen shows an exercise, nobody may doubt whether this report is one.
    bool shows_exercise = visit::chrome_of(view.matter).exercise && view.post.mode == Mode::Real;
    page.chrome.title = view.say(shows_exercise ? "emergency-real" : "emergency-title");
    if (const auto* one = view.record(report.promoted_from)) {
        page.blocks.push_back(
            StaffRemark{StaffRemark::Kind::Note, view.say("emergency-from", {{"request", case_title(view, *one)}})});
        if (is_shortened(report, one->record))
            page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning, view.say("emergency-shortened")});
    }
    // The large choices first: with these three the report is enough.
    page.blocks.push_back(service_question(view, report));
    page.blocks.push_back(question_of<Incident>(view, kEmergencyPart, "incident", view.say("emergency-incident"),
                                                [&](Incident incident) { return report.incident == incident; }));
    page.blocks.push_back(victims_question(view, report));
    page.blocks.push_back(screens::StaffFields{
        {{view.say("emergency-where"), report.place.address, view.say("emergency-here", {{"site", view.site_name()}}),
          staff_edit(kEmergencyPart, "where")},
         {view.say("emergency-what"), report.what, view.say("emergency-what-hint"),
          staff_edit(kEmergencyPart, "what")}}});
    page.blocks.push_back(question_of<Hazard>(
        view, kEmergencyPart, "hazard", view.say("emergency-hazard"),
        [&](Hazard hazard) { return std::ranges::find(report.hazards, hazard) != report.hazards.end(); }));
    page.blocks.push_back(
        screens::StaffFields{{{view.say("emergency-access"), report.access, view.say("emergency-access-hint"),
                               staff_edit(kEmergencyPart, "access")},
                              {view.say("emergency-reporter"), report.reporter,
                               view.say("emergency-reporter-default", {{"site", view.site_name()}}),
                               staff_edit(kEmergencyPart, "reporter")}}});
    page.blocks.push_back(
        screens::StaffQuestion{view.say("emergency-major"),
                               {{view.say("no"), staff_set(kEmergencyPart, "major", "no"), !declared(report)},
                                {view.say("yes"), staff_set(kEmergencyPart, "major", "yes"), declared(report)}}});
    for (auto& block : open_reports(view)) page.blocks.push_back(std::move(block));
    page.actions = {
        {view.say("emergency-send"), "send", staff_set(kEmergencyPart, "send", "sent"), StaffWeight::Danger},
        {view.say("emergency-radio"), "radio", staff_set(kEmergencyPart, "send", "radio"), StaffWeight::Plain}};
    return page;
}

screens::StaffPage EmergencyPart::followed(const StaffView& view, std::string_view id) const {
    screens::StaffPage page;
    const auto* one = view.record(id);
    page.chrome.title = one == nullptr ? view.say("emergency-stored") : case_title(view, *one);
    if (one == nullptr) return page;
    bool late = view.watch.is_overdue(id, one->delivery, view.tick);
    if (late) page.blocks.push_back(StaffRemark{StaffRemark::Kind::Danger, view.say("emergency-late")});
    page.blocks.push_back(screens::StaffFacts{delivery_facts(view, one->delivery)});
    page.blocks.push_back(link_remark(view));
    page.blocks.push_back(screens::StaffHeading{view.say("emergency-content")});
    page.blocks.push_back(screens::StaffFacts{case_facts(view, *one)});
    page.actions = {{view.say("emergency-radio"), "radio", staff_go("emergency radio " + std::string(id)),
                     late ? StaffWeight::Danger : StaffWeight::Primary},
                    {view.say("emergency-new"), "plus", staff_go("emergency"), StaffWeight::Plain}};
    return page;
}

screens::StaffPage EmergencyPart::card(const StaffView& view, std::string_view id) const {
    screens::StaffPage page;
    page.chrome.title = view.say("radio-title");
    const auto* one = view.record(id);
    if (one == nullptr) return page;
    bool dutch = view.matter.session.language() != "en";
    auto lines = radio_card(one->record, view.site_name(), dutch ? CardLanguage::Dutch : CardLanguage::English);
    page.blocks.push_back(screens::StaffText{view.say("radio-intro", {{"number", lines.check_number}})});
    screens::StaffCard spoken;
    spoken.lines = std::move(lines.lines);
    page.blocks.push_back(std::move(spoken));
    bool given = one->delivery.step == Step::GivenByRadio;
    if (given) {
        page.blocks.push_back(StaffRemark{StaffRemark::Kind::Good, case_status(view, *one)});
        return page;
    }
    page.blocks.push_back(screens::StaffFields{{{view.say("radio-to-whom"), given_to_, view.say("radio-to-whom-hint"),
                                                 staff_edit(kEmergencyPart, "to-whom")}}});
    page.actions = {{view.say("radio-given"), "radio", staff_set(kEmergencyPart, "given", id), StaffWeight::Primary}};
    return page;
}

void EmergencyPart::send(StaffHands& hands, std::string then) {
    if (token_) return;
    auto& report = draft(hands.session);
    if (!is_enough(report)) return hands.tell(StaffRemark::Kind::Warning, hands.view.say("emergency-too-little"));
    token_ = hands.save(completed(hands.view, report), Priority::Now);
    sending_ = &report;
    then_ = std::move(then);
}

void EmergencyPart::give_by_radio(std::string_view id, StaffHands& hands) {
    if (radio_token_) return;
    auto to_whom = given_to_.empty() ? hands.view.say("radio-to-whom-hint") : given_to_;
    radio_token_ = hands.step({std::string(id)}, Step::GivenByRadio, to_whom);
}

void EmergencyPart::promote(std::string_view id, StaffHands& hands) {
    const auto* one = hands.view.record(id);
    if (one == nullptr || is_played_out(hands.view, *one)) return;
    // What was begun is gone on with.
    auto& report = of_requests_[std::string(id)];
    if (report.promoted_from.empty()) report = promoted(hands.view, one->record);
    hands.go("emergency from " + std::string(id));
}

void EmergencyPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    if (key == "promote") return promote(value, hands);
    if (key == "send") return send(hands, std::string(value));
    if (key == "given") return give_by_radio(value, hands);
    choose(key, value, hands.view, draft(hands.session));
}

std::optional<TextSlot> EmergencyPart::text(std::string_view key, const StaffView& view) {
    const auto* site = view.matter.holdings.site();
    auto& report = draft(view.matter.session);
    if (key == "where")
        return TextSlot{&report.place.address, view.say("emergency-where"), 200, false,
                        site == nullptr ? std::vector<std::string>{} : site->streets};
    if (key == "what") return TextSlot{&report.what, view.say("emergency-what"), 200, false, {}};
    if (key == "access") return TextSlot{&report.access, view.say("emergency-access"), 200, false, {}};
    if (key == "reporter") return TextSlot{&report.reporter, view.say("emergency-reporter"), 80, false, {}};
    if (key == "to-whom") return TextSlot{&given_to_, view.say("radio-to-whom"), 80, false, {}};
    return std::nullopt;
}

void EmergencyPart::settle(post::PostState& post, StaffHands& hands) {
    if (auto stored = take_outcome(post, token_)) sent(*stored, hands);
    if (auto noted = take_outcome(post, radio_token_)) given(*noted, hands);
}

void EmergencyPart::sent(const Result<post::Stored>& stored, StaffHands& hands) {
    if (!stored) return hands.tell_not_saved(stored.error());
    *sending_ = {};
    hands.session.back();
    hands.go("emergency sent " + stored->id);
    if (then_ == "radio") hands.go("emergency radio " + stored->id);
}

void EmergencyPart::given(const Result<post::Stored>& noted, StaffHands& hands) {
    if (!noted) return hands.tell_not_saved(noted.error());
    ui::wipe(given_to_);
    hands.tell(StaffRemark::Kind::Good, hands.view.say("radio-noted"));
}

void EmergencyPart::wipe() {
    wipe_texts(report_);
    for (auto& [id, report] : of_requests_) wipe_texts(report);
    report_ = {};
    of_requests_.clear();
    ui::wipe(given_to_);
    token_.reset();
    sending_ = nullptr;
    radio_token_.reset();
}

}  // namespace baken::staff
