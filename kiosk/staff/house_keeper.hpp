// Brings the house to the disk on a thread of its own, so that a slow memory card never holds up the screen. Only the
// newest state matters: what was not yet written when a newer one comes is passed over.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::staff {

class HouseKeeper {
public:
    // `files` outlives the keeper. The thread starts with the first keep(). `wake` is called on it when what trouble()
    // gives has changed. What could not be written is tried again after `again`.
    HouseKeeper(Files& files, Path file, std::function<void()> wake, Duration again = std::chrono::minutes{1})
        : files_(files), file_(std::move(file)), wake_(std::move(wake)), again_(again) {}
    // What was given last is written first.
    ~HouseKeeper();
    HouseKeeper(const HouseKeeper&) = delete;
    HouseKeeper& operator=(const HouseKeeper&) = delete;

    // Never waits for the disk.
    void keep(std::string bytes);
    // Why the newest state is not on the disk; nothing while it is, or is on its way for the first time.
    [[nodiscard]] std::optional<Error> trouble();

private:
    void run();
    // Waits until there is something to write; false when there is not and all ends.
    bool await_work(std::unique_lock<std::mutex>& lock);
    void note(const Done& kept);

    Files& files_;
    Path file_;
    std::function<void()> wake_;
    Duration again_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::optional<std::string> next_;  // guarded by mutex_, as are the two below
    std::optional<Error> trouble_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace baken::staff
