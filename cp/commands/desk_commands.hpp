// baken-cp user: who may work at the desk, from the command line of the hub's own machine.
#pragma once

#include "cp/commands/commands.hpp"

namespace baken::cp {

// The password is the first line of --password-file, or of standard input. Errors: desk.user, desk.password.
[[nodiscard]] Done run_user_add(const Order& order);
[[nodiscard]] Done run_user_password(const Order& order);
[[nodiscard]] Done run_user_list(const Order& order);
[[nodiscard]] Done run_user_disable(const Order& order);

}  // namespace baken::cp
