// The worker: looks after sticks and the network on a thread of its own, so that the UI thread never waits for either.
#pragma once

#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/supply/supplier.hpp"

namespace baken::supply {

// Owns its thread and the supplier. What it brings is handed over by value.
class Supply {
public:
    // `wake` is called on the worker's thread when news lies ready. Errors: watch.start, http.start.
    [[nodiscard]] static Result<std::unique_ptr<Supply>> start(Files& files, const Clock& clock,
                                                               std::unique_ptr<Supplier> supplier,
                                                               std::function<void()> wake);
    ~Supply();
    Supply(const Supply&) = delete;
    Supply& operator=(const Supply&) = delete;

    // Staff want this on the stick that is in; answered with news. Any thread.
    void order(StickOrder order);
    // What came since the last call, oldest first. Any thread.
    [[nodiscard]] std::vector<SupplyNews> take();

private:
    struct Worker;
    Supply(std::unique_ptr<Worker> worker, std::function<void()> wake, int stop, int bell);
    [[nodiscard]] std::vector<StickOrder> take_orders();
    void hand_over(SupplyNews news);

    std::function<void()> wake_;
    int stop_;
    int bell_;  // rung when there are orders
    std::mutex mutex_;
    std::vector<SupplyNews> ready_;  // guarded by mutex_, as is the next
    std::vector<StickOrder> orders_;
    std::unique_ptr<Worker> worker_;
    std::thread thread_;
};

}  // namespace baken::supply
