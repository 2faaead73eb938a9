#include "kiosk/staff/house_keeper.hpp"

#include <utility>

#include "exchange/base/log.hpp"

namespace baken::staff {

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

std::optional<Error> HouseKeeper::trouble() {
    std::lock_guard lock(mutex_);
    return trouble_;
}

bool HouseKeeper::await_work(std::unique_lock<std::mutex>& lock) {
    auto called = [this] { return next_ || ending_; };
    if (!trouble_) given_.wait(lock, called);
    if (trouble_) given_.wait_for(lock, again_, called);
    return !ending_ || next_;
}

void HouseKeeper::note(const Done& kept) {
    bool before = trouble_.has_value();
    trouble_ = kept ? std::nullopt : std::optional(kept.error());
    if (before == trouble_.has_value()) return;
    if (trouble_) log(LogLevel::Warning, "house", trouble_->text());
    wake_();
}

void HouseKeeper::run() {
    std::unique_lock lock(mutex_);
    std::string bytes;
    while (await_work(lock)) {
        if (next_) bytes = std::move(*std::exchange(next_, std::nullopt));
        lock.unlock();
        auto kept = files_.replace(file_, bytes);
        lock.lock();
        note(kept);
    }
}

}  // namespace baken::staff
