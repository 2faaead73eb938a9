// What the server counts, and how it tells it: Prometheus text format 0.0.4. No addresses, no paths, no persons.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "exchange/trust/metadata.hpp"

namespace baken::cp {

enum class Route : std::uint8_t { Files, Changes, Health, Metrics, Desk, Feed, Records, Other };

[[nodiscard]] std::string_view name_of(
    Route route);  // "files", "changes", "health", "metrics", "desk", "feed", "records", "other"

class Traffic {
public:
    void count_request(Route route, int status) { ++requests_[{route, status}]; }
    void count_bytes(std::uint64_t bytes) { bytes_ += bytes; }
    void count_opened() { ++opened_; }
    void count_closed() { ++closed_; }
    void count_refused() { ++refused_; }      // too many connections
    void count_timed_out() { ++timed_out_; }  // too slow

    [[nodiscard]] std::uint64_t open_connections() const { return opened_ - closed_; }

    [[nodiscard]] std::string to_text(std::size_t open_polls, trust::Version timestamp) const;

private:
    std::map<std::pair<Route, int>, std::uint64_t> requests_;
    std::uint64_t bytes_ = 0;
    std::uint64_t opened_ = 0;
    std::uint64_t closed_ = 0;
    std::uint64_t refused_ = 0;
    std::uint64_t timed_out_ = 0;
};

}  // namespace baken::cp
