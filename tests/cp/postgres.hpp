// A PostgreSQL of our own for a test: in a temporary folder, on a Unix socket there, gone with the test. No service of
// the machine is touched.
#pragma once

#include <memory>
#include <string>

#include "tests/cp/office.hpp"
#include "tests/support/child_process.hpp"

namespace baken::testing {

class Postgres {
public:
    // Throws Skipped where PostgreSQL is not installed.
    Postgres();
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    // Of an empty database, a new one at each call.
    [[nodiscard]] std::string address();

    // Ended at once, without a word to anybody, and started again.
    void restart();

private:
    void start();
    TempFolder folder_;
    std::unique_ptr<ChildProcess> server_;
    int databases_ = 0;
};

}  // namespace baken::testing
