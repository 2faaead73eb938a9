#include "kiosk/app/post_office.hpp"

#include <algorithm>

#include "exchange/base/ids.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/statistics.hpp"
#include "exchange/records/ticket.hpp"

namespace baken::app {
namespace {

using records::Kind;

constexpr const char* kPlace = "DRA";

bool has_ticket(Kind kind) {
    return kind != Kind::EmergencyReport && kind != Kind::SituationReport && kind != Kind::FollowUp;
}

std::string check_number_of(const records::Record& record) {
    bool emergency = records::kind_of(record) == Kind::EmergencyReport;
    return emergency ? records::format(records::check_number_of(record.head)) : std::string{};
}

}  // namespace

PostNews PostOffice::first() {
    return all();
}

PostNews PostOffice::take(PostOrder order) {
    return std::visit([this](auto&& one) { return take_one(std::forward<decltype(one)>(one)); }, std::move(order));
}

Result<Stored> PostOffice::keep(records::Record record) {
    record.head.id = new_uuid7(clock_.now());
    record.head.kiosk = "memory";
    record.head.site = wishes_.site.empty() ? "memory" : wishes_.site;
    record.head.created = std::chrono::floor<std::chrono::seconds>(clock_.now());
    record.head.mode = mode_;
    auto number =
        static_cast<int>(std::ranges::count_if(kept_, [](const Kept& one) { return !one.record.head.ticket.empty(); }));
    if (has_ticket(records::kind_of(record))) record.head.ticket = records::format({kPlace, number + 1});
    TRY_DONE(records::check(record));
    Stored stored{record.head.id, record.head.ticket, check_number_of(record)};
    kept_.push_back({std::move(record), {.stored = clock_.now()}, {}});
    return stored;
}

PostNews PostOffice::take_one(SaveRecord order) {
    records::Record record{{.language = order.language, .priority = order.priority}, std::move(order.body)};
    auto stored = keep(std::move(record));
    auto news = all();
    news.saved.push_back({order.token, std::move(stored)});
    return news;
}

PostNews PostOffice::take_one(TakeStep order) {
    for (auto& one : kept_) {
        if (std::ranges::find(order.records, one.record.head.id) == order.records.end()) continue;
        one.steps.push_back({one.record.head.id, order.step, clock_.now(), order.to_whom, order.note, {}});
        one.delivery.step = order.step;
        one.delivery.step_at = clock_.now();
    }
    auto news = all();
    news.saved.push_back({order.token, Stored{}});
    return news;
}

PostNews PostOffice::take_one(Unlock order) {
    open_ = !pin_.empty() && order.pin.bytes() == pin_;
    auto news = all();
    if (!open_) news.staff->refused = Error{"pin.wrong", "this is not the PIN", {}};
    return news;
}

PostNews PostOffice::take_one(Lock /*order*/) {
    open_ = false;
    return all();
}

PostNews PostOffice::take_one(StaffIsHere /*order*/) {
    return {};
}

PostNews PostOffice::take_one(SetPin order) {
    bool fits = order.old_pin.bytes() == pin_;
    if (fits) pin_ = std::string(order.new_pin.bytes());
    open_ = fits;
    auto news = all();
    if (!fits) news.staff->refused = Error{"pin.wrong", "this is not the PIN", {}};
    return news;
}

PostNews PostOffice::take_one(SetMode order) {
    mode_ = order.mode;
    return all();
}

PostNews PostOffice::take_one(AskStatistics /*order*/) {
    std::vector<records::Counted> counted;
    for (const auto& one : kept_) {
        if (auto count = records::counted(one.record)) counted.push_back(*count);
    }
    auto news = all();
    news.statistics_csv = records::to_csv(records::statistics(counted));
    return news;
}

StaffNews PostOffice::staff() const {
    StaffNews news;
    news.door = pin_.empty() ? StaffNews::Door::NoPin : open_ ? StaffNews::Door::Open : StaffNews::Door::Locked;
    news.complete = open_;
    if (!open_) return news;
    auto list = std::make_shared<StaffList>();
    for (const auto& one : kept_) {
        list->push_back(std::make_shared<StaffRecord>(
            StaffRecord{one.record, one.delivery, check_number_of(one.record), one.steps}));
    }
    std::ranges::stable_sort(*list, {}, [](const auto& one) {
        return std::pair(records::class_of(records::kind_of(one->record)), one->record.head.priority);
    });
    news.list = std::move(list);
    return news;
}

PostNews PostOffice::all() const {
    PostNews news;
    auto tickets = std::make_shared<TicketBook>();
    auto board = std::make_shared<Board>();
    OutboxState outbox;
    for (const auto& [record, delivery, steps] : kept_) {
        const auto& head = record.head;
        auto priority = records::class_of(records::kind_of(record));
        if (!head.ticket.empty()) (*tickets)[head.ticket] = {head.ticket, head.id, priority, delivery};
        ++outbox.waiting;
        if (priority == records::PriorityClass::Emergency) {
            outbox.emergencies.push_back({head.id, check_number_of(record), delivery});
        }
        const auto* start = std::get_if<records::Initiative>(&record.body);
        if (start == nullptr || delivery.step != records::Step::Approved) continue;
        board->insert(board->begin(), {head.id, start->title, start->what, start->when, start->place, start->serves,
                                       start->needs, 0, head.language, head.created});
    }
    news.tickets = std::move(tickets);
    news.board = std::move(board);
    news.outbox = std::move(outbox);
    news.staff = staff();
    news.mode = mode_;
    return news;
}

}  // namespace baken::app
