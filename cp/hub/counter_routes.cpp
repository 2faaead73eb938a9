#include "cp/hub/counter_routes.hpp"

#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kOutbox = "baken/outbox/";
constexpr std::size_t kMostAtOnce = 256;
constexpr std::string_view kReceipts = "baken/receipts/";

}  // namespace

CounterRoutes::CounterRoutes(InboxOffice& office, CounterLimits limits)
    : office_(office), counter_(office.inbox, *office.store, office.clock, limits) {
    counter_.refresh = [this] {
        if (auto done = office_.reread_register(); !done) log(LogLevel::Error, "inbox", done.error().text());
    };
}

bool CounterRoutes::owns(std::string_view path) const {
    return path.starts_with(kOutbox) || path.starts_with(kReceipts);
}

BodyLimit CounterRoutes::body_limit(std::string_view path, const RequestHead& /*head*/) const {
    return {path.starts_with(kOutbox) ? records::kMostEnvelopeBytes : 0};
}

Response CounterRoutes::respond(const RequestTarget& target, Request request) {
    bool hands_in = target.path.starts_with(kOutbox) && request.method == Method::Put;
    bool fetches = target.path.starts_with(kReceipts) && request.method == Method::Get;
    if (!hands_in && !fetches) return plain_answer(Route::Records, 405, "PUT to the outbox, GET from the receipts\n");
    auto parts = split(target.path, '/');
    if (parts.size() != 4) return plain_answer(Route::Records, 404, "there is nothing here\n");
    Errand errand{std::string(parts[2]), std::string(parts[3]), 0, std::move(request.body)};
    if (hands_in) return hand_in(std::move(errand));
    if (errand.name != "changes") return Work{Lane::Counter, [this, errand] { return counter_.fetch(errand); }};
    auto after = target.value("after") ? parse_number(*target.value("after")) : std::nullopt;
    if (!after) return plain_answer(Route::Records, 400, "ask changes?after=N\n");
    errand.after = *after;
    if (auto era = target.value("era")) errand.era = parse_number(*era);
    return await_receipts(errand);
}

Response CounterRoutes::hand_in(Errand errand) {
    auto ticket = std::make_shared<Ticket>(Ticket{std::move(errand), std::nullopt});
    {
        const std::lock_guard guard(mutex_);
        waiting_.push_back(ticket);
    }
    return Work{Lane::Counter, [this, ticket]() -> Response {
                    while (!ticket->answer) serve_waiting();
                    return std::move(*ticket->answer);
                }};
}

void CounterRoutes::serve_waiting() {
    std::vector<std::shared_ptr<Ticket>> batch;
    {
        const std::lock_guard guard(mutex_);
        while (!waiting_.empty() && batch.size() < kMostAtOnce) {
            batch.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
    }
    std::vector<const Errand*> errands;
    for (const auto& ticket : batch) errands.push_back(&ticket->errand);
    auto answers = counter_.hand_in_all(errands);
    for (std::size_t at = 0; at < batch.size(); ++at) batch[at]->answer = std::move(answers[at]);
}

Response CounterRoutes::await_receipts(const Errand& errand) {
    Work ask{Lane::Counter, [this, errand] { return counter_.list(errand); }};
    return Work{Lane::Counter, [this, errand, ask]() -> Response {
                    auto answer = counter_.list(errand);
                    if (answer.status != 204) return answer;
                    return Vigil{errand.kiosk, errand.after, ask};
                }};
}

Work CounterRoutes::look(std::map<std::string, std::int64_t>& numbers) {
    return {Lane::Counter, [this, &numbers] {
                if (auto newest = office_.store->newest_numbers()) numbers = std::move(*newest);
                return Answer{.route = Route::Records, .status = 204};
            }};
}

}  // namespace baken::cp
