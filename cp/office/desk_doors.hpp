// The ways into the desk, below /desk/api/: each says which role it takes; who may not come in never reaches what is
// behind. All doors run in the desk's lane, and may go on in another.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cp/hub/responder.hpp"
#include "cp/office/desk_sessions.hpp"
#include "cp/office/desk_users.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

// Who knocks, and with what.
struct DeskCall {
    RequestTarget target;
    Request request;
    trust::Json body;                    // of a Post, an object
    std::optional<DeskUser> user;        // nobody where a door is open to everyone
    std::optional<DeskSession> session;  // the same
    std::string session_name;

    [[nodiscard]] std::string question(std::string_view name) const;  // of the query; empty when not asked
};

constexpr std::uint64_t kUsualBodyBytes = 256 * 1024;

struct DeskDoor {
    Method method = Method::Get;
    std::string path;               // below desk/api/
    std::optional<DeskRole> least;  // nothing: open to everyone
    std::function<Result<Response>(DeskCall&)> open;
    std::uint64_t most_body = kUsualBodyBytes;  // of a Post
};

// auto at = ways_into(*this); {Method::Get, "bulletins", DeskRole::Viewer, at(&DeskBulletins::list)}
// `desk` outlives the doors.
template <typename Desk>
auto ways_into(Desk& desk) {
    return [&desk](Result<Response> (Desk::*what)(DeskCall&)) {
        return [&desk, what](DeskCall& call) { return (desk.*what)(call); };
    };
}

// What most doors give.
[[nodiscard]] Answer json_answer(trust::JsonObject object, int status = 200);
// The status is told by the check: 401, 403, 404, 409, 429, or 422 for what was asked rightly but cannot be.
[[nodiscard]] Answer error_answer(const Error& error);

}  // namespace baken::cp
