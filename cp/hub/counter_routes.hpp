// The paths at which kiosks hand in records and fetch receipts. What is asked there is done in a lane of its own.
//
//   PUT /baken/outbox/<kiosk>/<id>.envelope
//   GET /baken/receipts/<kiosk>/<id>.<n>.receipt
//   GET /baken/receipts/<kiosk>/changes?after=N    names, or 204 when nothing came in the time of a long poll
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "cp/hub/counter.hpp"
#include "cp/inbox/inbox_office.hpp"

namespace baken::cp {

class CounterRoutes final : public Routes {
public:
    // The office must outlive this, and is used by this one's lane alone from now on.
    explicit CounterRoutes(InboxOffice& office, CounterLimits limits = {});

    [[nodiscard]] bool owns(std::string_view path) const override;
    [[nodiscard]] BodyLimit body_limit(std::string_view path, const RequestHead& head) const override;
    [[nodiscard]] Response respond(const RequestTarget& target, Request request) override;

    // Called in this one's lane after a record was kept. Before the first request.
    void on_kept(std::function<void()> tell) { counter_.kept = std::move(tell); }

    [[nodiscard]] const CounterFigures& figures() const { return counter_.figures(); }

    // Work that fills in each kiosk's newest number; `numbers` must live until it is done.
    [[nodiscard]] Work look(std::map<std::string, std::int64_t>& numbers);

private:
    // An envelope that waits for the counter; those that came meanwhile are kept with it.
    struct Ticket {
        Errand errand;
        std::optional<Answer> answer;
    };
    Response hand_in(Errand errand);
    void serve_waiting();
    Response await_receipts(const Errand& errand);

    InboxOffice& office_;
    Counter counter_;
    std::mutex mutex_;
    std::deque<std::shared_ptr<Ticket>> waiting_;
};

}  // namespace baken::cp
