// Who comes in: signing in and out, sessions, roles, and the log of it.
#pragma once

#include <string>
#include <vector>

#include "cp/office/desk_audit.hpp"
#include "cp/office/desk_doors.hpp"
#include "cp/office/desk_sessions.hpp"
#include "cp/office/desk_tries.hpp"
#include "cp/office/desk_users.hpp"
#include "cp/office/known_sessions.hpp"
#include "cp/region/reader_keys.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::cp {

// Does the cookie go over TLS only?
enum class Transport { Plain, Tls };

// The value of a cookie in a Cookie header; empty when it is not there.
[[nodiscard]] std::string cookie_value(std::string_view header, std::string_view name);

class DeskAccess {
public:
    // `files`, `store`, `audit` and `clock` must outlive this.
    DeskAccess(Files& files, const RegionFolder& region, DeskStore& store, AuditLog& audit, const Clock& clock,
               Transport transport, trust::PasswordCost cost);

    // Fills in who it is. Errors: desk.session when nobody is signed in; desk.token when what changes something does
    // not repeat the session's token or comes from another site; desk.media_type when it is no JSON; desk.role.
    [[nodiscard]] Done admit(const DeskDoor& door, DeskCall& call);

    // Whose room this takes while it waits; on the server's thread.
    [[nodiscard]] Party party_of(const Request& request) const {
        return known_.party_of(cookie_value(request.cookie, cookie_name()));
    }

    // Does the cookie name a session that there is? Whether it may come in is for admit() to say. On the server's
    // thread.
    [[nodiscard]] bool knows(std::string_view cookie) const {
        return known_.party_of(cookie_value(cookie, cookie_name())).share == Share::Session;
    }

    // Learns which sessions there are, whichever hub let them in, so that party_of() takes none of them for a
    // stranger. At the start, and every few seconds in the desk's lane: a session that nobody knows would have to get
    // in among the strangers first. Errors: inbox.store; those of DeskUsers.
    [[nodiscard]] Done know_sessions();

    // May this browser learn that an emergency waits? Somebody who may read records signed in with it within the last
    // week and did not sign out; they may have been away too long to be in still.
    [[nodiscard]] Result<bool> may_watch(const DeskCall& call);

    // The record keys that this session carries; none where it carries none. Errors: desk.session when its user has
    // been given more since, which only their password opens; those of unpack_keys.
    [[nodiscard]] Result<RecordSecrets> record_keys(const DeskCall& call);

    // sign-in, sign-out, me, password, users, audit
    [[nodiscard]] std::vector<DeskDoor> doors();

    [[nodiscard]] Instant now() const { return clock_.now(); }
    [[nodiscard]] bool is_secure() const { return transport_ == Transport::Tls; }

    // Writes to the log who did this. It is done by then: a log that cannot be written is told as an error of the
    // program, and takes nothing back.
    void note(const DeskCall& call, std::string action, std::string object, std::string detail = {});

private:
    // Nothing for who was disabled meanwhile, or has a new password.
    Result<std::optional<DeskUser>> user_of(const DeskSession& session);
    // The same of the session of this name, also while it rests.
    Result<std::optional<DeskUser>> watcher_of(const std::string& session_name);
    Done note_known(const DeskCall& call);
    Result<Response> sign_in(DeskCall& call);
    Result<Response> sign_out(DeskCall& call);
    Result<Response> tell_me(DeskCall& call);
    Result<Response> change_password(DeskCall& call);
    Result<Response> list_users(DeskCall& call);
    Result<Response> list_audit(DeskCall& call);
    struct NewSession {
        std::string name;
        std::string keys;
        std::string before;  // the name that the browser came with
    };
    // Errors: those of PasswordTries::begin.
    Result<PasswordTry> begin_try(const std::string& name, const std::string& session_name);
    // A stranger who knows a name makes it wait as long as they like. Who was in by that name with this browser, and
    // did not sign out, is no stranger: their tries are counted by themselves.
    Result<std::string> counted_as(const std::string& name, const std::string& session_name);
    // With the region's lock, as the commands that change users have it. Errors: region.busy; desk.conflict when the
    // password was changed since it was looked at; those of DeskUsers and ReaderKeys.
    struct NewPassword {
        std::string present;
        std::string next;
        std::string hash;
    };
    Done put_password(const DeskUser& user, const NewPassword& password);
    // Errors: desk.sign_in when it does not fit.
    Result<Response> enter(const PasswordTry& made, PasswordTries::Fit fit, const NewSession& fresh);
    [[nodiscard]] std::string_view cookie_name() const { return is_secure() ? "__Host-baken" : "baken"; }
    [[nodiscard]] std::string cookie(std::string_view value, Duration age) const;

    // The record keys of who signs in, packed for the session; empty where there are none, or they cannot be opened.
    std::string keys_for(const DeskUser& user, const std::string& password, const std::string& session);

    Files& files_;
    RegionFolder region_;
    Path users_file_;
    Path keys_folder_;
    AuditLog& audit_;
    const Clock& clock_;
    Transport transport_;
    trust::PasswordCost cost_;
    DeskSessions sessions_;
    KnownSessions known_;
    PasswordTries tries_;
    ReaderKeys reader_keys_;
};

}  // namespace baken::cp
