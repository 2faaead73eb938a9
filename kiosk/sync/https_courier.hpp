// Records and receipts over the network: envelopes are PUT to the coordination point, the most urgent first, and what
// it answers is fetched. Nothing counts as sent before a receipt of it was verified. One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>

#include "kiosk/sync/http_client.hpp"
#include "kiosk/sync/receipts.hpp"

namespace baken::sync {

// By then the coordination point has answered a question for receipts, whatever happened: it holds one for at most 55
// seconds (cp/hub/server.hpp), and a slow line needs some more.
constexpr std::chrono::seconds kWholeHold{90};

// With neither `reached` nor `trouble` nothing was learned of the network.
struct CourierRound {
    bool reached = false;          // the coordination point took or refused a record, or told what receipts there are
    std::size_t delivered = 0;     // records that have a receipt now
    std::size_t receipts = 0;      // new ones
    bool not_held = false;         // it told at once, and nothing new: to be asked again after a while
    std::optional<Error> trouble;  // the last thing that was refused or failed: http.*, receipt.*, hub.*, store.*
};

class HttpsCourier {
public:
    // `send` options: interrupted by the program's end; `wait` options also by a new record.
    // `hold`: silence for so long means that nobody is there.
    HttpsCourier(std::vector<std::string> bases, HttpOptions send, HttpOptions wait,
                 std::chrono::seconds hold = kWholeHold)
        : bases_(std::move(bases)), sender_(std::move(send)), waiter_(std::move(wait)), hold_(hold) {}

    // Sends what is due, at most so many, looking anew before each: what is more urgent overtakes. Stops at the first
    // that did not get through for the network's sake; one that was refused for its own is tried again later. One over
    // which something on the way failed lets another go first the next time, lest it hold up all.
    [[nodiscard]] CourierRound send(store::Outbox& outbox, const ReceiptSide& side, Instant now, Tick tick,
                                    std::size_t most);
    // How long send() has nothing to do, at most so long.
    [[nodiscard]] Duration until_departure(store::Outbox& outbox, Tick tick, Duration most) const;
    // How long to leave the network alone after nothing got through, at most so long: as long as the most urgent record
    // is left after its own last try. The others wait behind it, though they may be due.
    [[nodiscard]] Duration patience(store::Outbox& outbox, Duration most) const;

    // Asks for receipts and waits for them, at most so long; takes what there is. One that is not to be believed holds
    // up no other: it is told, left behind, and asked for again after the next start, whenever other keys are believed,
    // and at the next hub. So are those that were listed and are not there, and those that a list passes over. What the
    // disk refuses to keep is asked for again the next time. A coordination point whose store was put back from a copy
    // tells a new era: send() offers it once more what is not closed. Without any key to believe nothing is asked.
    [[nodiscard]] CourierRound await_receipts(store::Outbox& outbox, const ReceiptSide& side, Instant now,
                                              std::chrono::seconds longest);

private:
    struct Tried {
        unsigned tries = 0;
        Tick last{};
    };
    [[nodiscard]] std::optional<records::Waiting> next_to_leave(std::span<const records::Waiting> found,
                                                                Tick tick) const;
    [[nodiscard]] Result<std::vector<records::Waiting>> waiting(store::Outbox& outbox) const;
    // Another base may lead to the coordination point.
    void try_another_base() { base_ = (base_ + 1) % bases_.size(); }
    // Both: whether the round goes on.
    bool send_one(store::Outbox& outbox, const ReceiptSide& side, const records::Waiting& one, Instant now,
                  CourierRound& round);
    bool heed_receipt(store::Outbox& outbox, const ReceiptSide& side, const std::string& id, Instant now,
                      std::string_view bytes, CourierRound& round);
    // Where to go on asking; goes back to what was left behind when it is to be judged anew.
    Result<std::int64_t> next_question(store::Outbox& outbox, const ReceiptSide& side);
    struct ListAnswer {
        std::int64_t after = 0;  // what was asked
        std::int64_t era = 0;
        std::string_view text;
    };
    // Errors: http.captive for what no coordination point says; store.*, and those of the network.
    Done take_list(store::Outbox& outbox, const ReceiptSide& side, Instant now, const ListAnswer& answer,
                   CourierRound& round);
    // Both: whether the matter is settled; false for what is not to be believed or not there. Errors of take():
    // store.*.
    Result<bool> fetch(store::Outbox& outbox, const ReceiptSide& side, Instant now, const std::string& name,
                       CourierRound& round);
    Result<bool> take(store::Outbox& outbox, const ReceiptSide& side, Instant now, std::string_view bytes,
                      CourierRound& round);

    std::vector<std::string> bases_;
    HttpClient sender_;
    HttpClient waiter_;
    std::chrono::seconds hold_;
    std::size_t base_ = 0;  // the one that answered last
    std::map<std::string, Tried> tried_;
    std::string failed_over_;             // id of the record over which something on the way failed last; empty: none
    std::vector<std::string> judged_by_;  // the keys by which receipts were believed or not the last time
    std::size_t told_by_ = 0;             // the base that was asked then
};

}  // namespace baken::sync
