#include "kiosk/app/staff_house.hpp"

#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/trust/json.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;
using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

constexpr std::string_view kLocalSender = "noodsteunpunt:";
constexpr Duration kVisitorsKept = 96h;
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

void read_counts(const Json& json, House& house) {
    for (const auto& [word, value] : members(json, "stocks")) {
        if (auto amount = value.integer())
            house.stocks[word] = static_cast<int>(std::clamp<std::int64_t>(*amount, 0, 9'999'999));
    }
    for (const auto& [hour, value] : members(json, "visitors")) {
        auto moment = parse_rfc3339(hour);
        if (moment && value.integer())
            house.visitors[*moment] = static_cast<int>(std::clamp<std::int64_t>(*value.integer(), 0, 99'999));
    }
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
    auto object = [&](const char* key) -> JsonObject& { return std::get<JsonObject>((all[key].value = JsonObject{})); };
    auto array = [&](const char* key) -> JsonArray& { return std::get<JsonArray>((all[key].value = JsonArray{})); };
    write_statuses(house.facilities, object("facilities"));
    write_statuses(house.replaced, object("replaced"));
    auto& overruled = array("overruled");
    for (const auto& kind : house.overruled) overruled.emplace_back().value = kind;
    auto& stocks = object("stocks");
    for (const auto& [word, amount] : house.stocks) stocks[word].value = std::int64_t{amount};
    auto& visitors = object("visitors");
    for (const auto& [hour, count] : house.visitors) visitors[to_rfc3339(hour)].value = std::int64_t{count};
    auto& checks = array("checks");
    for (const auto& check : house.checks) checks.emplace_back().value = check;
    auto& notices = array("notices");
    for (const auto& notice : house.notices) notices.emplace_back().value = bulletins::write_alert(notice);
    write_deeds(house, array("deeds"));
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
    read_statuses(members(*json, "facilities"), house.facilities);
    read_statuses(members(*json, "replaced"), house.replaced);
    read_words(items(*json, "overruled"), house.overruled);
    read_counts(*json, house);
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
    std::erase_if(house.visitors, [&](const auto& hour) { return hour.first + kVisitorsKept < now; });
}

void note_deed(House& house, Instant now, std::string what) {
    house.deeds.insert(house.deeds.begin(), {std::chrono::floor<std::chrono::seconds>(now), std::move(what)});
    if (house.deeds.size() > kMostDeeds) house.deeds.resize(kMostDeeds);
}

std::string local_sender(const Holdings& holdings) {
    const auto* site = holdings.site();
    return std::string(kLocalSender) + (site == nullptr ? "?" : site->id);
}

bool is_local(const bulletins::Alert& alert) {
    return alert.sender.starts_with(kLocalSender);
}

void furnish(Holdings& holdings, const House& house) {
    std::erase_if(holdings.alerts, [](const auto& received) { return is_local(received.alert); });
    for (const auto& notice : house.notices) {
        auto sent = notice.sent ? notice.sent->at : Instant{};
        holdings.alerts.push_back({notice, sent, bulletins::Road::House});
    }
}

}  // namespace baken::app
