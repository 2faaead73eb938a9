#include "kiosk/sync/https_courier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/records/outbox.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/responsibility.hpp"
#include "kiosk/sync/https_road.hpp"

namespace baken::sync {
namespace {

// So many are looked at before each departure, besides those that failed before.
constexpr std::size_t kWindow = 32;
constexpr unsigned kMostTriesUnknown = 5;
constexpr std::size_t kLongestName = 80;
constexpr ByteLimit kMostList{256 * 1024};
constexpr ByteLimit kMostReceipt{records::kMostReceiptBytes};

bool is_delivered(int status) {
    return status == 200 || status == 201;
}

// The coordination point said no to this one record; others may fare better.
std::optional<std::string> refusal_of(int status) {
    switch (status) {
        case 400:
            return "hub.bad-record";
        case 403:
            return "hub.unknown-kiosk";
        case 413:
            return "hub.too-large";
        default:
            return std::nullopt;
    }
}

// Somebody was there, and it failed all the same: another record may fare better.
bool is_of_the_way(const std::optional<Error>& trouble) {
    return trouble && (trouble->check == "http.status" || trouble->check == "http.broken");
}

struct ReceiptList {
    std::int64_t last = 0;
    std::int64_t era = 0;
    std::vector<std::string> names;  // empty for what is no name
};

// A list without names only tells that no number so high as the one asked for was ever given, or of a new era. One of a
// coordination point that knows no eras is of the era that was asked for.
Result<ReceiptList> read_list(std::string_view text, std::int64_t after, std::int64_t known_era) {
    auto document = trust::parse_json(text, {.bytes = kMostList.bytes, .depth = 4, .values = 10'000});
    const auto* last = document ? document->find("last") : nullptr;
    const auto* names = document ? document->find("receipts") : nullptr;
    bool fits = last != nullptr && names != nullptr && last->integer() && names->array() != nullptr;
    const auto* told = document ? document->find("era") : nullptr;
    auto era = told != nullptr ? told->integer().value_or(known_era) : known_era;
    fits = fits && *last->integer() >= 0;
    fits = fits && (!names->array()->empty() || *last->integer() < after || era != known_era);
    if (!fits) return refuse("http.captive", "what came is no list of receipts");
    ReceiptList list{*last->integer(), era, {}};
    for (const auto& name : *names->array())
        list.names.push_back(name.text() == nullptr ? std::string{} : *name.text());
    return list;
}

// A list that is asked for again names many that came.
Result<bool> is_here(store::Outbox& outbox, std::string_view name) {
    auto receipt = read_receipt_name(name);
    if (!receipt) return false;
    return outbox.has_receipt(receipt->record, receipt->n);
}

}  // namespace

Result<std::vector<records::Waiting>> HttpsCourier::waiting(store::Outbox& outbox) const {
    TRY(auto found, outbox.waiting(kWindow + tried_.size()));
    for (auto& one : found) {
        auto tried = tried_.find(one.id);
        if (tried == tried_.end()) continue;
        one.tries = tried->second.tries;
        one.last_try = tried->second.last;
    }
    return found;
}

Duration HttpsCourier::until_departure(store::Outbox& outbox, Tick tick, Duration most) const {
    const auto found = waiting(outbox);
    auto next = found ? records::next_departure(*found) : std::nullopt;
    if (!next) return most;
    // A record that was never tried is due since the beginning of time, from which nothing can be counted.
    return *next <= tick ? Duration::zero() : std::min<Duration>(*next - tick, most);
}

Duration HttpsCourier::patience(store::Outbox& outbox, Duration most) const {
    const auto found = waiting(outbox);
    if (!found || found->empty()) return most;
    const auto& first = found->front();
    return first.last_try ? std::min<Duration>(records::next_try(first) - *first.last_try, most) : Duration::zero();
}

std::optional<records::Waiting> HttpsCourier::next_to_leave(std::span<const records::Waiting> found, Tick tick) const {
    auto due = records::due_to_leave(found, tick, 2);
    if (due.empty()) return std::nullopt;
    return due.size() == 2 && due.front().id == failed_over_ ? due.back() : due.front();
}

CourierRound HttpsCourier::send(store::Outbox& outbox, const ReceiptSide& side, Instant now, Tick tick,
                                std::size_t most) {
    CourierRound round;
    for (std::size_t sent = 0; sent < most; ++sent) {
        auto found = waiting(outbox);
        if (!found) {
            round.trouble = std::move(found.error());
            return round;
        }
        auto one = next_to_leave(*found, tick);
        if (!one) return round;
        auto& tried = tried_[one->id];
        ++tried.tries;
        tried.last = tick;
        bool goes_on = send_one(outbox, side, *one, now, round);
        failed_over_ = !goes_on && is_of_the_way(round.trouble) ? one->id : std::string{};
        if (!goes_on) return round;
    }
    return round;
}

bool HttpsCourier::send_one(store::Outbox& outbox, const ReceiptSide& side, const records::Waiting& one, Instant now,
                            CourierRound& round) {
    auto envelope = outbox.envelope(one.id);
    if (!envelope || !*envelope) return false;
    HttpRequest request{url_of(bases_[base_], fmt::format("outbox/{}/{}.envelope", side.kiosk, one.id)),
                        {"Content-Type: application/octet-stream", "Expect:"},
                        kMostReceipt};
    request.upload = **envelope;
    request.is_small = true;
    std::string body;
    auto answer = sender_.get(request, body);
    if (!answer) {
        round.trouble = std::move(answer.error());
        if (round.trouble->check != "http.interrupted") try_another_base();
        return false;
    }
    if (is_delivered(answer->status)) return heed_receipt(outbox, side, one.id, now, body, round);
    auto refusal = refusal_of(answer->status);
    round.trouble = Error{refusal.value_or("http.status"), fmt::format("status {}", answer->status), {}};
    // Once it is enrolled, what waits leaves within minutes.
    if (answer->status == 403) tried_[one.id].tries = std::min(tried_[one.id].tries, kMostTriesUnknown);
    // A refusal is the coordination point's own word; any other status may be that of something on the way to it.
    if (!refusal) try_another_base();
    round.reached = round.reached || refusal;
    return refusal.has_value();
}

// Without a receipt it was not sent; it is tried again, and the coordination point keeps it once.
bool HttpsCourier::heed_receipt(store::Outbox& outbox, const ReceiptSide& side, const std::string& id, Instant now,
                                std::string_view bytes, CourierRound& round) {
    // A coordination point whose key for receipts is shut keeps the record and has none to give.
    bool none = bytes.empty() || side.cp_keys.empty();
    auto taken = none ? Result<bool>(true) : take(outbox, side, now, bytes, round);
    if (taken && !*taken) try_another_base();
    round.reached = round.reached || !taken || *taken;
    if (!taken) round.trouble = std::move(taken.error());
    if (!taken) return false;
    auto entry = outbox.entry(id);
    // An old receipt says nothing of a coordination point that was put back from a copy; this one does.
    bool heard = !none && *taken && outbox.note_offered(id);
    bool receipted = heard && entry && *entry && (*entry)->receipt > 0;
    round.delivered += receipted ? 1 : 0;
    if (receipted) tried_.erase(id);
    return true;
}

Result<bool> HttpsCourier::take(store::Outbox& outbox, const ReceiptSide& side, Instant now, std::string_view bytes,
                                CourierRound& round) {
    auto taken = take_receipt(outbox, side, bytes, now);
    if (taken) {
        round.receipts += *taken ? 1 : 0;
        return true;
    }
    if (taken.error().check.starts_with("store.")) return std::unexpected(std::move(taken.error()));
    // Of a record that was wiped since: nobody waits for it.
    if (taken.error().check == "receipt.record") return true;
    round.trouble = std::move(taken.error());
    return false;
}

Result<std::int64_t> HttpsCourier::next_question(store::Outbox& outbox, const ReceiptSide& side) {
    if (judged_by_ != side.cp_keys || told_by_ != base_) {
        TRY_DONE(outbox.go_back_to_unbelieved());
        judged_by_ = side.cp_keys;
        told_by_ = base_;
    }
    TRY(auto after, outbox.fetched_up_to());
    // The coordination point counts from 1, and refuses to be asked for less than nothing.
    return std::max<std::int64_t>(after, 0);
}

CourierRound HttpsCourier::await_receipts(store::Outbox& outbox, const ReceiptSide& side, Instant now,
                                          std::chrono::seconds longest) {
    CourierRound round;
    if (side.cp_keys.empty()) return round;
    auto after = next_question(outbox, side);
    if (!after) {
        round.trouble = std::move(after.error());
        return round;
    }
    auto era = outbox.era();
    if (!era) {
        round.trouble = std::move(era.error());
        return round;
    }
    HttpRequest question{
        fmt::format("{}?after={}&era={}", url_of(bases_[base_], "receipts/" + side.kiosk + "/changes"), *after, *era),
        {},
        kMostList,
        longest};
    std::string body;
    auto answer = waiter_.get(question, body);
    if (!answer) {
        // Silence for less than the coordination point may take tells nothing.
        bool early = answer.error().check == "http.slow" && longest < hold_;
        if (early || answer.error().check == "http.interrupted") return round;
        try_another_base();
        round.trouble = std::move(answer.error());
        return round;
    }
    bool told = answer->status == 200 || answer->status == 204;
    auto done = answer->status == 200 ? take_list(outbox, side, now, {*after, *era, body}, round) : Done{};
    if (!told) done = refuse("http.status", fmt::format("receipts: status {}", answer->status));
    round.reached = told && (done || done.error().check != "http.captive");
    if (!round.reached) try_another_base();
    if (!done) round.trouble = std::move(done.error());
    // Who tells again what is known, or begins an era each time, would be asked without end as well.
    round.not_held = told && !round.trouble && round.receipts == 0 && answer->took < kHeldAtLeast;
    return round;
}

Done HttpsCourier::take_list(store::Outbox& outbox, const ReceiptSide& side, Instant now, const ListAnswer& answer,
                             CourierRound& round) {
    TRY(const auto list, read_list(answer.text, answer.after, answer.era));
    if (list.era != answer.era) TRY_DONE(outbox.begin_era(list.era));
    // Nobody signs the number. One that leaps over more than it names leaps over what was wiped, or over what somebody
    // keeps from us.
    bool settled = list.last - answer.after <= static_cast<std::int64_t>(list.names.size());
    for (const auto& name : list.names) {
        // One that is wrong holds up no other.
        bool fits = name.size() <= kLongestName && trust::is_plain_path(name);
        if (!fits) round.trouble = Error{"http.name", "a receipt's name climbs out of its folder", {}};
        bool one = false;
        if (fits) {
            TRY(one, fetch(outbox, side, now, name, round));
        }
        settled = settled && one;
    }
    // First what was left behind, so that a power cut between the two loses nothing.
    if (!settled) TRY_DONE(outbox.leave_unbelieved());
    return outbox.set_fetched_up_to(list.last);
}

// One that did not come is asked for again.
Result<bool> HttpsCourier::fetch(store::Outbox& outbox, const ReceiptSide& side, Instant now, const std::string& name,
                                 CourierRound& round) {
    TRY(bool here, is_here(outbox, name));
    if (here) return true;
    HttpRequest request{url_of(bases_[base_], "receipts/" + side.kiosk + "/" + name), {}, kMostReceipt};
    request.is_small = true;
    std::string body;
    auto answer = sender_.get(request, body);
    if (!answer && answer.error().check == "repository.too_large") {
        round.trouble = Error{"receipt.size", name + ": more than a receipt can be", {}};
        return false;
    }
    if (!answer) return std::unexpected(std::move(answer.error()));
    if (answer->status == 404) {
        round.trouble = Error{"receipt.missing", name + ": was listed, and is not there", {}};
        return false;
    }
    if (answer->status != 200) return refuse("http.status", fmt::format("{}: status {}", name, answer->status));
    return take(outbox, side, now, body, round);
}

}  // namespace baken::sync
