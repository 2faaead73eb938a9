#include "exchange/records/outbox.hpp"

#include <algorithm>

#include "tests/records/records_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr Tick kNow{std::chrono::hours(5)};

Waiting waiting(std::string id, PriorityClass priority, std::uint64_t stored) {
    return {std::move(id), priority, stored, 0, std::nullopt};
}

std::string order_of(const std::vector<Waiting>& records) {
    std::string order;
    for (const auto& record : records) order += record.id;
    return order;
}

void order() {
    const std::vector<Waiting> outbox{
        waiting("f", PriorityClass::Status, 1),     waiting("d", PriorityClass::Signal, 2),
        waiting("e", PriorityClass::Initiative, 3), waiting("b", PriorityClass::Help, 4),
        waiting("c", PriorityClass::Help, 5),       waiting("a", PriorityClass::Emergency, 6)};
    CHECK_EQ(order_of(due_to_leave(outbox, kNow, 10)), "abcdef");
    CHECK_EQ(order_of(due_to_leave(outbox, kNow, 2)), "ab");
    CHECK(due_to_leave({}, kNow, 2).empty());
}

void overtakes() {
    std::vector<Waiting> outbox;
    outbox.reserve(10'001);
    for (std::uint64_t i = 0; i < 10'000; ++i) outbox.push_back(waiting("help", PriorityClass::Help, i));
    outbox.push_back(waiting("emergency", PriorityClass::Emergency, 10'000));
    CHECK_EQ(due_to_leave(outbox, kNow, 1)[0].id, "emergency");
}

void waits() {
    CHECK(retry_wait(PriorityClass::Help, 0, 7) == Duration::zero());
    CHECK(retry_wait(PriorityClass::Emergency, 1, 0) == seconds(2));
    CHECK(retry_wait(PriorityClass::Emergency, 3, 0) == seconds(8));
    CHECK(retry_wait(PriorityClass::Emergency, 4'000'000'000, 0) == seconds(30));
    CHECK(retry_wait(PriorityClass::Help, 4'000'000'000, 0) == minutes(5));
    CHECK(retry_wait(PriorityClass::Status, 4'000'000'000, 0) == minutes(30));
    for (std::uint32_t scatter = 0; scatter < 1000; ++scatter) {
        auto wait = retry_wait(PriorityClass::Signal, 2, scatter);
        CHECK(wait > seconds(15) && wait <= seconds(20));
    }
}

void back_off() {
    auto failed = waiting("a", PriorityClass::Emergency, 1);
    failed.tries = 1;
    failed.last_try = kNow;
    std::vector<Waiting> outbox{failed, waiting("b", PriorityClass::Status, 2)};
    // One that just failed does not stand in the way of the others.
    CHECK_EQ(order_of(due_to_leave(outbox, kNow, 10)), "b");
    CHECK_EQ(order_of(due_to_leave(outbox, kNow + seconds(2), 10)), "ab");
    outbox.pop_back();
    CHECK(*next_departure(outbox) > kNow && *next_departure(outbox) <= kNow + seconds(2));
    CHECK(*next_departure(outbox) == next_try(failed));
    CHECK(due_to_leave(outbox, next_try(failed) - milliseconds(1), 10).empty());
    CHECK_EQ(due_to_leave(outbox, next_try(failed), 10).size(), 1U);
    CHECK(!next_departure({}));
}

}  // namespace

int run_outbox_tests() {
    const CMUnitTest tests[] = {
        test<order>("emergency leaves first, then help, signals, initiatives and status; the oldest first inside"),
        test<overtakes>("an emergency overtakes ten thousand others"),
        test<waits>("the wait doubles to a limit, shorter the more urgent, and is scattered by a quarter"),
        test<back_off>("a record that failed waits for its turn, and the others go on"),
    };
    return run("records.outbox", tests);
}
