#include "kiosk/staff/staff_house.hpp"

#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/trust/json.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::staff {
namespace {

using namespace std::chrono_literals;
using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

constexpr Duration kVisitorsTold = 96h;
constexpr std::size_t kMostVisitorHours = 400;
constexpr Duration kEndedKept = 72h;
constexpr std::size_t kMostNotices = 20;
constexpr std::size_t kMostDeeds = 200;

template <typename Choice>
std::optional<Choice> choice_of(std::string_view word) {
    auto words = records::words_of(Choice{});
    auto found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Choice>(found - words.begin()));
}

const JsonObject& members(const Json& json, std::string_view key) {
    static const JsonObject kNone;
    const auto* found = json.find(key);
    const auto* object = found == nullptr ? nullptr : found->object();
    return object == nullptr ? kNone : *object;
}

const JsonArray& items(const Json& json, std::string_view key) {
    static const JsonArray kNone;
    const auto* found = json.find(key);
    const auto* array = found == nullptr ? nullptr : found->array();
    return array == nullptr ? kNone : *array;
}

int small_number(const Json& json, std::string_view key) {
    const auto* found = json.find(key);
    auto value = found == nullptr ? std::nullopt : found->integer();
    return static_cast<int>(std::clamp<std::int64_t>(value.value_or(0), 0, 9'999'999));
}

void read_statuses(const JsonObject& written, std::map<std::string, records::Status>& statuses) {
    for (const auto& [kind, value] : written) {
        auto status = value.text() == nullptr ? std::nullopt : choice_of<records::Status>(*value.text());
        if (status) statuses[kind] = *status;
    }
}

void write_statuses(const std::map<std::string, records::Status>& statuses, JsonObject& written) {
    for (const auto& [kind, status] : statuses) written[kind].value = std::string(records::name_of(status));
}

void read_words(const JsonArray& written, std::set<std::string>& words) {
    for (const auto& item : written) {
        if (item.text() != nullptr) words.insert(*item.text());
    }
}

void read_stocks(const Json& json, House& house) {
    for (const auto& [word, value] : members(json, "stocks")) {
        if (auto amount = value.integer())
            house.stocks[word] = static_cast<int>(std::clamp<std::int64_t>(*amount, 0, 9'999'999));
    }
}

void read_in_play(const Json& json, InPlay& play) {
    read_statuses(members(json, "facilities"), play.facilities);
    read_statuses(members(json, "replaced"), play.replaced);
    read_words(items(json, "overruled"), play.overruled);
    for (const auto& [hour, value] : members(json, "visitors")) {
        auto moment = parse_rfc3339(hour);
        if (moment && value.integer())
            play.visitors[*moment] = static_cast<int>(std::clamp<std::int64_t>(*value.integer(), 0, 99'999));
    }
}

JsonObject& add_object(JsonObject& written, const char* key) {
    return std::get<JsonObject>((written[key].value = JsonObject{}));
}

JsonArray& add_array(JsonObject& written, const char* key) {
    return std::get<JsonArray>((written[key].value = JsonArray{}));
}

void write_in_play(const InPlay& play, JsonObject& written) {
    write_statuses(play.facilities, add_object(written, "facilities"));
    write_statuses(play.replaced, add_object(written, "replaced"));
    auto& overruled = add_array(written, "overruled");
    for (const auto& kind : play.overruled) overruled.emplace_back().value = kind;
    auto& visitors = add_object(written, "visitors");
    for (const auto& [hour, count] : play.visitors) visitors[to_rfc3339(hour)].value = std::int64_t{count};
}

void read_notices(const Json& json, House& house) {
    for (const auto& item : items(json, "notices")) {
        if (item.text() == nullptr || house.notices.size() >= kMostNotices) continue;
        auto parsed = bulletins::parse_alert(*item.text());
        if (parsed && is_local(parsed->alert)) house.notices.push_back(std::move(parsed->alert));
    }
}

void read_deeds(const Json& json, House& house) {
    for (const auto& item : items(json, "deeds")) {
        const auto* at = item.find("at");
        const auto* what = item.find("what");
        if (at == nullptr || what == nullptr || at->text() == nullptr || what->text() == nullptr) continue;
        auto moment = parse_rfc3339(*at->text());
        if (moment && house.deeds.size() < kMostDeeds) house.deeds.push_back({*moment, *what->text()});
    }
}

void write_deeds(const House& house, JsonArray& deeds) {
    for (const auto& deed : house.deeds) {
        auto& written = std::get<JsonObject>((deeds.emplace_back().value = JsonObject{}));
        written["at"].value = to_rfc3339(deed.at);
        written["what"].value = deed.what;
    }
}

}  // namespace

std::string to_json(const House& house) {
    JsonObject all;
    write_in_play(house, all);
    if (house.before_drill) write_in_play(*house.before_drill, add_object(all, "before_drill"));
    auto& stocks = add_object(all, "stocks");
    for (const auto& [word, amount] : house.stocks) stocks[word].value = std::int64_t{amount};
    auto& checks = add_array(all, "checks");
    for (const auto& check : house.checks) checks.emplace_back().value = check;
    auto& notices = add_array(all, "notices");
    for (const auto& notice : house.notices) notices.emplace_back().value = bulletins::write_alert(notice);
    write_deeds(house, add_array(all, "deeds"));
    all["staff_present"].value = std::int64_t{house.staff_present};
    all["reminder_hours"].value = std::int64_t{house.reminder_hours};
    all["volume"].value = std::int64_t{house.volume};
    all["power"].value = std::string(records::name_of(house.power));
    if (house.reported) all["reported"].value = to_rfc3339(*house.reported);
    Json json;
    json.value = std::move(all);
    return trust::write_json(json);
}

Result<House> house_from_json(std::string_view bytes) {
    auto json = trust::parse_json(bytes, {.bytes = kMostHouseBytes});
    if (!json) return refuse("house.syntax", json.error().text());
    if (json->object() == nullptr) return refuse("house.syntax", "not an object");
    House house;
    read_in_play(*json, house);
    const auto* before = json->find("before_drill");
    if (before != nullptr && before->object() != nullptr) read_in_play(*before, house.before_drill.emplace());
    read_stocks(*json, house);
    house.staff_present = small_number(*json, "staff_present");
    house.reminder_hours = std::min(small_number(*json, "reminder_hours"), 24);
    if (json->find("volume") != nullptr) house.volume = std::clamp(small_number(*json, "volume"), 1, 100);
    const auto* power = json->find("power");
    if (power != nullptr && power->text() != nullptr)
        house.power = choice_of<records::Power>(*power->text()).value_or(records::Power::Unknown);
    read_words(items(*json, "checks"), house.checks);
    const auto* reported = json->find("reported");
    if (reported != nullptr && reported->text() != nullptr) house.reported = parse_rfc3339(*reported->text());
    read_notices(*json, house);
    read_deeds(*json, house);
    return house;
}

Instant hour_of(Instant moment) {
    return std::chrono::floor<std::chrono::hours>(moment);
}

void count_visitors(House& house, Instant now, int by) {
    auto& count = house.visitors[hour_of(now)];
    count = std::clamp(count + by, 0, 99'999);
    while (house.visitors.size() > kMostVisitorHours) house.visitors.erase(house.visitors.begin());
}

std::map<Instant, int> visitors_until(const House& house, Instant now) {
    auto recent = house.visitors;
    std::erase_if(recent, [&](const auto& hour) { return hour.first + kVisitorsTold <= now || hour.first > now; });
    return recent;
}

void follow_drill(House& house, records::Mode mode) {
    InPlay& now = house;
    bool practises = mode == records::Mode::Exercise;
    if (practises && !house.before_drill) house.before_drill = now;
    if (practises || !house.before_drill) return;
    now = std::move(*house.before_drill);
    house.before_drill.reset();
}

std::optional<Instant> end_of(const bulletins::Alert& notice) {
    std::optional<Instant> last;
    for (const auto& info : notice.infos) {
        if (info.expires) last = std::max(last.value_or(info.expires->at), info.expires->at);
    }
    return last;
}

void add_notice(House& house, bulletins::Alert notice, Instant now) {
    auto& notices = house.notices;
    if (notices.size() >= kMostNotices) {
        auto ended = std::ranges::find_if(notices.rbegin(), notices.rend(), [&](const auto& one) {
            auto end = end_of(one);
            return end && *end <= now;
        });
        notices.erase(ended == notices.rend() ? std::prev(notices.end()) : std::prev(ended.base()));
    }
    notices.insert(notices.begin(), std::move(notice));
}

bool erase_ended(House& house, Instant sure) {
    return std::erase_if(house.notices, [&](const auto& notice) {
               auto end = end_of(notice);
               return end && *end + kEndedKept < sure;
           }) > 0;
}

void note_deed(House& house, Instant now, std::string what) {
    house.deeds.insert(house.deeds.begin(), {std::chrono::floor<std::chrono::seconds>(now), std::move(what)});
    if (house.deeds.size() > kMostDeeds) house.deeds.resize(kMostDeeds);
}

std::string local_sender(const supply::Holdings& holdings) {
    const auto* site = holdings.site();
    return std::string(visit::kHouseSender) + (site == nullptr ? "?" : site->id);
}

bool is_local(const bulletins::Alert& alert) {
    return alert.sender.starts_with(visit::kHouseSender);
}

void furnish(supply::Holdings& holdings, const House& house) {
    std::erase_if(holdings.alerts, [](const auto& received) { return is_local(received.alert); });
    for (const auto& notice : house.notices) {
        auto sent = notice.sent ? notice.sent->at : Instant{};
        holdings.alerts.push_back({notice, sent, bulletins::Road::House});
    }
}

}  // namespace baken::staff
