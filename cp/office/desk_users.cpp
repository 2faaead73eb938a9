#include "cp/office/desk_users.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cp/region/toml_text.hpp"
#include "exchange/base/toml_reader.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostUserBytes{1'000'000};
constexpr std::array<std::string_view, 4> kRoles{"viewer", "operator", "publisher", "administrator"};

bool is_name_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
}

bool is_name(std::string_view name) {
    return name.size() >= 2 && name.size() <= 40 && name.front() != '.' && std::ranges::all_of(name, is_name_letter);
}

std::string entry_of(const DeskUser& user) {
    auto text =
        fmt::format("[[user]]\nname = {}\nfull_name = {}\nrole = \"{}\"\nhash = {}\nadded = {}\n", toml_text(user.name),
                    toml_text(user.full_name), name_of(user.role), toml_text(user.hash), to_rfc3339(user.added));
    if (user.disabled) text += fmt::format("disabled = {}\n", to_rfc3339(*user.disabled));
    return text + "\n";
}

}  // namespace

std::string_view name_of(DeskRole role) {
    return kRoles[static_cast<std::size_t>(role)];
}

std::optional<DeskRole> desk_role_of(std::string_view name) {
    auto found = std::ranges::find(kRoles, name);
    if (found == kRoles.end()) return std::nullopt;
    return static_cast<DeskRole>(found - kRoles.begin());
}

Result<DeskUsers> DeskUsers::open(Files& files, Path file) {
    DeskUsers found(files, std::move(file));
    TRY(auto bytes, files.read(found.file_, kMostUserBytes));
    if (!bytes) return found;
    TRY(auto table, TomlTable::parse(*bytes, kMostUserBytes));
    for (auto& entry : table.tables("user")) {
        DeskUser user{entry.text("name"), entry.text("full_name")};
        auto role = desk_role_of(entry.text("role"));
        if (!role) entry.refuse_key("role", "is no role");
        user.role = role.value_or(DeskRole::Viewer);
        user.hash = entry.text("hash");
        user.added = entry.maybe_moment("added").value_or(Instant{});
        user.disabled = entry.maybe_moment("disabled");
        found.users_.push_back(std::move(user));
    }
    TRY_DONE(table.finish());
    return found;
}

Done DeskUsers::write() const {
    std::string text = "# Written by baken-cp user.\n\n";
    for (const auto& user : users_) text += entry_of(user);
    TRY_DONE(files_->make_folder(file_.parent_path()));
    return files_->replace(file_, text);
}

const DeskUser* DeskUsers::find(std::string_view name) const {
    auto found = std::ranges::find(users_, name, &DeskUser::name);
    return found == users_.end() ? nullptr : &*found;
}

Result<DeskUser*> DeskUsers::need(std::string_view name) {
    auto found = std::ranges::find(users_, name, &DeskUser::name);
    if (found == users_.end()) return refuse("desk.user", fmt::format("there is no user \"{}\"", name));
    return &*found;
}

Done DeskUsers::add(DeskUser user) {
    if (!is_name(user.name)) {
        return refuse("desk.user", "a name is 2 to 40 small letters, digits, '.' or '-'");
    }
    if (find(user.name) != nullptr) return refuse("desk.user", user.name + " is there already");
    users_.push_back(std::move(user));
    return write();
}

Done DeskUsers::set_password(std::string_view name, std::string hash) {
    TRY(auto* user, need(name));
    user->hash = std::move(hash);
    return write();
}

Done DeskUsers::disable(std::string_view name, Instant now) {
    TRY(auto* user, need(name));
    if (!user->disabled) user->disabled = now;
    return write();
}

}  // namespace baken::cp
