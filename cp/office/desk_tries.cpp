#include "cp/office/desk_tries.hpp"

#include <fmt/format.h>

#include "cp/office/desk_password.hpp"

namespace baken::cp {

Result<PasswordTry> PasswordTries::begin(const std::string& name, const std::string& counted) {
    TRY(auto wait, lockout_.wait_of(counted, clock_.now()));
    if (wait) {
        auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
        return refuse("desk.wait", fmt::format("too many wrong passwords; wait {} seconds", seconds),
                      fmt::format("{}", seconds));
    }
    TRY_DONE(lockout_.count_wrong(counted, clock_.now()));
    TRY(auto users, DeskUsers::open(files_, users_file_));
    PasswordTry made{.name = name, .counted = counted};
    const auto* user = users.find(name);
    made.is_known = user != nullptr;
    if (user != nullptr && !user->disabled) made.user = *user;
    return made;
}

PasswordTries::Fit PasswordTries::fit(const PasswordTry& made, const std::string& password) const {
    bool fits = password_fits(made.user ? made.user->hash : "", password, cost_) && made.user;
    return fits ? Fit::Yes : Fit::No;
}

Done PasswordTries::end(const PasswordTry& made, Fit fit) {
    if (fit == Fit::Yes) return lockout_.forget(made.counted);
    log_refusal(made);
    return refuse("desk.sign_in", "name or password is wrong");
}

// The name goes into the log only where there is such a user: a password typed in the wrong field is no name. Strangers
// may knock as often as they like, and get a line a minute for all of them.
void PasswordTries::log_refusal(const PasswordTry& made) {
    constexpr auto kForStrangers = std::chrono::minutes{1};
    if (made.is_known) return audit_.note({clock_.now(), made.name, "sign-in.refused", "", ""});
    ++strangers_;
    auto now = clock_.tick();
    if (strangers_logged_ && now - *strangers_logged_ < kForStrangers) return;
    audit_.note({clock_.now(), "", "sign-in.refused", "",
                 strangers_ == 1 ? "unknown name" : fmt::format("unknown name, {} times", strangers_)});
    strangers_ = 0;
    strangers_logged_ = now;
}

}  // namespace baken::cp
