// The worker: watches the content folders and reads them again when they change, so that the UI thread never waits for
// a disk.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "exchange/base/clock.hpp"
#include "kiosk/supply/holdings.hpp"

namespace baken::supply {

// Owns its thread. What it reads is handed over whole by value: after take() the worker never touches it again.
class ContentWatch {
public:
    // `files` outlives the watch and the holdings it reads, `clock` the watch. `wake` is called on the worker's thread
    // when something new lies ready. Errors: watch.start.
    [[nodiscard]] static Result<std::unique_ptr<ContentWatch>> start(Files& files, const Clock& clock,
                                                                     std::vector<Path> roots, std::string site,
                                                                     std::function<void()> wake);
    ~ContentWatch();
    ContentWatch(const ContentWatch&) = delete;
    ContentWatch& operator=(const ContentWatch&) = delete;

    // The newest holdings read since the last call, or null. Any thread.
    [[nodiscard]] std::shared_ptr<Holdings> take();

private:
    ContentWatch(Files& files, const Clock& clock, std::vector<Path> roots, std::string site,
                 std::function<void()> wake, int notify, int stop);
    void run();
    void watch_folders();
    [[nodiscard]] bool wait_for_change(int timeout_ms);

    Files& files_;
    const Clock& clock_;
    std::vector<Path> roots_;
    std::string site_;
    std::function<void()> wake_;
    int notify_;
    int stop_;
    std::mutex mutex_;
    std::shared_ptr<Holdings> ready_;  // guarded by mutex_
    std::thread thread_;
};

}  // namespace baken::supply
