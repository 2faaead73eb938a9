#include <algorithm>

#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/models.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::visit {
namespace {

constexpr std::size_t kMostLanguages = 4;
constexpr std::size_t kMostBulletins = 6;

struct Slide {
    const bulletins::Shown* shown = nullptr;  // null: the welcome, when there is no bulletin
    std::string language;
};

// Staff read Dutch, whatever language has its turn.
screens::Chrome chrome_in_turn(const Matter& matter) {
    auto chrome = chrome_of(matter);
    if (!matter.staff_call && !matter.called) return chrome;
    const char* words = matter.called ? "life-danger.called" : "staff.call";
    chrome.staff_call = matter.holdings.content.strings.in("nl").text(words);
    chrome.staff_call_language = "nl";
    return chrome;
}

// The languages a message is really told in, in the order of the site, at most `most`; never empty.
std::vector<std::string> languages_in_order(const Matter& matter, const bulletins::Shown& shown,
                                            const std::vector<std::string>& order, std::size_t most) {
    std::vector<std::string> languages;
    std::vector<std::string> told;
    for (const auto& wanted : order) {
        auto telling = tell(alert_of(matter, shown), shown.infos, wanted);
        // Easy Dutch that is only told in plain Dutch would be the same words twice.
        bool seen = std::ranges::find(told, telling.language) != told.end();
        if (telling.fallback || seen || languages.size() >= most) continue;
        languages.push_back(wanted);
        told.push_back(telling.language);
    }
    if (languages.empty()) languages.push_back(matter.session.language());
    return languages;
}

std::vector<std::string> site_languages(const Matter& matter) {
    const auto* site = matter.holdings.site();
    return site == nullptr ? std::vector<std::string>{"nl", "en"} : site->languages;
}

std::vector<Slide> slides(const Matter& matter) {
    std::vector<Slide> all;
    auto order = site_languages(matter);
    for (const auto& shown : matter.due.shown) {
        if (all.size() >= kMostBulletins * kMostLanguages) break;
        for (auto& language : languages_in_order(matter, shown, order, kMostLanguages))
            all.push_back({&shown, std::move(language)});
    }
    if (!all.empty()) return all;
    for (const auto& language : order) {
        if (all.size() < kMostLanguages) all.push_back({nullptr, language});
    }
    return all;
}

Slide slide_at(const Matter& matter, int step) {
    auto all = slides(matter);
    return all[static_cast<std::size_t>(step) % all.size()];
}

}  // namespace

int signage_slides(const Matter& matter) {
    return static_cast<int>(slides(matter).size());
}

std::string signage_language(const Matter& matter, int step) {
    return slide_at(matter, step).language;
}

screens::SignageModel signage_model(const Matter& matter, int step) {
    auto slide = slide_at(matter, step);
    screens::SignageModel model;
    model.chrome = chrome_in_turn(matter);
    model.touch_line = matter.strings.text("signage.touch");
    model.language = slide.language;
    model.count = signage_slides(matter);
    model.number = step % model.count + 1;
    if (slide.shown == nullptr) {
        model.headline = matter.strings.text("signage.welcome");
        return model;
    }
    auto telling = tell(alert_of(matter, *slide.shown), slide.shown->infos, slide.language);
    model.gravity = gravity_of(slide.shown->kind);
    model.headline = telling.headline;
    model.language = telling.language;
    model.meta = {telling.source, validity(matter.strings, *slide.shown, matter.now)};
    return model;
}

std::vector<std::string> takeover_languages(const Matter& matter, const bulletins::Shown& shown) {
    auto order = site_languages(matter);
    order.insert(order.begin(), matter.session.language());
    return languages_in_order(matter, shown, order, order.size());
}

namespace {

std::string first_of(const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    return lines.front().starts_with("- ") ? lines.front().substr(2) : lines.front();
}

}  // namespace

screens::TakeoverModel takeover_model(const Matter& matter, const bulletins::Shown& shown, int step) {
    const auto& alert = alert_of(matter, shown);
    auto languages = takeover_languages(matter, shown);
    auto now_at = static_cast<std::size_t>(step) % languages.size();
    auto telling = tell(alert, shown.infos, languages[now_at]);
    screens::TakeoverModel model;
    model.chrome = chrome_in_turn(matter);
    // A danger that is real is never called an exercise, whatever else is practised meanwhile.
    model.chrome.exercise = shown.exercise;
    model.id = id_of(alert);
    auto sent = alert.sent ? short_moment(matter.strings, alert.sent->at, matter.now) : std::string{};
    model.kicker = screens::joined({matter.strings.text("takeover.kicker"), sent});
    model.source = telling.source;
    model.headline = telling.headline;
    model.instruction = telling.instruction;
    model.description = telling.description;
    model.language = telling.language;
    model.number = static_cast<int>(now_at) + 1;
    model.count = static_cast<int>(languages.size());
    for (std::size_t ahead = 1; ahead <= 3 && ahead < languages.size(); ++ahead) {
        const auto& tag = languages[(now_at + ahead) % languages.size()];
        auto other = tell(alert, shown.infos, tag);
        model.others.push_back(
            {other.language, language_name(matter.holdings, tag), other.headline, first_of(other.instruction)});
    }
    return model;
}

}  // namespace baken::visit
