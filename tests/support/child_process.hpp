// A program started by a test, ended with it. Only what was started here is ever ended.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace baken::testing {

class ChildProcess {
public:
    // Starts a program found on PATH; throws std::runtime_error when that cannot be. Whether it is there at all is told
    // by is_installed().
    explicit ChildProcess(const std::vector<std::string>& words);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    // The next line of its standard output; empty when it ended.
    std::string line();
    // Waits for its end: the exit status, or 128 and the signal.
    int wait();

private:
    pid_t pid_ = -1;
    int output_ = -1;
};

// Runs a program to its end and gives its exit status.
int run_program(const std::vector<std::string>& words);

[[nodiscard]] bool is_installed(const std::string& program);
// Throws Skipped when one of them is missing.
void need_programs(const std::vector<std::string>& programs);

// A TCP port of loopback that nobody used a moment ago.
[[nodiscard]] int free_port();

}  // namespace baken::testing
