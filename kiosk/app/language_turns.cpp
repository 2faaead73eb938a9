#include "kiosk/app/language_turns.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

constexpr Duration kTurn = 8s;
// A hundred words, as somebody reads them who is old, or afraid.
constexpr Duration kReading = 1min;

}  // namespace

void LanguageTurns::begin(Tick now, Reader reader) {
    step_ = 0;
    end_ = now + (reader == Reader::Here ? kReading : kTurn);
}

void LanguageTurns::hold(Tick now) {
    end_ = now + kReading;
}

void LanguageTurns::pass(Tick now) {
    if (now < end_) return;
    ++step_;
    end_ = now + kTurn;
}

void LanguageTurns::next(Tick now) {
    ++step_;
    hold(now);
}

}  // namespace baken::app
