// What a worker rings when something lies ready.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace baken::testing {

// Counts the calls of the worker, and lets a test wait for one.
class Bell {
public:
    void ring() {
        std::lock_guard lock(mutex_);
        ++rung_;
        heard_.notify_all();
    }
    // The time limit only ends a run in which the bell never rings.
    [[nodiscard]] bool wait() {
        std::unique_lock lock(mutex_);
        bool heard = heard_.wait_for(lock, std::chrono::minutes{1}, [this] { return rung_ > seen_; });
        seen_ = rung_;
        return heard;
    }

private:
    std::mutex mutex_;
    std::condition_variable heard_;
    int rung_ = 0;
    int seen_ = 0;
};

}  // namespace baken::testing
