#include "kiosk/store/staff_door.hpp"

#include <algorithm>
#include <charconv>

#include "exchange/base/log.hpp"
#include "exchange/trust/keys.hpp"
#include "kiosk/store/damaged.hpp"

namespace baken::store {
namespace {

using namespace std::chrono_literals;

constexpr ByteLimit kMostDoorBytes{64 * 1024};
constexpr int kFreeTries = 3;
constexpr Duration kFirstWait = 5s;
constexpr Duration kLongestWait = 10min;

bool is_pin(std::string_view text) {
    return text.size() >= 4 && text.size() <= 12 &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::max(number, 0);
}

}  // namespace

Duration pin_wait(int wrong) {
    if (wrong < kFreeTries) return Duration::zero();
    auto wait = kFirstWait;
    for (int i = kFreeTries; i < wrong && wait < kLongestWait; ++i) wait *= 2;
    return std::min(wait, kLongestWait);
}

StaffDoor StaffDoor::open(Files& files, const Clock& clock, Path folder, trust::PasswordCost cost) {
    StaffDoor door(files, clock, std::move(folder), cost);
    if (door.folder_.empty()) return door;
    door.read_tries();
    door.read_key();
    return door;
}

// A count that cannot be read must not keep staff out, nor cost more than what it counts.
void StaffDoor::read_tries() {
    auto tries = files_->read(folder_ / "staff.tries", ByteLimit{64});
    if (!tries) troubles_.push_back(std::move(tries.error()));
    wrong_ = number_in(tries ? tries->value_or(std::string{}) : std::string{});
    // The wait begins anew with the start, so that switching off and on is no way around it.
    last_wrong_ = clock_->tick();
}

// Who comes next must not choose a PIN over one that is only out of reach.
void StaffDoor::read_key() {
    auto file = files_->read(folder_ / "staff.key", kMostDoorBytes);
    if (!file) {
        unread_ = file.error();
        troubles_.push_back(std::move(file.error()));
    } else if (*file) {
        take_key(std::move(**file));
    }
}

// A rotten key must not keep the records of this kiosk from the disk: the coordination point can still read them.
void StaffDoor::take_key(std::string file) {
    auto half = trust::public_half(file, "sealing");
    if (!half) {
        troubles_.push_back(Error{"staff-key.damaged", "the staff key was damaged: " + half.error().message,
                                  "choose a PIN again; older records open at the coordination point only"});
        if (auto kept = keep_aside(*files_, folder_ / "staff.key"); !kept) troubles_.push_back(kept.error());
        return;
    }
    public_ = std::move(*half);
    file_ = std::move(file);
}

std::optional<Tick> StaffDoor::wait_until() const {
    auto until = last_wrong_ + pin_wait(wrong_);
    return wrong_ >= kFreeTries && until > clock_->tick() ? std::optional(until) : std::nullopt;
}

// Written before the PIN is tried, so that pulling the plug does not save a try. A disk that takes nothing keeps nobody
// out who knows the PIN; the count in memory makes who guesses wait all the same.
void StaffDoor::count_try(int wrong) {
    wrong_ = wrong;
    last_wrong_ = clock_->tick();
    if (folder_.empty()) return;
    auto written = files_->replace(folder_ / "staff.tries", std::to_string(wrong) + "\n");
    if (!written) log(LogLevel::Warning, "store", written.error().text());
}

Done StaffDoor::keep(const trust::SealingKey& key, std::string_view pin) {
    TRY(auto file, key.wrap(pin, cost_));
    if (!folder_.empty()) {
        TRY_DONE(files_->make_folder(folder_));
        TRY_DONE(files_->replace(folder_ / "staff.key", file));
    }
    file_ = std::move(file);
    public_ = key.public_bytes();
    return {};
}

Done StaffDoor::set_pin(std::string_view old_pin, std::string_view new_pin) {
    if (!is_pin(new_pin)) return refuse("pin.form", "a PIN is 4 to 12 digits");
    if (has_pin() && old_pin.empty()) return refuse("pin.set", "there is a PIN already");
    if (has_pin()) TRY_DONE(unlock(old_pin));
    if (key_) return keep(*key_, new_pin);
    auto key = trust::SealingKey::generate();
    TRY_DONE(keep(key, new_pin));
    key_ = std::move(key);
    return {};
}

Done StaffDoor::unlock(std::string_view pin) {
    if (!has_pin()) return refuse("pin.none", "nobody chose a PIN yet");
    if (unread_) return std::unexpected(*unread_);
    if (wait_until()) return refuse("pin.wait", "too many wrong tries");
    count_try(wrong_ + 1);
    auto opened = trust::SealingKey::unwrap(file_, pin);
    if (!opened && opened.error().check == "box.password") return refuse("pin.wrong", "this is not the PIN");
    if (!opened) return std::unexpected(std::move(opened.error()));
    key_ = std::move(*opened);
    count_try(0);
    return {};
}

}  // namespace baken::store
