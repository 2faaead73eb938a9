// Who may work at the desk, and what each may do: desk/users.toml. There is no way to remove a name, as the audit log
// speaks of it; a name that was disabled stays so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

// Each may do what those before it may.
enum class DeskRole : std::uint8_t {
    Viewer,         // looks
    Operator,       // handles reports, prepares bulletins
    Publisher,      // publishes
    Administrator,  // settings and users
};
[[nodiscard]] std::string_view name_of(DeskRole role);  // "viewer"
[[nodiscard]] std::optional<DeskRole> desk_role_of(std::string_view name);

struct DeskUser {
    std::string name;       // to sign in with: small letters, digits, '.', '-'
    std::string full_name;  // as others see it
    DeskRole role = DeskRole::Viewer;
    std::string hash;  // of the password
    Instant added{};
    std::optional<Instant> disabled;
};

class DeskUsers {
public:
    // A file that is not there is an empty register. `files` must outlive this. Errors: toml.*; those of Files.
    [[nodiscard]] static Result<DeskUsers> open(Files& files, Path file);
    DeskUsers() = default;  // empty, of no file: to be assigned to

    // Each writes the file before it returns. Errors: desk.user when the name is no name or is taken, or there is no
    // such user; those of Files.
    [[nodiscard]] Done add(DeskUser user);
    [[nodiscard]] Done set_password(std::string_view name, std::string hash);
    [[nodiscard]] Done disable(std::string_view name, Instant now);

    // Null when there is none. Valid until the next change.
    [[nodiscard]] const DeskUser* find(std::string_view name) const;
    [[nodiscard]] const std::vector<DeskUser>& users() const { return users_; }

private:
    DeskUsers(Files& files, Path file) : files_(&files), file_(std::move(file)) {}
    Result<DeskUser*> need(std::string_view name);
    Done write() const;

    Files* files_ = nullptr;
    Path file_;
    std::vector<DeskUser> users_;
};

}  // namespace baken::cp
