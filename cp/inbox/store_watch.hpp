// Hears at once what other hubs, and commands beside this one, changed: LISTEN on PostgreSQL; otherwise the changing
// file of SQLite, and the bell beside it, by which commands ring for the desk. What it misses while PostgreSQL is away
// it makes up for when that is back.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "cp/region/descriptor.hpp"
#include "exchange/base/error.hpp"

namespace baken::cp {

enum class StoreNews : std::uint8_t {
    Receipts,     // there is a receipt that a kiosk may wait for
    Desk,         // the desk should look again
    Publication,  // the repository has a newer timestamp
    Anything,     // who knows what: the connection was away
};

class StoreWatch {
public:
    using Heard = std::function<void(StoreNews)>;

    // `heard` is called on a thread of the watch's own, until this is destroyed. A database that cannot be reached is
    // tried again and again.
    StoreWatch(std::string address, Heard heard);
    ~StoreWatch();
    StoreWatch(const StoreWatch&) = delete;
    StoreWatch& operator=(const StoreWatch&) = delete;

    // Tells the other hubs, not this one; any thread, does not wait. Nothing with SQLite.
    void ring(StoreNews news);

    [[nodiscard]] bool is_listening() const { return listening_; }
    // How often the connection was made.
    [[nodiscard]] std::uint64_t connections() const { return connections_; }

private:
    class Line;
    void run_on_postgresql();
    void run_on_sqlite();
    void tell_changes(int notices);
    // False when the line is lost, or this is to end.
    bool stay_on(Line& line);
    void wait_a_moment(int milliseconds);
    void take_wakes();

    std::string address_;
    Heard heard_;
    Descriptor wake_;  // an eventfd: something is to be rung, or it is over
    std::mutex mutex_;
    std::string rings_;  // not said yet
    std::atomic<bool> ending_ = false;
    std::atomic<bool> listening_ = false;
    std::atomic<std::uint64_t> connections_ = 0;
    std::thread thread_;
};

}  // namespace baken::cp
