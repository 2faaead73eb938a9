// Carries records over the network on a thread of its own, from an outbox opened for itself. Sends what waits, the most
// urgent first, and stands at the coordination point's door for receipts.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "exchange/base/clock.hpp"
#include "kiosk/post/post.hpp"
#include "kiosk/sync/https_courier.hpp"

namespace baken::post {

struct CourierWishes {
    std::vector<std::string> hubs;  // base URLs, in order
    Path ca;                        // the authority of their certificates; empty: the system's
};

class PostCourier {
public:
    // `tell` is called on the courier's thread when something changed: whether the hub is reached, and what was
    // refused. `clock` and the key in `side` outlive this. Errors: post.start.
    [[nodiscard]] static Result<std::unique_ptr<PostCourier>> start(const Clock& clock, store::Outbox outbox,
                                                                    const CourierWishes& wishes, sync::ReceiptSide side,
                                                                    std::function<void(OutboxState)> tell);
    ~PostCourier();
    PostCourier(const PostCourier&) = delete;
    PostCourier& operator=(const PostCourier&) = delete;

    // Any thread. Something waits that was not there before.
    void wake();
    // Any thread. Whose receipts are believed from now on.
    void believe(std::vector<std::string> cp_keys);

private:
    struct Worker;
    explicit PostCourier(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> worker_;
    std::thread thread_;
};

}  // namespace baken::post
