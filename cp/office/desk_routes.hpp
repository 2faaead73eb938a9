// The desk: the page in which the staff of a coordination point work, and what that page asks for.
//
//   /desk              the page; /desk/<file> what it is made of (cp/desk)
//   /desk/api/...      JSON, for who is signed in
//
// Against other sites in the same browser: the session's cookie is HttpOnly, SameSite=Strict and (under TLS) Secure;
// whatever changes something repeats the session's token and is JSON; the browser's own word on where a request comes
// from (Sec-Fetch-Site) is heeded. Against text that would be markup: the page writes text only, and its
// Content-Security-Policy lets no script in but its own files and no string become markup.
#pragma once

#include <optional>
#include <vector>

#include "cp/hub/served_folder.hpp"
#include "cp/office/desk_access.hpp"
#include "cp/office/desk_doors.hpp"

namespace baken::cp {

class DeskRoutes final : public Routes {
public:
    // `page` is the folder cp/desk; `access` must outlive this.
    DeskRoutes(ServedFolder page, DeskAccess& access) : page_(std::move(page)), access_(access) {}

    // Before the server runs.
    void add(std::vector<DeskDoor> doors);

    [[nodiscard]] bool owns(std::string_view path) const override;
    // What strangers send lies in memory beside what those send who are in, so it is little.
    [[nodiscard]] BodyLimit body_limit(std::string_view path, const RequestHead& head) const override;
    [[nodiscard]] Response respond(const RequestTarget& target, Request request) override;

private:
    [[nodiscard]] const DeskDoor* door_of(Method method, std::string_view path) const;
    Answer respond_page(std::string_view path, const Request& request);
    Response open(const DeskDoor& door, DeskCall call);

    ServedFolder page_;
    DeskAccess& access_;
    std::vector<DeskDoor> doors_;
};

}  // namespace baken::cp
