#include "cp/hub/counter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/hub/metrics.hpp"
#include "cp/hub/request_target.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

constexpr Duration kRefresh = std::chrono::seconds{1};
constexpr int kMostInVain = 3;

Answer refused(int status, const Error& error) {
    return plain_answer(Route::Records, status, error.check + "\n");
}

int status_of(const Error& error) {
    const auto& check = error.check;
    if (check == "inbox.store") return 503;
    if (check == "envelope.size") return 413;
    if (check == "envelope.kiosk" || check == "envelope.signature" || check == "inbox.revoked") return 403;
    return 400;
}

Answer receipt_answer(int status, std::string bytes) {
    Answer answer{.route = Route::Records, .status = status};
    answer.headers = {{"Content-Type", "application/octet-stream"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
    answer.text = std::move(bytes);
    return answer;
}

std::string name_of(const KeptReceipt& receipt) {
    return fmt::format("{}.{}.receipt", receipt.record, receipt.n);
}

}  // namespace

void CounterFigures::count_refused(std::string_view check) {
    const std::lock_guard guard(mutex_);
    auto found = refused_.find(check);
    if (found == refused_.end()) found = refused_.emplace(check, 0).first;
    ++found->second;
}

std::string CounterFigures::to_text() const {
    auto text = metric("baken_records_new_total", MetricKind::Counter, "Records kept.", fresh_) +
                metric("baken_records_known_total", MetricKind::Counter, "Records that were here already.", known_);
    const std::lock_guard guard(mutex_);
    if (refused_.empty()) return text;
    text +=
        "# HELP baken_records_refused_total Records that were turned away.\n"
        "# TYPE baken_records_refused_total counter\n";
    for (const auto& [check, count] : refused_) {
        text += fmt::format("baken_records_refused_total{{check=\"{}\"}} {}\n", check, count);
    }
    return text;
}

bool Counter::allows(const std::string& kiosk, records::PriorityClass priority) {
    bool emergency = priority == records::PriorityClass::Emergency;
    double most = emergency ? limits_.emergencies : limits_.records;
    double rate = emergency ? limits_.emergencies_per_second : limits_.records_per_second;
    auto now = clock_.tick();
    auto [found, fresh] = measures_.try_emplace(kiosk + (emergency ? "!" : ""), Measure{most, now});
    auto& measure = found->second;
    auto passed = std::chrono::duration<double>(now - measure.at).count();
    measure = {std::min(most, measure.left + passed * rate), now};
    if (measure.left < 1) return false;
    measure.left -= 1;
    return true;
}

// Who it was and what it weighs, and nothing of what it says.
Answer Counter::refuse_record(const Error& error) {
    figures_.count_refused(error.check);
    log(LogLevel::Warning, "inbox", fmt::format("refused check={}", error.check));
    return refused(status_of(error), error);
}

Counter::Looked Counter::look_at(const Errand& errand) {
    auto vouched = inbox_.vouch(errand.body);
    if (!vouched) return std::unexpected(refuse_record(vouched.error()));
    const auto& header = vouched->header;
    if (errand.name != header.id + ".envelope" || errand.kiosk != header.kiosk) {
        figures_.count_refused("envelope.name");
        return std::unexpected(plain_answer(Route::Records, 400, "envelope.name\n"));
    }
    if (allows(header.kiosk, header.priority)) return std::move(*vouched);
    figures_.count_refused("inbox.rate");
    auto answer = plain_answer(Route::Records, 429, "inbox.rate\n");
    answer.headers.emplace_back("Retry-After", "5");
    return std::unexpected(std::move(answer));
}

void Counter::look_at_register() {
    if (!refresh || (refreshed_ && clock_.tick() - *refreshed_ < kRefresh)) return;
    refreshed_ = clock_.tick();
    refresh();
}

Answer Counter::keep(const Errand& errand, const Vouched& vouched) {
    auto taken = inbox_.keep(vouched, errand.body, RecordRoad::Network);
    if (!taken) return refuse_record(taken.error());
    if (taken->kind == TakenIn::Kind::Changed) log(LogLevel::Warning, "inbox", "refused check=inbox.changed");
    taken->kind == TakenIn::Kind::New ? figures_.count_fresh() : figures_.count_known();
    fresh_ = fresh_ || taken->kind == TakenIn::Kind::New;
    return receipt_answer(taken->kind == TakenIn::Kind::New ? 201 : 200, std::move(taken->receipt));
}

Answer Counter::hand_in(const Errand& errand) {
    const Errand* one = &errand;
    return std::move(hand_in_all({&one, 1}).front());
}

std::vector<Answer> Counter::hand_in_all(std::span<const Errand* const> errands) {
    look_at_register();
    std::vector<Looked> looked;
    std::vector<Answer> answers;
    for (const auto* errand : errands) {
        looked.push_back(look_at(*errand));
        answers.push_back(looked.back() ? Answer{} : looked.back().error());
    }
    fresh_ = false;
    auto kept_together = store_.together([&] {
        for (std::size_t at = 0; at < errands.size(); ++at) {
            if (looked[at]) answers[at] = keep(*errands[at], *looked[at]);
        }
    });
    // One that the database will not have must not keep out the others.
    int in_vain = 0;
    for (std::size_t at = 0; !kept_together && at < errands.size(); ++at) {
        if (!looked[at]) continue;
        bool hopeless = in_vain >= kMostInVain;
        answers[at] = hopeless ? refused(503, kept_together.error()) : keep(*errands[at], *looked[at]);
        in_vain += answers[at].status == 503 ? 1 : 0;
    }
    if (fresh_) kept();
    return answers;
}

Answer Counter::fetch(const Errand& errand) {
    auto parts = split(errand.name, '.');
    auto n = parts.size() == 3 && parts[2] == "receipt" ? parse_number(parts[1]) : std::nullopt;
    if (!n) return plain_answer(Route::Records, 404, "there is no such receipt\n");
    auto receipts = store_.receipts(errand.kiosk, parts[0]);
    if (!receipts) return refused(503, receipts.error());
    auto found = std::ranges::find(*receipts, *n, &KeptReceipt::n);
    if (found == receipts->end()) return plain_answer(Route::Records, 404, "there is no such receipt\n");
    return receipt_answer(200, found->bytes);
}

Answer Counter::list(const Errand& errand) {
    auto newest = store_.newest_number(errand.kiosk);
    if (!newest) return refused(503, newest.error());
    auto era = store_.era();
    if (!era) return refused(503, era.error());
    bool same = !errand.era || *errand.era == *era;
    auto after = !same || errand.after > *newest ? 0 : errand.after;
    auto receipts = store_.receipts_after(errand.kiosk, after, limits_.receipts_listed);
    if (!receipts) return refused(503, receipts.error());
    if (receipts->empty() && same && after == errand.after) return receipt_answer(204, {});
    std::string names;
    for (const auto& receipt : *receipts) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", name_of(receipt));
    auto answer = receipt_answer(200, fmt::format("{{\"last\": {}, \"era\": {}, \"receipts\": [{}]}}\n",
                                                  receipts->empty() ? *newest : receipts->back().number, *era, names));
    answer.headers.front().second = "application/json";
    return answer;
}

}  // namespace baken::cp
