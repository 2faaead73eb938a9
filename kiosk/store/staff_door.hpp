// The staff key of this site, its secret half under the staff PIN. What residents told is readable here while somebody
// of staff has opened the door, and not otherwise. Wrong tries make the next one wait, also over a restart while the
// disk takes their count.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/clock.hpp"
#include "exchange/base/files.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::store {

class StaffDoor {
public:
    // Reads staff.key and the count of wrong tries from the folder; an empty folder keeps all in memory. Never fails:
    // what is wrong is told in troubles(). A staff.key that is not what was written is kept aside, and there is no PIN
    // then: whoever chooses the next one has another key and reads nothing of before. With one that cannot be read
    // there is a PIN that does not open. A count that cannot be read is none. `files` and `clock` outlive this.
    [[nodiscard]] static StaffDoor open(Files& files, const Clock& clock, Path folder,
                                        trust::PasswordCost cost = trust::kKioskCost);

    // What was wrong when the door was opened: staff-key.damaged (staff choose a PIN again); those of Files.
    [[nodiscard]] const std::vector<Error>& troubles() const { return troubles_; }

    [[nodiscard]] bool has_pin() const { return unread_ || !file_.empty(); }
    // To which records are sealed; empty before there is a PIN, and while the key cannot be read.
    [[nodiscard]] const std::string& public_key() const { return public_; }

    // Errors: pin.form (not 4 to 12 digits); pin.set (there is one, and `old_pin` is empty); pin.wrong; pin.wait;
    // those of Files. After success the door is open.
    [[nodiscard]] Done set_pin(std::string_view old_pin, std::string_view new_pin);
    // Takes a good part of a second. The right PIN opens also when the disk takes no count of tries; that is logged.
    // Errors: pin.none; pin.wait; pin.wrong; box.memory; why the key could not be read.
    [[nodiscard]] Done unlock(std::string_view pin);
    void lock() { key_.reset(); }
    // Null while locked.
    [[nodiscard]] const trust::SealingKey* key() const { return key_ ? &*key_ : nullptr; }

    // When the next try may be; nothing: now.
    [[nodiscard]] std::optional<Tick> wait_until() const;

private:
    StaffDoor(Files& files, const Clock& clock, Path folder, trust::PasswordCost cost)
        : files_(&files), clock_(&clock), folder_(std::move(folder)), cost_(cost) {}
    void read_tries();
    void read_key();
    void take_key(std::string file);
    void count_try(int wrong);
    Done keep(const trust::SealingKey& key, std::string_view pin);

    Files* files_;
    const Clock* clock_;
    Path folder_;
    trust::PasswordCost cost_;
    std::string file_;  // the key file, wrapped
    std::string public_;
    std::vector<Error> troubles_;
    std::optional<Error> unread_;  // there is a key file, out of reach until the next start
    std::optional<trust::SealingKey> key_;
    int wrong_ = 0;
    Tick last_wrong_{};
};

// How long to wait after so many wrong tries in a row: nothing for three, then 5 s, doubling, at most 10 minutes.
[[nodiscard]] Duration pin_wait(int wrong);

}  // namespace baken::store
