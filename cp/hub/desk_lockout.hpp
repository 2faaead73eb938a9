// Wrong passwords make a name wait: after the fifth half a minute, then twice as long each time, at most a quarter of
// an hour. Names that do not exist wait in the same way, so that waiting tells nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/time.hpp"

namespace baken::hub {

class Lockout {
public:
    // How long this name must still wait; nothing when it may try.
    [[nodiscard]] std::optional<Duration> wait_of(std::string_view name, Tick now) const;
    void count_wrong(std::string_view name, Tick now);
    void forget(std::string_view name);

private:
    struct Tries {
        int wrong = 0;
        Tick last{};
        Tick until{};
    };
    std::map<std::string, Tries, std::less<>> tries_;
};

}  // namespace baken::hub
