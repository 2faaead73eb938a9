// The counter where kiosks hand in records and fetch receipts: a request about the inbox to its answer. Knows HTTP's
// meaning and no sockets. Works on a thread of its own, because a database may take its time.
#pragma once

#include <atomic>
#include <expected>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "cp/hub/responder.hpp"
#include "cp/inbox/inbox.hpp"

namespace baken::cp {

// What one kiosk may bring over the network at once, and how fast it may bring more. Emergencies have a measure of
// their own, so that nothing else uses it up.
struct CounterLimits {
    double records = 2'000;
    double records_per_second = 20;
    double emergencies = 200;
    double emergencies_per_second = 2;
    std::size_t receipts_listed = 1'000;
};

// A request about the inbox, taken apart.
struct Errand {
    std::string kiosk;
    std::string name;  // of the envelope or the receipt
    std::int64_t after = 0;
    std::string body;
    std::optional<std::int64_t> era = std::nullopt;  // that the kiosk knows of (InboxStore::era)
};

// What happened at the counter since it opened; any thread.
class CounterFigures {
public:
    void count_fresh() { ++fresh_; }
    void count_known() { ++known_; }
    void count_refused(std::string_view check);
    [[nodiscard]] std::string to_text() const;

private:
    std::atomic<std::uint64_t> fresh_ = 0;
    std::atomic<std::uint64_t> known_ = 0;
    mutable std::mutex mutex_;
    std::map<std::string, std::uint64_t, std::less<>> refused_;  // by the name of the check; there are few
};

class Counter {
public:
    // All outlive this.
    Counter(Inbox& inbox, InboxStore& store, const Clock& clock, CounterLimits limits = {})
        : inbox_(inbox), store_(store), clock_(clock), limits_(limits) {}

    // Called at most once a second, before a record is taken in: to read the register of kiosks anew.
    std::function<void()> refresh;
    // Called after a record was kept that was not here before.
    std::function<void()> kept = [] {};

    //   201, 200  kept now, or before; the body is the newest receipt, if there is one
    //   400       no envelope, or its name is another than its header says
    //   403       from a kiosk that is unknown or revoked, or with a wrong signature
    //   413       too large
    //   429       too much at once; Retry-After says when
    //   503       the store fails; try again
    [[nodiscard]] Answer hand_in(const Errand& errand);
    // The same for many at once, with one wait for the disk.
    [[nodiscard]] std::vector<Answer> hand_in_all(std::span<const Errand* const> errands);
    // A receipt by its name: 200 or 404.
    [[nodiscard]] Answer fetch(const Errand& errand);
    // The names of a kiosk's receipts after a number, and the last number: 200; 204 when there is nothing newer. A
    // number that was never given begins anew: this store is another one than the kiosk asked before.
    [[nodiscard]] Answer list(const Errand& errand);
    [[nodiscard]] const CounterFigures& figures() const { return figures_; }

private:
    struct Measure {
        double left = 0;
        Tick at{};
    };
    // One that was handed in: whose it is, or why it is turned away.
    using Looked = std::expected<Vouched, Answer>;
    // Only what a kiosk itself signed uses up its measure: a stranger must not be able to silence it.
    Looked look_at(const Errand& errand);
    Answer keep(const Errand& errand, const Vouched& vouched);
    Answer refuse_record(const Error& error);
    void look_at_register();
    bool allows(const std::string& kiosk, records::PriorityClass priority);

    Inbox& inbox_;
    InboxStore& store_;
    const Clock& clock_;
    CounterLimits limits_;
    std::map<std::string, Measure> measures_;
    CounterFigures figures_;
    std::optional<Tick> refreshed_;
    bool fresh_ = false;  // something was kept that was not here before
};

}  // namespace baken::cp
