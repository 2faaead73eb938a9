#include "exchange/records/outbox.hpp"

#include <algorithm>
#include <tuple>

namespace baken::records {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct Pace {
    Duration first;
    Duration longest;
};

Pace pace_of(PriorityClass priority) {
    switch (priority) {
        case PriorityClass::Emergency:
            return {seconds(2), seconds(30)};
        case PriorityClass::Help:
            return {seconds(5), minutes(5)};
        default:
            return {seconds(10), minutes(30)};
    }
}

// Differs from record to record and is the same at every call.
std::uint32_t scatter_of(const Waiting& waiting) {
    std::uint32_t mixed = 2166136261U;
    for (char letter : waiting.id) mixed = (mixed ^ static_cast<std::uint8_t>(letter)) * 16777619U;
    return mixed;
}

}  // namespace

bool leaves_before(const Waiting& one, const Waiting& other) {
    return std::tie(one.priority, one.stored, one.id) < std::tie(other.priority, other.stored, other.id);
}

Duration retry_wait(PriorityClass priority, unsigned tries, std::uint32_t scatter) {
    if (tries == 0) return Duration::zero();
    auto [wait, longest] = pace_of(priority);
    for (unsigned i = 1; i < tries && wait < longest; ++i) wait *= 2;
    wait = std::min(wait, longest);
    return wait - wait * (scatter % 256) / 1024;
}

Tick next_try(const Waiting& waiting) {
    if (!waiting.last_try) return Tick::min();
    return *waiting.last_try + retry_wait(waiting.priority, waiting.tries, scatter_of(waiting));
}

std::vector<Waiting> due_to_leave(std::span<const Waiting> outbox, Tick now, std::size_t most) {
    std::vector<const Waiting*> due;
    for (const auto& waiting : outbox) {
        if (next_try(waiting) <= now) due.push_back(&waiting);
    }
    auto count = std::min(most, due.size());
    std::partial_sort(due.begin(), due.begin() + static_cast<std::ptrdiff_t>(count), due.end(),
                      [](const auto* one, const auto* other) { return leaves_before(*one, *other); });
    std::vector<Waiting> first;
    first.reserve(count);
    for (std::size_t i = 0; i < count; ++i) first.push_back(*due[i]);
    return first;
}

std::optional<Tick> next_departure(std::span<const Waiting> outbox) {
    std::optional<Tick> next;
    for (const auto& waiting : outbox) next = std::min(next.value_or(Tick::max()), next_try(waiting));
    return next;
}

}  // namespace baken::records
