// Brings the house to the disk on a thread of its own, so that a slow memory card never holds up the screen. Only the
// newest state matters: what was not yet written when a newer one comes is passed over.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "exchange/base/files.hpp"

namespace baken::app {

class HouseKeeper {
public:
    // `files` outlives the keeper. The thread starts with the first keep().
    HouseKeeper(Files& files, Path file) : files_(files), file_(std::move(file)) {}
    // What was given last is written first.
    ~HouseKeeper();
    HouseKeeper(const HouseKeeper&) = delete;
    HouseKeeper& operator=(const HouseKeeper&) = delete;

    // Never waits. A write that fails is logged and tried with the next state.
    void keep(std::string bytes);

private:
    void run();

    Files& files_;
    Path file_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::optional<std::string> next_;  // guarded by mutex_, as is the next
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace baken::app
