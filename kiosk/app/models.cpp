#include "kiosk/app/models.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"
#include "kiosk/app/pictures.hpp"
#include "kiosk/app/wording.hpp"

namespace baken::app {

using namespace screens;

std::string id_of(const bulletins::Alert& alert) {
    return alert.sender + "," + alert.identifier + "," + (alert.sent ? to_rfc3339(alert.sent->at) : std::string{});
}

namespace {

const bulletins::Alert& alert_of(const Matter& matter, const bulletins::Shown& shown) {
    return matter.holdings.alerts[shown.alert].alert;
}

// Content that lies in a folder was never heard of; its newest message tells its age.
std::optional<Instant> newest_message(const Matter& matter) {
    std::optional<Instant> newest;
    for (const auto& received : matter.holdings.alerts) {
        if (received.alert.sent && received.alert.sent->at <= matter.now)
            newest = std::max(newest.value_or(Instant{}), received.alert.sent->at);
    }
    return newest;
}

Freshness freshness_of(const Matter& matter) {
    static constexpr std::array kKeys{"fresh.folder", "fresh.network", "fresh.lost", "fresh.stick", "fresh.factory"};
    const auto& reception = matter.holdings.reception;
    Freshness freshness;
    freshness.road = matter.strings.text(kKeys.at(static_cast<std::size_t>(reception.road)));
    auto heard = reception.road == Reception::Road::Folder ? newest_message(matter) : reception.heard;
    freshness.since =
        heard ? matter.strings.format("fresh.since", {{"moment", short_moment(matter.strings, *heard, matter.now)}})
              : matter.strings.text("fresh.never");
    bool reached = reception.road == Reception::Road::Network;
    freshness.state = !heard ? Freshness::State::Never : reached ? Freshness::State::Fresh : Freshness::State::Stale;
    if (matter.clock == ClockState::Doubtful) freshness.doubt = matter.strings.text("fresh.clock");
    return freshness;
}

std::string recovery_line(const Matter& matter, const bulletins::Situation& situation) {
    if (situation.expected_recovery) {
        return matter.strings.format(
            "situation.recovery", {{"moment", short_moment(matter.strings, *situation.expected_recovery, matter.now)}});
    }
    auto note = situation.recovery_note.in(matter.session.language());
    return note ? std::string(note->text) : matter.strings.text("situation.recovery-unknown");
}

std::optional<SituationStrip> situation_of(const Matter& matter) {
    const auto& situation = matter.holdings.content.situation;
    if (!situation || situation->title.empty()) return std::nullopt;
    SituationStrip strip;
    strip.title = std::string(situation->title.in(matter.session.language())->text);
    std::string day;
    if (situation->started && *situation->started <= matter.now) {
        auto days = (std::chrono::sys_days{bulletins::local_day(matter.now)} -
                     std::chrono::sys_days{bulletins::local_day(*situation->started)})
                        .count();
        day = matter.strings.format("situation.day", {{"day", days + 1}});
    }
    std::string phase;
    if (situation->phase == bulletins::Phase::First72) phase = matter.strings.text("situation.first72");
    if (situation->phase == bulletins::Phase::After) phase = matter.strings.text("situation.after");
    strip.day = joined({day, phase});
    strip.recovery = recovery_line(matter, *situation);
    strip.recovery_known = situation->expected_recovery || !situation->recovery_note.empty();
    return strip;
}

bool is_exercise(const Matter& matter) {
    const auto& situation = matter.holdings.content.situation;
    return matter.drill || (situation && situation->exercise) ||
           std::ranges::any_of(matter.due.shown, [](const auto& shown) { return shown.exercise; });
}

std::vector<std::string> offered_languages(const Matter& matter) {
    if (const auto* site = matter.holdings.site()) return site->languages;
    std::vector<std::string> tags;
    for (const auto& head : matter.holdings.content.strings.languages()) tags.push_back(head.language);
    return tags;
}

// Only languages the screens can speak are offered.
std::vector<LanguageChoice> language_choices(const Matter& matter) {
    auto known = matter.holdings.content.strings.languages();
    std::vector<LanguageChoice> choices;
    for (const auto& tag : offered_languages(matter)) {
        auto head = std::ranges::find(known, tag, &bulletins::StringsHead::language);
        if (head != known.end()) choices.push_back({tag, head->name, tag == matter.session.language()});
    }
    return choices;
}

// The visitor's language and the site's first few, so that one touch is enough for most.
std::vector<LanguageChoice> toolbar_languages(const Matter& matter) {
    auto all = language_choices(matter);
    constexpr std::size_t kInToolbar = 5;
    auto chosen = std::ranges::find_if(all, &LanguageChoice::selected);
    if (chosen != all.end() && chosen - all.begin() >= static_cast<std::ptrdiff_t>(kInToolbar)) {
        std::rotate(all.begin(), chosen, chosen + 1);
    }
    if (all.size() > kInToolbar) all.resize(kInToolbar);
    return all;
}

}  // namespace

Chrome chrome_of(const Matter& matter) {
    Chrome chrome;
    if (const auto* site = matter.holdings.site()) {
        chrome.site = site->name;
        chrome.municipality = site->municipality.name;
        if (!site->municipality.logo.empty()) chrome.logo = matter.pictures.file(site->municipality.logo);
    }
    auto full = matter.strings.dates().full(matter.now);
    auto space = full.find(' ');
    chrome.weekday = full.substr(0, space);
    chrome.date = space == std::string::npos ? std::string{} : full.substr(space + 1);
    // Turkish ends with the day of the week.
    if (!chrome.date.empty() && chrome.weekday.find_first_of("0123456789") != std::string::npos) {
        auto last = full.rfind(' ');
        chrome.weekday = full.substr(last + 1);
        chrome.date = full.substr(0, last);
    }
    // On a line of its own the day needs no comma, of whatever script.
    for (std::string_view comma : {",", "،", "、", "፣"}) {
        if (chrome.weekday.ends_with(comma)) chrome.weekday.erase(chrome.weekday.size() - comma.size());
    }
    chrome.time = matter.strings.dates().time(matter.now);
    chrome.situation = situation_of(matter);
    chrome.exercise = is_exercise(matter);
    chrome.languages = toolbar_languages(matter);
    chrome.freshness = freshness_of(matter);
    if (matter.staff_call) chrome.staff_call = matter.strings.text("staff.call");
    chrome.can_go_back = !matter.session.at_home();
    return chrome;
}

namespace {

BulletinCard card_of(const Matter& matter, const bulletins::Shown& shown) {
    const auto& alert = alert_of(matter, shown);
    auto telling = tell(alert, shown.infos, matter.session.language());
    BulletinCard card;
    card.id = id_of(alert);
    card.gravity = gravity_of(shown.kind);
    card.headline = telling.headline;
    card.summary = !telling.description.empty()   ? telling.description.front()
                   : !telling.instruction.empty() ? telling.instruction.front()
                                                  : std::string{};
    auto sent = alert.sent ? matter.strings.dates().moment(alert.sent->at, matter.now) : std::string{};
    card.meta = {telling.source, sent, validity(matter.strings, shown, matter.now)};
    auto lines = remarks(matter, shown, telling);
    if (!lines.empty()) card.remark = lines.front();
    card.language = telling.language;
    return card;
}

BulletinCard past_card(const Matter& matter, const bulletins::Past& past) {
    const auto& alert = matter.holdings.alerts[past.alert].alert;
    auto telling = tell(alert, past.infos, matter.session.language());
    BulletinCard card;
    card.id = id_of(alert);
    card.gravity = Gravity::Info;
    card.headline = telling.headline;
    bool withdrawn = past.why == bulletins::HiddenWhy::Cancelled;
    card.meta = {joined(
        {telling.source, matter.strings.format(withdrawn ? "bulletin.withdrawn" : "bulletin.expired",
                                               {{"moment", matter.strings.dates().moment(past.at, matter.now)}})})};
    if (alert.status == bulletins::Status::Exercise) card.remark = matter.strings.text("exercise.strip");
    card.language = telling.language;
    return card;
}

std::string facility_name(const Matter& matter, const bulletins::Facility& facility) {
    if (auto own = facility.name.in(matter.session.language())) return std::string(own->text);
    return matter.strings.text("facility." + facility.kind);
}

}  // namespace

HomeModel home_model(const Matter& matter) {
    HomeModel model;
    model.chrome = chrome_of(matter);
    constexpr std::size_t kMostOnHome = 5;
    for (const auto& shown : matter.due.shown) {
        if (model.bulletins.size() < kMostOnHome) model.bulletins.push_back(card_of(matter, shown));
    }
    model.bulletin_count = static_cast<int>(matter.due.shown.size());
    return model;
}

BulletinsModel bulletins_model(const Matter& matter) {
    BulletinsModel model;
    model.chrome = chrome_of(matter);
    for (const auto& shown : matter.due.shown) model.due.push_back(card_of(matter, shown));
    for (const auto& past : matter.due.history) model.past.push_back(past_card(matter, past));
    return model;
}

namespace {

// Past ones can be read again too; they say that they ended.
std::optional<bulletins::Shown> find_shown(const Matter& matter, const std::string& id, std::string& ended) {
    for (const auto& shown : matter.due.shown) {
        if (id_of(alert_of(matter, shown)) == id) return shown;
    }
    for (const auto& past : matter.due.history) {
        if (id_of(matter.holdings.alerts[past.alert].alert) != id) continue;
        bulletins::Shown shown;
        shown.alert = past.alert;
        shown.infos = past.infos;
        shown.until = past.at;
        shown.exercise = matter.holdings.alerts[past.alert].alert.status == bulletins::Status::Exercise;
        bool withdrawn = past.why == bulletins::HiddenWhy::Cancelled;
        ended = matter.strings.format(withdrawn ? "bulletin.withdrawn" : "bulletin.expired",
                                      {{"moment", matter.strings.dates().moment(past.at, matter.now)}});
        return shown;
    }
    return std::nullopt;
}

std::string sent_line(const Matter& matter, const bulletins::Alert& alert) {
    if (!alert.sent) return {};
    const auto& dates = matter.strings.dates();
    auto ago = "(" + dates.relative(alert.sent->at, matter.now) + ")";
    return dates.moment(alert.sent->at, matter.now) + " " + unbroken(ago);
}

std::vector<LanguageChoice> told_in(const Matter& matter, const bulletins::Alert& alert, const bulletins::Shown& shown,
                                    const Telling& telling) {
    std::vector<LanguageChoice> choices;
    for (const auto& tag : bulletins::languages_of(alert, shown.infos)) {
        if (tag.empty()) continue;
        auto canonical = bulletins::canonical_language(tag);
        choices.push_back({tag, language_name(matter.holdings, tag), canonical == telling.language});
    }
    return choices;
}

}  // namespace

std::optional<BulletinModel> bulletin_model(const Matter& matter, const std::string& id) {
    std::string ended;
    auto shown = find_shown(matter, id, ended);
    if (!shown) return std::nullopt;
    const auto& alert = alert_of(matter, *shown);
    const auto& wanted =
        matter.session.bulletin_language.empty() ? matter.session.language() : matter.session.bulletin_language;
    auto telling = tell(alert, shown->infos, wanted);
    BulletinModel model;
    model.chrome = chrome_of(matter);
    // An urgent message that is real does not stand under the word exercise.
    if (ended.empty() && shown->kind == bulletins::Kind::Danger) model.chrome.exercise = shown->exercise;
    // What was an exercise stays one, also when the exercise is over.
    model.chrome.exercise = model.chrome.exercise || shown->exercise;
    model.id = id;
    model.gravity = ended.empty() ? gravity_of(shown->kind) : Gravity::Info;
    model.headline = telling.headline;
    model.description = telling.description;
    model.instruction = telling.instruction;
    model.area = telling.area;
    model.source = telling.source;
    model.sent = sent_line(matter, alert);
    model.valid = ended.empty() ? validity(matter.strings, *shown, matter.now) : ended;
    if (shown->starts)
        model.valid =
            joined({matter.strings.format("bulletin.valid-from",
                                          {{"moment", short_moment(matter.strings, *shown->starts, matter.now)}}),
                    model.valid});
    if (!telling.contact.empty())
        model.contact = matter.strings.format("bulletin.contact", {{"contact", telling.contact}});
    model.remarks = remarks(matter, *shown, telling);
    model.language = telling.language;
    model.others = told_in(matter, alert, *shown, telling);
    model.picture = matter.pictures.inline_image(telling.image);
    constexpr std::size_t kMostQrBytes = 900;
    auto mark = shown->exercise ? matter.strings.text("exercise.strip") : std::string{};
    auto along = app::take_along(telling, model.sent, kMostQrBytes, mark);
    model.qr = matter.pictures.qr(along.text);
    model.qr_is_shortened = along.shortened;
    return model;
}

TopicsModel topics_model(const Matter& matter) {
    TopicsModel model;
    model.chrome = chrome_of(matter);
    auto& shelf = matter.holdings.content.pages;
    const auto& situation = matter.holdings.content.situation;
    auto ordered = shelf.topics_for(situation.value_or(bulletins::Situation{}));
    constexpr std::size_t kNow = 6;
    for (const auto* topic : ordered) {
        auto head = shelf.head(topic->id, matter.session.language());
        if (!head) continue;
        TopicDoor door{topic->id, topic->icon, head->head.title, head->language};
        bool now = situation && model.now.size() < kNow;
        (now ? model.now : model.others).push_back(std::move(door));
    }
    return model;
}

HereModel here_model(const Matter& matter) {
    HereModel model;
    model.chrome = chrome_of(matter);
    const auto* site = matter.holdings.site();
    if (site == nullptr) return model;
    auto in_language = [&](const bulletins::LocalText& text) {
        auto found = text.in(matter.session.language());
        return found ? std::string(found->text) : std::string{};
    };
    for (const auto& facility : site->facilities) {
        model.facilities.push_back(
            {facility.kind, facility_name(matter, facility), in_language(facility.note), facility.status});
    }
    for (const auto& referral : site->referrals) {
        model.referrals.push_back(
            {referral.kind, in_language(referral.name), referral.address, in_language(referral.note)});
    }
    if (site->radio) model.radio = joined({site->radio->name, site->radio->frequency});
    return model;
}

LanguagesModel languages_model(const Matter& matter) {
    return {chrome_of(matter), language_choices(matter)};
}

}  // namespace baken::app
