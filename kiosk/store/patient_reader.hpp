// Reads objects from a disk that may take half a minute to say that it does not read one. All that time nothing is
// shown, and a start that takes a minute and a half is broken off by the system, as the next one would be for the same
// reason.
#pragma once

#include <string>

#include "exchange/base/clock.hpp"
#include "kiosk/store/objects.hpp"

namespace baken::store {

class PatientReader {
public:
    static constexpr Duration kLongest = std::chrono::seconds{40};

    // Asks no more once the disk has refused, and took so long for that in all. `clock` must outlive this.
    PatientReader(Objects objects, const Clock& clock, Duration longest = kLongest)
        : objects_(std::move(objects)), clock_(clock), longest_(longest) {}

    // Errors: store.unread when the disk is not asked any more; those of Objects::read().
    [[nodiscard]] Result<std::string> read(const Object& object);

private:
    Objects objects_;
    const Clock& clock_;
    Duration longest_;
    Duration spent_{};
    bool refused_ = false;
};

}  // namespace baken::store
