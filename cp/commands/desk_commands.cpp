#include "cp/commands/desk_commands.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "cp/inbox/desk_store.hpp"
#include "cp/office/desk_audit.hpp"
#include "cp/office/desk_password.hpp"
#include "cp/office/desk_users.hpp"
#include "cp/region/keyring.hpp"
#include "cp/region/reader_keys.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/text.hpp"

namespace baken::cp {
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
    TRY(auto lock, RegionLock::take(region, std::chrono::seconds{5}));
    auto office = std::unique_ptr<Office>(new Office{DiskFiles(), region, std::move(lock), {}});
    TRY(office->users, DeskUsers::open(office->files, region.desk_users()));
    return office;
}

struct NewPassword {
    trust::Secret text;
    std::string hash;
};

// What opens records. None where this role reads none, where there are none, or where no passphrase was given and they
// need one. Errors: key.passphrase when the one that was given does not open them, so that nothing was changed yet.
Result<RecordSecrets> open_secrets(Office& office, const Order& order, DeskRole role) {
    if (role < DeskRole::Operator) return RecordSecrets{};
    TRY(auto passphrase, find_passphrase(office.files, order.passphrase_file));
    bool given = !passphrase.bytes().empty();
    auto secrets = Keyring(office.files, office.region.keys(), std::move(passphrase)).open_sealing();
    if (!secrets && !given && secrets.error().check == "key.passphrase") return RecordSecrets{};
    return secrets;
}

// Who may read records gets the keys for it. Without the passphrase that protects them a person is let in all the
// same, and reads no records until somebody gives them.
Done give_record_keys(Office& office, const Order& order, DeskRole role, const NewPassword& password,
                      const RecordSecrets& secrets) {
    ReaderKeys keys(office.files, office.region, kSignInCost);
    if (!secrets.empty()) return keys.give(order.user, password.text.bytes(), secrets);
    TRY_DONE(keys.take_away(order.user));
    if (role < DeskRole::Operator) return {};
    fmt::print(stderr,
               "Reports stay closed for {}: the keys that open them were not given. To give them, type: baken-cp user"
               " passwd {} {} --passphrase-file FILE, where FILE holds the passphrase of the region's keys.\n",
               order.user, order.region.string(), order.user);
    return {};
}

// Whoever types it may take their time, so this comes before the region is locked.
Result<NewPassword> read_password(const Order& order) {
    DiskFiles files;
    TRY_DONE(read_region_name(files, {order.region}));
    std::string line;
    if (order.password_file.empty()) {
        std::getline(std::cin, line);
    } else {
        TRY(auto bytes, files.read(order.password_file, kMostBytes));
        if (!bytes) return refuse("desk.password", order.password_file.string() + ": is not there");
        line = split(*bytes, '\n').front();
    }
    TRY_DONE(check_new_password(line, order.user));
    TRY(auto hash, hash_password(line));
    return NewPassword{trust::Secret(std::move(line)), std::move(hash)};
}

// Whoever has a new password waits for no wrong ones that a stranger tried. A hub that never ran counted none.
Done forget_tries(const Order& order, const std::string& place) {
    if (order.store.empty() && !std::filesystem::exists(place)) return {};
    TRY(auto store, DeskStore::open(place));
    return store->forget_tries(order.user);
}

}  // namespace

Done run_user_add(const Order& order) {
    auto role = desk_role_of(order.role);
    if (!role) return refuse("desk.user", order.role + ": is no role", "viewer, operator, publisher or administrator");
    TRY(auto password, read_password(order));
    TRY(auto office, open_office(order));
    DeskUser user{order.user,  order.name.empty() ? order.user : order.name, *role, password.hash, SystemClock().now(),
                  std::nullopt};
    TRY(auto secrets, open_secrets(*office, order, *role));
    TRY_DONE(office->users.add(std::move(user)));
    TRY_DONE(give_record_keys(*office, order, *role, password, secrets));
    return office->note("user.add", order.user, order.role);
}

Done run_user_password(const Order& order) {
    TRY(auto place, store_of({order.region}, order.store));
    TRY(auto password, read_password(order));
    TRY(auto office, open_office(order));
    const auto* user = office->users.find(order.user);
    auto role = user == nullptr ? DeskRole::Viewer : user->role;
    TRY(auto secrets, open_secrets(*office, order, role));
    TRY_DONE(office->users.set_password(order.user, password.hash));
    TRY_DONE(give_record_keys(*office, order, role, password, secrets));
    TRY_DONE(office->note("user.password", order.user));
    return forget_tries(order, place);
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
    TRY_DONE(ReaderKeys(office->files, office->region, kSignInCost).take_away(order.user));
    return office->note("user.disable", order.user);
}

}  // namespace baken::cp
