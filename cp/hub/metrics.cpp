#include "cp/hub/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

namespace baken::cp {
namespace {

// 0 where the system does not tell.
std::uint64_t resident_bytes() {
    std::ifstream facts("/proc/self/statm");
    std::uint64_t whole = 0;
    std::uint64_t resident = 0;
    facts >> whole >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

std::string metric(std::string_view name, MetricKind kind, std::string_view help, std::uint64_t value) {
    return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name,
                       kind == MetricKind::Counter ? "counter" : "gauge", help, value);
}

Response MetricsRoutes::respond(const RequestTarget& /*target*/, Request request) {
    if (request.method != Method::Get && request.method != Method::Head) {
        return plain_answer(Route::Metrics, 405, "only GET and HEAD\n");
    }
    const auto& [traffic, announcements, desk_news, receipt_waits] = figures_;
    auto text = traffic.to_text(announcements.waiting(), announcements.latest()) +
                metric("baken_receipt_waits_open", MetricKind::Gauge, "Kiosks that wait for a receipt now.",
                       receipt_waits.size()) +
                metric("baken_desk_waits_open", MetricKind::Gauge, "Pages of the desk that wait for news now.",
                       desk_news.waiting()) +
                metric("baken_memory_bytes", MetricKind::Gauge, "Memory of this process.", resident_bytes()) + more_();
    auto answer = plain_answer(Route::Metrics, 200, std::move(text));
    answer.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
}

}  // namespace baken::cp
