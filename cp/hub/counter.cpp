#include "cp/hub/counter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/hub/request_target.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"

namespace baken::hub {
namespace {

constexpr Duration kRefresh = std::chrono::seconds{1};

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

Answer Counter::hand_in(const Errand& errand) {
    auto header = records::look_at_envelope(errand.body);
    if (!header) return refused(status_of(header.error()), header.error());
    if (errand.name != header->id + ".envelope" || errand.kiosk != header->kiosk) {
        return plain_answer(Route::Records, 400, "envelope.name\n");
    }
    if (!allows(header->kiosk, header->priority)) {
        auto answer = plain_answer(Route::Records, 429, "inbox.rate\n");
        answer.headers.emplace_back("Retry-After", "5");
        return answer;
    }
    if (refresh && (!refreshed_ || clock_.tick() - *refreshed_ >= kRefresh)) {
        refreshed_ = clock_.tick();
        refresh();
    }
    auto taken = inbox_.take_in(errand.body, RecordRoad::Network);
    if (!taken) {
        // Who it was and what it weighs, and nothing of what it says.
        log(LogLevel::Warning, "inbox", fmt::format("refused check={}", taken.error().check));
        return refused(status_of(taken.error()), taken.error());
    }
    if (taken->kind == TakenIn::Kind::Changed) log(LogLevel::Warning, "inbox", "refused check=inbox.changed");
    if (taken->kind == TakenIn::Kind::New) kept();
    return receipt_answer(taken->kind == TakenIn::Kind::New ? 201 : 200, std::move(taken->receipt));
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
    auto after = errand.after > *newest ? 0 : errand.after;
    auto receipts = store_.receipts_after(errand.kiosk, after, limits_.receipts_listed);
    if (!receipts) return refused(503, receipts.error());
    if (receipts->empty() && after == errand.after) return receipt_answer(204, {});
    std::string names;
    for (const auto& receipt : *receipts) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", name_of(receipt));
    auto answer = receipt_answer(200, fmt::format("{{\"last\": {}, \"receipts\": [{}]}}\n",
                                                  receipts->empty() ? *newest : receipts->back().number, names));
    answer.headers.front().second = "application/json";
    return answer;
}

}  // namespace baken::hub
