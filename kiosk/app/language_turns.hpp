// Which of its languages a danger is told in now: a few seconds each, and long enough to be read while somebody reads.
#pragma once

#include "exchange/base/time.hpp"

namespace baken::app {

class LanguageTurns {
public:
    enum class Reader : std::uint8_t { Here, Nobody };

    // A danger comes, with its first language.
    void begin(Tick now, Reader reader);
    // Somebody scrolls: they read the language that has its turn, which stays for them.
    void hold(Tick now);
    // The next language, when the turn of this one is over.
    void pass(Tick now);
    // The next one before its time, for whoever does not read this one. They are there, and are left time to read it.
    void next(Tick now);
    // Counts the languages since the danger came, from 0.
    [[nodiscard]] int step() const { return step_; }
    // When pass() next changes something.
    [[nodiscard]] Tick end() const { return end_; }

private:
    int step_ = 0;
    Tick end_{};
};

}  // namespace baken::app
