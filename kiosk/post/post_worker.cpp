#include "kiosk/post/post_worker.hpp"

#include <algorithm>

#include "exchange/base/log.hpp"

namespace baken::post {
namespace {

using namespace std::chrono_literals;

bool is_for_courier(const PostOrder& order) {
    return std::holds_alternative<SaveRecord>(order) || std::holds_alternative<TakeStep>(order);
}

}  // namespace

PostWorker::PostWorker(const Clock& clock, PostWishes wishes, CourierWishes courier, std::function<void()> wake)
    : wake_(std::move(wake)) {
    thread_ = std::thread(
        [this, &clock, wishes = std::move(wishes), courier = std::move(courier)] { run(clock, wishes, courier); });
}

PostWorker::~PostWorker() {
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ordered_.notify_one();
    thread_.join();
}

std::unique_ptr<PostCourier> PostWorker::start_courier(const Clock& clock, const PostOffice& office,
                                                       const CourierWishes& wishes) {
    auto tell = [this](OutboxState told) {
        {
            std::lock_guard lock(mutex_);
            carried_ = std::move(told);
        }
        ordered_.notify_one();
    };
    sync::ReceiptSide side{office.identity().id(), office.identity().sealing, office.cp_keys()};
    auto outbox = office.open_outbox_again();
    auto courier = outbox ? PostCourier::start(clock, std::move(*outbox), wishes, std::move(side), tell)
                          : std::unexpected(std::move(outbox.error()));
    if (courier) return std::move(*courier);
    log(LogLevel::Error, "courier", courier.error().text());
    return nullptr;
}

void PostWorker::run(const Clock& clock, const PostWishes& wishes, const CourierWishes& wanted) {
    PostOffice office(clock, wishes);
    hand_over(office.first());
    bool travels = !wishes.data.empty() && !wanted.hubs.empty();
    auto courier = travels ? start_courier(clock, office, wanted) : nullptr;
    int moves = office.outbox_moves();
    while (true) {
        auto next = this->next(clock, office);
        if (next.end) return;
        if (next.carried) hand_over(office.carried(*next.carried));
        bool sends = next.order && is_for_courier(*next.order);
        bool learns = next.order && std::holds_alternative<KnowPlace>(*next.order);
        if (next.order) hand_over(office.take(std::move(*next.order)));
        if (travels && office.outbox_moves() != moves) {
            moves = office.outbox_moves();
            // Ends before another begins, so that one record is not carried by two.
            courier.reset();
            courier = start_courier(clock, office, wanted);
        }
        if (courier && sends) courier->wake();
        if (courier && learns) courier->believe(office.cp_keys());
        bool idle = !next.order && !next.carried;
        if (idle && office.has_more()) hand_over(office.more());
        if (clock.tick() >= office.deadline()) hand_over(office.pass());
    }
}

PostWorker::Next PostWorker::next(const Clock& clock, const PostOffice& office) {
    std::unique_lock lock(mutex_);
    auto has_work = [this] { return ending_ || !orders_.empty() || carried_.has_value(); };
    if (!has_work() && !office.has_more()) {
        auto most = std::clamp<Duration>(office.deadline() - clock.tick(), 0ms, 60s);
        ordered_.wait_for(lock, most, has_work);
    }
    Next next;
    next.carried = std::exchange(carried_, std::nullopt);
    if (!orders_.empty()) {
        next.order = std::move(orders_.front());
        orders_.pop_front();
    }
    next.end = ending_ && !next.order;
    return next;
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

}  // namespace baken::post
