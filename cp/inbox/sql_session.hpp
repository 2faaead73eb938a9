// A connection to the hub's database, SQLite or PostgreSQL, for the stores that stand on it. Brings SOCI with it.
#pragma once

#include <soci/soci.h>

#include <exception>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "exchange/base/error.hpp"

namespace baken::cp {

// "postgresql://..."; anything else is a file of SQLite's.
[[nodiscard]] bool is_postgresql(std::string_view address);

// The file beside one of SQLite's by which commands ring for the hub that runs. What stands in it means nothing.
[[nodiscard]] std::string bell_of(const std::string& file);

class SqlSession {
public:
    // Makes the tables that are missing. Errors: inbox.store, with the database's own words.
    [[nodiscard]] static Result<std::unique_ptr<SqlSession>> open(const std::string& address,
                                                                  std::span<const char* const> tables);

    soci::session sql;

    [[nodiscard]] bool on_postgresql() const { return is_postgresql(address_); }

    // Asks the database. A connection that was lost is made anew, once, and what was asked is asked again; every
    // question here may be asked twice. Inside of a whole transaction that is for the transaction to do.
    template <typename Work>
    auto attempt(Work&& work) -> Result<decltype(work())>;

    // All that `work` asks is one transaction; inside of another it is a part of that one. False from `work` takes it
    // back. `work` throws, or asks through attempt(), whose errors end the transaction.
    template <typename Work>
    bool transact(Work&& work);

    // Said once the outermost transaction is there to stay: NOTIFY on PostgreSQL. On SQLite a receipt needs no bell, as
    // the file changes; what else rings is written to bell_of() the file.
    void ring(std::string_view what);

private:
    explicit SqlSession(std::string address) : address_(std::move(address)) {}
    void begin();
    void commit();
    void roll_back() noexcept;
    void connect_anew();
    void send_rings();

    std::string address_;
    int depth_ = 0;
    bool broken_ = false;  // a part of this transaction failed
    std::string rings_;    // one letter each
};

template <typename Work>
auto SqlSession::attempt(Work&& work) -> Result<decltype(work())> {
    for (bool again = true;; again = false) {
        try {
            if (depth_ == 0 && !sql.is_connected()) sql.reconnect();
            auto answer = work();
            if (depth_ == 0) send_rings();
            return answer;
        } catch (const std::exception& error) {
            if (depth_ > 0) broken_ = true;
            bool once_more = on_postgresql() && again && depth_ == 0;
            if (!once_more) return refuse("inbox.store", error.what());
            connect_anew();
        }
    }
}

template <typename Work>
bool SqlSession::transact(Work&& work) {
    begin();
    bool keep = false;
    try {
        keep = work();
        if (broken_) throw std::runtime_error("a part of the transaction failed");
        if (keep) commit();
    } catch (...) {
        roll_back();
        throw;
    }
    if (!keep) roll_back();
    return keep;
}

}  // namespace baken::cp
