// Tries at a password. Each counts as wrong until it turned out right, so that many at once are no more than one after
// another; those that were wrong stand in the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cp/office/desk_audit.hpp"
#include "cp/office/desk_lockout.hpp"
#include "cp/office/desk_users.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::cp {

struct PasswordTry {
    std::string name;
    std::string counted;           // under which the wrong ones are counted
    std::optional<DeskUser> user;  // who may come in with the right password
    bool is_known = false;
};

class PasswordTries {
public:
    enum class Fit : std::uint8_t { No, Yes };

    // `files`, `store`, `audit` and `clock` must outlive this.
    PasswordTries(Files& files, Path users_file, DeskStore& store, AuditLog& audit, const Clock& clock,
                  trust::PasswordCost cost)
        : files_(files),
          users_file_(std::move(users_file)),
          audit_(audit),
          clock_(clock),
          cost_(cost),
          lockout_(store) {}

    // Counts it. Errors: desk.wait, with the seconds as its advice, when too many were wrong; inbox.store; those of
    // DeskUsers.
    [[nodiscard]] Result<PasswordTry> begin(const std::string& name, const std::string& counted);

    // Takes a tenth of a second of a processor, also when there is no such user; from any thread.
    [[nodiscard]] Fit fit(const PasswordTry& made, const std::string& password) const;

    // Counts it no more when it fits. Errors: desk.sign_in when it does not, which is in the log then; inbox.store.
    [[nodiscard]] Done end(const PasswordTry& made, Fit fit);

    // Of a try at whose password nobody looked.
    [[nodiscard]] Done take_back(const PasswordTry& made) { return lockout_.take_back(made.counted); }

private:
    void log_refusal(const PasswordTry& made);

    Files& files_;
    Path users_file_;
    AuditLog& audit_;
    const Clock& clock_;
    trust::PasswordCost cost_;
    Lockout lockout_;
    std::uint64_t strangers_ = 0;  // refused and not in the log yet
    std::optional<Tick> strangers_logged_;
};

}  // namespace baken::cp
