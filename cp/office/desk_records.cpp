#include "cp/office/desk_records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_match.hpp"
#include "cp/office/desk_radio.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/record_json.hpp"

namespace baken::cp {
namespace {

using records::ReceiptState;
using trust::JsonArray;
using trust::JsonObject;

// Opening one takes about a fifth of a millisecond, and a page is read from its top.
constexpr std::size_t kMostShown = 200;
constexpr std::size_t kMostSkipped = 20'000;
constexpr std::size_t kMostCounted = 5'000;
constexpr std::size_t kMostKinds = 50'000;
constexpr std::size_t kMostAnswer = 1'000;

std::optional<ReceiptState> state_of(std::string_view word) {
    auto words = records::words_of(ReceiptState{});
    auto found = std::ranges::find(words, word);
    // What came and what was merged is the inbox's to say.
    bool theirs = word == records::name_of(ReceiptState::Received) || word == records::name_of(ReceiptState::Merged);
    if (found == words.end() || theirs) return std::nullopt;
    return static_cast<ReceiptState>(found - words.begin());
}

std::string number_text(int number) {
    return number > 0 ? fmt::format("{:05}", number) : std::string();
}

std::set<std::string> kiosks_of(const std::vector<KeptRecord>& records) {
    std::set<std::string> kiosks;
    for (const auto& record : records) kiosks.insert(record.kiosk);
    return kiosks;
}

// Who a record can be given to.
Result<trust::Json> people_of(const DeskTools& tools) {
    TRY(auto users, DeskUsers::open(tools.files, tools.region.desk_users()));
    JsonArray people;
    for (const auto& user : users.users()) {
        if (user.disabled || user.role < DeskRole::Operator) continue;
        people.push_back(json_of(JsonObject{{"name", json_of(user.name)}, {"full_name", json_of(user.full_name)}}));
    }
    return json_of(std::move(people));
}

// The last step that was on the page, or how many matches; nothing where it did not say.
Result<std::optional<int>> seen_by(const DeskCall& call, const char* name = "n") {
    if (call.body.find(name) == nullptr) return std::nullopt;
    TRY(auto n, read_number(call.body, name, 0, 0, INT32_MAX));
    return static_cast<int>(n);
}

// Nothing asked for is nothing left out.
Result<std::optional<records::PriorityClass>> class_asked(const DeskCall& call) {
    using records::PriorityClass;
    auto word = call.question("class");
    if (word.empty()) return std::nullopt;
    for (auto one : {PriorityClass::Emergency, PriorityClass::Help, PriorityClass::Signal, PriorityClass::Initiative}) {
        if (word == records::name_of(one)) return one;
    }
    return refuse("desk.request", "class is none");
}

}  // namespace

class DeskRecords::Opened {
public:
    Opened(InboxOffice& office, RecordSecrets keys) : office_(&office) { office_->keys.sealing = std::move(keys); }
    Opened(Opened&& other) noexcept : office_(std::exchange(other.office_, nullptr)) {}
    Opened& operator=(Opened&&) = delete;
    ~Opened() {
        if (office_ != nullptr) office_->keys.sealing.clear();
    }
    InboxOffice* operator->() const { return office_; }

private:
    InboxOffice* office_;
};

Result<DeskRecords::Opened> DeskRecords::open_for(const DeskCall& call) {
    if (office_ == nullptr) return refuse("desk.sealed", "this region has no keys for records");
    TRY_DONE(office_->reread_register());
    TRY(auto keys, tools_.access.record_keys(call));
    return Opened(*office_, std::move(keys));
}

trust::Json DeskRecords::content_of(const KeptRecord& kept) {
    auto record = office_->inbox.open(kept);
    auto text = record ? records::to_json(*record) : Result<std::string>(std::unexpected(record.error()));
    auto json = text ? trust::parse_json(*text) : Result<trust::Json>(std::unexpected(text.error()));
    if (json) return std::move(*json);
    return json_of(JsonObject{{"problem", json_of(json.error().check)}});
}

trust::Json DeskRecords::describe(const KeptRecord& kept, const std::vector<SiteStep>& steps) {
    return json_of(JsonObject{{"id", json_of(kept.id)},
                              {"site", json_of(kept.site)},
                              {"class", json_of(std::string(records::name_of(kept.priority)))},
                              {"arrived", json_of(to_rfc3339(kept.arrived))},
                              {"road", json_of(std::string(kept.road == RecordRoad::Stick ? "stick" : "network"))},
                              {"number", json_of(number_text(kept.check_number))},
                              {"state", json_of(std::string(records::name_of(kept.state)))},
                              {"since", json_of(to_rfc3339(kept.since.value_or(kept.arrived)))},
                              {"n", json_of(kept.last_n)},
                              {"case", cp::json_of(cases_.find(kept.id).value_or(DeskCase{}))},
                              {"site_steps", cp::json_of(steps)},
                              {"record", content_of(kept)}});
}

// A record's kind is sealed in it, so an offer and an initiative, which are of one class, are told apart by opening
// them; each once.
Result<records::Kind> DeskRecords::kind_of(const KeptRecord& kept) {
    if (auto known = kinds_.find(kept.id); known != kinds_.end()) return known->second;
    TRY(auto record, office_->inbox.open(kept));
    if (kinds_.size() >= kMostKinds) kinds_.clear();
    return kinds_[kept.id] = records::kind_of(record);
}

Result<Response> DeskRecords::count_fresh(DeskCall& call) {
    using records::PriorityClass;
    TRY(const auto office, open_for(call));
    TRY(auto counts, office->store->count_fresh());
    TRY(auto civic, office->store->fresh_of(PriorityClass::Initiative, kMostCounted));
    auto offers = std::ranges::count_if(civic, [this](const KeptRecord& kept) {
        auto kind = kind_of(kept);
        return kind && *kind == records::Kind::Offer;
    });
    return json_answer({{"reports", json_of(counts[PriorityClass::Emergency])},
                        {"requests", json_of(counts[PriorityClass::Help] + counts[PriorityClass::Signal] + offers)},
                        {"initiatives", json_of(counts[PriorityClass::Initiative] - offers)}});
}

Result<Response> DeskRecords::watch(DeskCall& call) {
    TRY(auto may, tools_.access.may_watch(call));
    if (!may) return refuse("desk.session", "nobody was signed in here");
    if (office_ == nullptr) return refuse("desk.sealed", "this region has no keys for records");
    TRY(auto counts, office_->store->count_fresh());
    return json_answer({{"waits", json_of(counts[records::PriorityClass::Emergency] > 0)}});
}

Result<Response> DeskRecords::list(DeskCall& call) {
    TRY(const auto office, open_for(call));
    auto which = call.question("all") == "1" ? InboxStore::Which::All : InboxStore::Which::Open;
    auto skip = std::min(static_cast<std::size_t>(parse_number(call.question("skip")).value_or(0)), kMostSkipped);
    TRY(auto priority, class_asked(call));
    TRY(auto kept, office->store->page({which, priority, skip, kMostShown + 1}));
    bool more = kept.size() > kMostShown;
    if (more) kept.resize(kMostShown);
    JsonArray records;
    TRY_DONE(steps_.look(*office_, kiosks_of(kept)));
    for (const auto& one : kept) records.push_back(describe(one, steps_.last_of(*office_, one)));
    TRY(auto stubs, radio_messages(*office_));
    TRY(auto people, people_of(tools_));
    return json_answer({{"records", json_of(std::move(records))},
                        {"more", json_of(more)},
                        {"stubs", std::move(stubs)},
                        {"people", std::move(people)},
                        {"now", json_of(to_rfc3339(tools_.clock.now()))}});
}

Result<Response> DeskRecords::show(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto kept, office->inbox.find(call.question("id")));
    TRY(auto receipts, office->store->receipts(kept.kiosk, kept.id));
    JsonArray steps;
    for (const auto& receipt : receipts) {
        steps.push_back(json_of(JsonObject{{"at", json_of(to_rfc3339(receipt.at))},
                                           {"state", json_of(std::string(records::name_of(receipt.state)))},
                                           {"answer", json_of(office->inbox.note_of(receipt.note))}}));
    }
    TRY(auto stubs, radio_messages_of(*office_, kept));
    TRY_DONE(steps_.look(*office_, {kept.kiosk}));
    return json_answer({{"record", describe(kept, steps_.all_of(*office_, kept))},
                        {"steps", json_of(std::move(steps))},
                        {"stubs", std::move(stubs)}});
}

Result<Response> DeskRecords::tell(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto word, read_needed(call.body, "state", {20}));
    TRY(auto answer, read_line(call.body, "answer", {kMostAnswer}));
    TRY(auto step, read_line(call.body, "step", {36}));
    auto state = state_of(word);
    if (!state) return refuse("desk.request", "state is none that the desk gives");
    TRY(auto seen, seen_by(call));
    TRY(auto told, office->inbox.find(id));
    TRY(bool known, cases_.was_told(told.id, step));
    if (!known) {
        TRY(told, office->inbox.tell(id, *state, answer, seen));
        bool takes_on = *state == ReceiptState::Accepted && told.priority == records::PriorityClass::Emergency;
        // It is told, so this is no error any more: whoever presses once more reads that somebody told it before.
        static_cast<void>(cases_.note_told(told.id, step, takes_on ? call.user->name : ""));
        tools_.access.note(call, "record." + word, id);
        tools_.tell();
    }
    return json_answer({{"state", json_of(std::string(records::name_of(told.state)))}});
}

Result<Response> DeskRecords::assign(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto name, read_line(call.body, "user", {40}));
    TRY(auto kept, office->inbox.find(id));
    TRY(auto users, DeskUsers::open(tools_.files, tools_.region.desk_users()));
    if (!name.empty() && users.find(name) == nullptr) return refuse("desk.request", "user is none");
    TRY_DONE(cases_.assign(kept.id, name));
    tools_.access.note(call, "record.assign", kept.id, name);
    tools_.tell();
    return json_answer({});
}

Result<Response> DeskRecords::match(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto with, read_needed(call.body, "with", {64}));
    std::array<MatchSide, 2> sides;
    auto& [one, other] = sides;
    TRY(one.words, read_line(call.body, "answer", {kMostAnswer}));
    TRY(other.words, read_line(call.body, "answer_with", {kMostAnswer}));
    TRY(one.seen, seen_by(call));
    TRY(other.seen, seen_by(call, "with_n"));
    TRY(one.matches_seen, seen_by(call, "matches"));
    TRY(other.matches_seen, seen_by(call, "with_matches"));
    TRY(one.record, office->inbox.find(id));
    TRY(other.record, office->inbox.find(with));
    if (one.record.id == other.record.id) return refuse("desk.request", "with is the same record");
    TRY_DONE(cases_.check_room(one.record.id, other.record.id));
    // Whoever presses once more, or a colleague, would tell both sites a second time.
    TRY(bool known, cases_.are_matched(one.record.id, other.record.id));
    if (!known) TRY_DONE(tell_both(*office_, cases_, sides));
    // Notes are not undone with the store's part: kept before it, they could speak of a match that nobody heard of.
    auto kept = cases_.match(one.record.id, other.record.id);
    if (!known) tools_.access.note(call, "record.match", one.record.id, other.record.id);
    tools_.tell();
    TRY_DONE(kept);
    return json_answer({});
}

Result<Response> DeskRecords::note_radio(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto site, read_needed(call.body, "site", {64}));
    TRY(auto number, read_needed(call.body, "number", {20}));
    TRY(auto text, read_lines(call.body, "text", {4'000}));
    TRY(auto id, read_line(call.body, "id", {36}));
    if (!id.empty() && !is_uuid7(id)) return refuse("desk.request", "id is no id of a message");
    TRY(auto stub, office->inbox.note_stub(site, number, text, id));
    tools_.access.note(call, "radio", stub.id, site);
    tools_.tell();
    return json_answer({{"id", json_of(stub.id)}, {"record", json_of(stub.record)}});
}

Result<Response> DeskRecords::join(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto stub, read_needed(call.body, "stub", {64}));
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY_DONE(office->inbox.join(stub, id));
    tools_.access.note(call, "radio.join", stub, id);
    tools_.tell();
    return json_answer({});
}

// The newest report of each site on itself; nothing of residents stands in it.
Result<Response> DeskRecords::list_situations(DeskCall& call) {
    TRY(const auto office, open_for(call));
    TRY(auto reports, reports_.newest(*office_));
    JsonObject newest;
    for (const auto& one : reports) newest[one.site] = describe(one, {});
    TRY(auto counts, office->store->open_by_site());
    JsonObject open;
    for (const auto& [site, count] : counts) open[site] = json_of(count);
    return json_answer({{"situations", json_of(std::move(newest))}, {"open", json_of(std::move(open))}});
}

std::vector<DeskDoor> DeskRecords::doors() {
    auto at = ways_into(*this);
    return {{Method::Get, "records", DeskRole::Operator, at(&DeskRecords::list)},
            {Method::Get, "watch", std::nullopt, at(&DeskRecords::watch)},
            {Method::Get, "records/fresh", DeskRole::Operator, at(&DeskRecords::count_fresh)},
            {Method::Get, "record", DeskRole::Operator, at(&DeskRecords::show)},
            {Method::Post, "records/tell", DeskRole::Operator, at(&DeskRecords::tell)},
            {Method::Post, "records/assign", DeskRole::Operator, at(&DeskRecords::assign)},
            {Method::Post, "records/match", DeskRole::Operator, at(&DeskRecords::match)},
            {Method::Post, "radio", DeskRole::Operator, at(&DeskRecords::note_radio)},
            {Method::Post, "radio/join", DeskRole::Operator, at(&DeskRecords::join)},
            {Method::Get, "situations", DeskRole::Viewer, at(&DeskRecords::list_situations)}};
}

}  // namespace baken::cp
