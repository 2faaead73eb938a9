#include "cp/hub/desk_commands.hpp"

#include <fmt/format.h>

#include <iostream>

#include "cp/hub/desk_audit.hpp"
#include "cp/hub/desk_password.hpp"
#include "cp/hub/desk_users.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/text.hpp"

namespace baken::hub {
namespace {

constexpr ByteLimit kMostBytes{4096};

// What changes users stands on: nobody else changes the region meanwhile, and the log hears of it.
struct Office {
    DiskFiles files;
    RegionFolder region;
    RegionLock lock;
    DeskUsers users;

    Done note(std::string action, const std::string& name, std::string detail = {}) {
        AuditLog audit(files, region.desk_audit());
        return audit.append({SystemClock().now(), "", std::move(action), name, std::move(detail)});
    }
};

Result<std::unique_ptr<Office>> open_office(const Order& order) {
    RegionFolder region{order.region};
    DiskFiles files;
    TRY(auto name, read_region_name(files, region));
    TRY(auto lock, RegionLock::take(region));
    auto office = std::unique_ptr<Office>(new Office{DiskFiles(), region, std::move(lock), {}});
    TRY(office->users, DeskUsers::open(office->files, region.desk_users()));
    return office;
}

Result<std::string> read_password(const Order& order) {
    std::string line;
    if (order.password_file.empty()) {
        std::getline(std::cin, line);
    } else {
        DiskFiles files;
        TRY(auto bytes, files.read(order.password_file, kMostBytes));
        if (!bytes) return refuse("desk.password", order.password_file.string() + ": is not there");
        line = split(*bytes, '\n').front();
    }
    TRY_DONE(check_new_password(line, order.user));
    return hash_password(line);
}

}  // namespace

Done run_user_add(const Order& order) {
    TRY(auto office, open_office(order));
    auto role = desk_role_of(order.role);
    if (!role) return refuse("desk.user", order.role + ": is no role", "viewer, operator, publisher or administrator");
    TRY(auto hash, read_password(order));
    DeskUser user{
        order.user,  order.name.empty() ? order.user : order.name, *role, std::move(hash), SystemClock().now(),
        std::nullopt};
    TRY_DONE(office->users.add(std::move(user)));
    return office->note("user.add", order.user, order.role);
}

Done run_user_password(const Order& order) {
    TRY(auto office, open_office(order));
    TRY(auto hash, read_password(order));
    TRY_DONE(office->users.set_password(order.user, std::move(hash)));
    return office->note("user.password", order.user);
}

Done run_user_list(const Order& order) {
    DiskFiles files;
    TRY(auto users, DeskUsers::open(files, RegionFolder{order.region}.desk_users()));
    for (const auto& user : users.users()) {
        auto state = user.disabled ? "disabled " + to_rfc3339(*user.disabled) : std::string("active");
        fmt::print("{} {} {} {}\n", user.name, name_of(user.role), to_rfc3339(user.added), state);
    }
    return {};
}

Done run_user_disable(const Order& order) {
    TRY(auto office, open_office(order));
    TRY_DONE(office->users.disable(order.user, SystemClock().now()));
    return office->note("user.disable", order.user);
}

}  // namespace baken::hub
