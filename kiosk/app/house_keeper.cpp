#include "kiosk/app/house_keeper.hpp"

#include "exchange/base/log.hpp"

namespace baken::app {

HouseKeeper::~HouseKeeper() {
    if (!thread_.joinable()) return;
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    given_.notify_one();
    thread_.join();
}

void HouseKeeper::keep(std::string bytes) {
    {
        std::lock_guard lock(mutex_);
        next_ = std::move(bytes);
    }
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    given_.notify_one();
}

void HouseKeeper::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        given_.wait(lock, [this] { return next_ || ending_; });
        if (!next_) return;
        auto bytes = std::move(*next_);
        next_.reset();
        lock.unlock();
        auto kept = files_.replace(file_, bytes);
        if (!kept) log(LogLevel::Warning, "house", kept.error().text());
        lock.lock();
    }
}

}  // namespace baken::app
