#include "kiosk/post/post_courier.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <random>

#include "exchange/base/log.hpp"
#include "kiosk/sync/back_off.hpp"

namespace baken::post {
namespace {

using namespace std::chrono_literals;

// Between two looks at what else became urgent, or was asked of us.
constexpr std::size_t kAtOnce = 50;
// Whatever went wrong, it is looked at again after this.
constexpr Duration kLookIn = 60s;
// Where nobody holds a question, the next one waits for a moment, and for longer each time.
constexpr sync::Patience kNotHeld{1s, kLookIn};

// Owns an eventfd.
class Bell {
public:
    Bell() : number_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Bell() {
        if (number_ >= 0) ::close(number_);
    }
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    [[nodiscard]] int number() const { return number_; }
    void ring() const {
        std::uint64_t one = 1;
        [[maybe_unused]] auto written = ::write(number_, &one, sizeof one);
    }
    void quiet() const {
        std::uint64_t count = 0;
        [[maybe_unused]] auto read = ::read(number_, &count, sizeof count);
    }

private:
    int number_;
};

}  // namespace

struct PostCourier::Worker {
    const Clock& clock;
    store::Outbox outbox;
    sync::ReceiptSide side;  // its cp_keys guarded by mutex
    std::function<void(OutboxState)> tell;
    Bell stop;
    Bell bell;
    std::unique_ptr<sync::HttpsCourier> courier;
    std::mutex mutex;
    OutboxState told;
    std::string refused;  // check of what it refused of the last records that were sent; empty: nothing
    int failures = 0;
    int not_held = 0;  // questions in a row
    std::minstd_rand random{std::random_device{}()};

    Worker(const Clock& real, store::Outbox box, sync::ReceiptSide who, std::function<void(OutboxState)> hear)
        : clock(real), outbox(std::move(box)), side(std::move(who)), tell(std::move(hear)) {}

    void run() {
        while (!stopped()) {
            bell.quiet();
            auto now_side = current_side();
            auto sent = courier->send(outbox, now_side, clock.now(), clock.tick(), kAtOnce);
            if (sent.reached) refused = sent.trouble ? sent.trouble->check : std::string{};
            if (sent.reached) failures = 0;
            hear(sent);
            if (sent.reached && sent.delivered == kAtOnce) continue;
            if (!sent.reached && sent.trouble) {
                leave_alone();
            } else if (now_side.cp_keys.empty()) {
                wait(until_departure());
            } else {
                await_receipts(now_side);
            }
        }
    }

    void await_receipts(const sync::ReceiptSide& now_side) {
        auto longest = std::chrono::ceil<std::chrono::seconds>(until_departure());
        auto round = courier->await_receipts(outbox, now_side, clock.now(), longest);
        hear(round);
        if (round.reached) failures = 0;
        if (!round.reached && round.trouble) leave_alone();
        if (round.reached && round.trouble) wait(std::min<Duration>(longest, kLookIn));
        not_held = round.not_held ? not_held + 1 : 0;
        if (round.not_held) wait(std::min<Duration>(longest, sync::back_off(not_held, chance(), kNotHeld)));
    }

    [[nodiscard]] sync::ReceiptSide current_side() {
        std::lock_guard lock(mutex);
        return {side.kiosk, side.sealing, side.cp_keys};
    }

    Duration until_departure() {
        return std::max<Duration>(courier->until_departure(outbox, clock.tick(), sync::kWholeHold), 1s);
    }

    // Told only when it is another thing than before, or brought something. What it refused counts until it is asked
    // again: a coordination point that takes no record of this kiosk still says which receipts there are.
    void hear(const sync::CourierRound& round) {
        bool tried = round.reached || round.trouble;
        auto check = round.trouble ? round.trouble->check : std::string{};
        if (round.reached && !refused.empty()) check = refused;
        bool news = round.receipts > 0 || (tried && (told.trouble != check || told.hub_reached != round.reached));
        if (!news) return;
        if (round.trouble && told.trouble != check) log(LogLevel::Warning, "courier", round.trouble->text());
        told.hub_reached = round.reached;
        told.trouble = std::move(check);
        tell(told);
    }

    // A new record tries at once all the same.
    void leave_alone() {
        auto most = std::max<Duration>(courier->patience(outbox, kLookIn), 1s);
        wait(std::min(most, sync::back_off(++failures, chance())));
    }

    double chance() { return std::generate_canonical<double, 32>(random); }

    void wait(Duration most) const {
        std::array<pollfd, 2> urgent{{{stop.number(), POLLIN, 0}, {bell.number(), POLLIN, 0}}};
        ::poll(urgent.data(), urgent.size(), static_cast<int>(most.count()));
    }

    [[nodiscard]] bool stopped() const {
        pollfd end{stop.number(), POLLIN, 0};
        return ::poll(&end, 1, 0) > 0;
    }
};

Result<std::unique_ptr<PostCourier>> PostCourier::start(const Clock& clock, store::Outbox outbox,
                                                        const CourierWishes& wishes, sync::ReceiptSide side,
                                                        std::function<void(OutboxState)> tell) {
    auto worker = std::make_unique<Worker>(clock, std::move(outbox), std::move(side), std::move(tell));
    if (worker->stop.number() < 0 || worker->bell.number() < 0) return refuse("post.start", "no eventfd");
    sync::HttpOptions send;
    send.ca = wishes.ca;
    auto wait = send;
    send.interrupts = {worker->stop.number()};
    wait.interrupts = {worker->stop.number(), worker->bell.number()};
    worker->courier = std::make_unique<sync::HttpsCourier>(wishes.hubs, std::move(send), std::move(wait));
    return std::unique_ptr<PostCourier>(new PostCourier(std::move(worker)));
}

PostCourier::PostCourier(std::unique_ptr<Worker> worker) : worker_(std::move(worker)) {
    thread_ = std::thread([this] { worker_->run(); });
}

PostCourier::~PostCourier() {
    worker_->stop.ring();
    thread_.join();
}

void PostCourier::wake() {
    worker_->bell.ring();
}

void PostCourier::believe(std::vector<std::string> cp_keys) {
    {
        std::lock_guard lock(worker_->mutex);
        worker_->side.cp_keys = std::move(cp_keys);
    }
    worker_->bell.ring();
}

}  // namespace baken::post
