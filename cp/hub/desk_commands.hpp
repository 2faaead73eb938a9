// baken-cp user: who may work at the desk, from the command line of the hub's own machine.
#pragma once

#include "cp/hub/commands.hpp"

namespace baken::hub {

// The password is the first line of --password-file, or of standard input. Errors: desk.user, desk.password.
[[nodiscard]] Done run_user_add(const Order& order);
[[nodiscard]] Done run_user_password(const Order& order);
[[nodiscard]] Done run_user_list(const Order& order);
[[nodiscard]] Done run_user_disable(const Order& order);

}  // namespace baken::hub
