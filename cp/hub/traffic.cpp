#include "cp/hub/traffic.hpp"

#include <fmt/format.h>

namespace baken::cp {
namespace {

std::string metric(std::string_view name, std::string_view kind, std::string_view help, std::uint64_t value) {
    return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, kind, help, value);
}

}  // namespace

std::string_view name_of(Route route) {
    constexpr std::array<std::string_view, 8> kNames{"files", "changes", "health",  "metrics",
                                                     "desk",  "feed",    "records", "other"};
    return kNames[static_cast<std::size_t>(route)];
}

std::string Traffic::to_text(std::size_t open_polls, trust::Version timestamp) const {
    std::string text =
        "# HELP baken_requests_total Requests answered.\n"
        "# TYPE baken_requests_total counter\n";
    for (const auto& [what, count] : requests_) {
        text += fmt::format("baken_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", name_of(what.first), what.second,
                            count);
    }
    text += metric("baken_sent_bytes_total", "counter", "Bytes sent, heads included.", bytes_);
    text += metric("baken_connections_open", "gauge", "Connections open now.", open_connections());
    text += metric("baken_connections_total", "counter", "Connections taken.", opened_);
    text += metric("baken_connections_refused_total", "counter", "Connections beyond the limit.", refused_);
    text += metric("baken_connections_timed_out_total", "counter", "Connections closed for being slow.", timed_out_);
    text += metric("baken_polls_open", "gauge", "Long polls that wait now.", open_polls);
    text +=
        metric("baken_timestamp_version", "gauge", "Newest version published.", static_cast<std::uint64_t>(timestamp));
    return text;
}

}  // namespace baken::cp
