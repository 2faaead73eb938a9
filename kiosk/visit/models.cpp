#include "kiosk/visit/models.hpp"

#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/pictures.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::visit {

using namespace screens;

// The house gives its own messages other dates once its clock is put right: they stay what they were.
std::string id_of(const bulletins::Alert& alert) {
    bool is_dated = alert.sent && !alert.sender.starts_with(kHouseSender);
    return alert.sender + "," + alert.identifier + "," + (is_dated ? to_rfc3339(alert.sent->at) : std::string{});
}

const bulletins::Alert& alert_of(const Matter& matter, const bulletins::Shown& shown) {
    return matter.holdings.alerts[shown.alert].alert;
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

std::string ended_line(const Matter& matter, const bulletins::Past& past) {
    return ended(matter.strings, past, matter.strings.dates().moment(past.at, matter.now));
}

BulletinCard past_card(const Matter& matter, const bulletins::Past& past) {
    const auto& alert = matter.holdings.alerts[past.alert].alert;
    auto telling = tell(alert, past.infos, matter.session.language());
    BulletinCard card;
    card.id = id_of(alert);
    card.gravity = Gravity::Info;
    card.headline = telling.headline;
    card.meta = {joined({telling.source, ended_line(matter, past)})};
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

// Past ones can be read again too; they say that they ended. `ended` is set for those.
std::optional<bulletins::Shown> find_shown(const Matter& matter, const std::string& id, const bulletins::Past*& ended) {
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
        ended = &past;
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

// From when and until when it counts.
std::string valid_line(const Matter& matter, const bulletins::Shown& shown, const std::string& ended) {
    auto until = ended.empty() ? validity(matter.strings, shown, matter.now) : ended;
    if (!shown.starts) return until;
    auto start = short_moment(matter.strings, *shown.starts, matter.now);
    return joined({matter.strings.format("bulletin.valid-from", {{"moment", start}}), until});
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
    const bulletins::Past* past = nullptr;
    auto shown = find_shown(matter, id, past);
    if (!shown) return std::nullopt;
    auto ended = past == nullptr ? std::string{} : ended_line(matter, *past);
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
    model.valid = valid_line(matter, *shown, ended);
    if (!telling.contact.empty())
        model.contact = matter.strings.format("bulletin.contact", {{"contact", telling.contact}});
    model.remarks = remarks(matter, *shown, telling);
    model.language = telling.language;
    model.others = told_in(matter, alert, *shown, telling);
    model.picture = matter.pictures.inline_image(telling.image);
    auto along = take_along(matter, *shown, past, telling);
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

}  // namespace baken::visit
