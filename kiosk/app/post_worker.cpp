#include "kiosk/app/post_worker.hpp"

namespace baken::app {

PostWorker::PostWorker(const Clock& clock, PostWishes wishes, std::function<void()> wake) : wake_(std::move(wake)) {
    thread_ = std::thread([this, &clock, given = std::move(wishes)] { run(clock, given); });
}

PostWorker::~PostWorker() {
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ordered_.notify_one();
    thread_.join();
}

void PostWorker::run(const Clock& clock, PostWishes wishes) {
    PostOffice office(clock, std::move(wishes));
    hand_over(office.first());
    std::unique_lock lock(mutex_);
    while (!ending_ || !orders_.empty()) {
        if (orders_.empty()) {
            ordered_.wait(lock);
            continue;
        }
        auto order = std::move(orders_.front());
        orders_.pop_front();
        lock.unlock();
        hand_over(office.take(std::move(order)));
        lock.lock();
    }
}

void PostWorker::order(PostOrder order) {
    {
        std::lock_guard lock(mutex_);
        orders_.push_back(std::move(order));
    }
    ordered_.notify_one();
}

void PostWorker::hand_over(PostNews news) {
    {
        std::lock_guard lock(mutex_);
        ready_.push_back(std::move(news));
    }
    wake_();
}

std::vector<PostNews> PostWorker::take() {
    std::lock_guard lock(mutex_);
    return std::exchange(ready_, {});
}

}  // namespace baken::app
