// What the hub counts, at /metrics: Prometheus text format 0.0.4. No addresses, no paths, no persons.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cp/hub/receipt_waits.hpp"
#include "cp/hub/responder.hpp"

namespace baken::cp {

// One figure as Prometheus reads it, with its line of help and its kind.
enum class MetricKind : std::uint8_t { Counter, Gauge };
[[nodiscard]] std::string metric(std::string_view name, MetricKind kind, std::string_view help, std::uint64_t value);

// What the server itself knows; outlives the routes.
struct ServerFigures {
    const Traffic& traffic;
    const Announcements& announcements;
    const Announcements& desk_news;
    const ReceiptWaits& receipt_waits;
};

class MetricsRoutes final : public Routes {
public:
    explicit MetricsRoutes(ServerFigures figures) : figures_(figures) {}

    // Called for each answer, on the server's thread: whole lines that others count. Before the first request.
    void add(std::function<std::string()> tell) { more_ = std::move(tell); }

    [[nodiscard]] bool owns(std::string_view path) const override { return path == "metrics"; }
    [[nodiscard]] BodyLimit body_limit(std::string_view /*path*/, const RequestHead& /*head*/) const override {
        return {};
    }
    [[nodiscard]] Response respond(const RequestTarget& target, Request request) override;

private:
    ServerFigures figures_;
    std::function<std::string()> more_ = [] { return std::string(); };
};

}  // namespace baken::cp
