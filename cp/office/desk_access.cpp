#include "cp/office/desk_access.hpp"

#include <fmt/format.h>

#include "cp/office/desk_password.hpp"
#include "cp/region/json_fields.hpp"
#include "cp/region/keyring.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kChanges = "changes";  // the door of those who only wait
constexpr std::size_t kAuditShown = 1'000;
constexpr Duration kPatience = std::chrono::seconds{5};  // with a command that changes users

trust::Json json_of_user(const DeskUser& user) {
    return json_of(trust::JsonObject{{"name", json_of(user.name)},
                                     {"full_name", json_of(user.full_name)},
                                     {"role", json_of(std::string(name_of(user.role)))},
                                     {"disabled", json_of(user.disabled.has_value())},
                                     {"added", json_of(to_rfc3339(user.added))}});
}

trust::Json json_of_entry(const AuditEntry& entry) {
    return json_of(trust::JsonObject{{"at", json_of(to_rfc3339(entry.at))},
                                     {"user", json_of(entry.user)},
                                     {"action", json_of(entry.action)},
                                     {"object", json_of(entry.object)},
                                     {"detail", json_of(entry.detail)}});
}

// A browser says where a request comes from; a client that does not say so is no browser that could be misled.
bool comes_from_elsewhere(const Request& request) {
    return !request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none";
}

const DeskUser* holder_of(const DeskSession& session, const DeskUsers& users) {
    const auto* user = users.find(session.user);
    return user == nullptr || user->disabled || !is_of_password(session, *user) ? nullptr : user;
}

void log_warning(const Error& error) {
    log(LogLevel::Warning, "desk", "record keys check=" + error.check);
}

// A page asks by itself all the time. What it asks while nobody is at it keeps no session; where it does not say, only
// waiting for news is no work.
DeskSessions::Touch touch_of(const DeskDoor& door, const Request& request) {
    bool is_work = request.attended == Attended::Untold ? door.path != kChanges : request.attended == Attended::Yes;
    return is_work ? DeskSessions::Touch::Yes : DeskSessions::Touch::No;
}

Done check_form(const Request& request) {
    if (request.method != Method::Post) return {};
    if (comes_from_elsewhere(request)) return refuse("desk.token", "this request comes from another site");
    if (!request.content_type.starts_with("application/json")) return refuse("desk.media_type", "send JSON");
    return {};
}

}  // namespace

std::string cookie_value(std::string_view header, std::string_view name) {
    for (auto part : split(header, ';')) {
        part = trim(part);
        auto equals = part.find('=');
        if (equals != std::string_view::npos && part.substr(0, equals) == name) {
            return std::string(part.substr(equals + 1));
        }
    }
    return {};
}

DeskAccess::DeskAccess(Files& files, const RegionFolder& region, DeskStore& store, AuditLog& audit, const Clock& clock,
                       Transport transport, trust::PasswordCost cost)
    : files_(files),
      region_(region),
      users_file_(region.desk_users()),
      keys_folder_(region.keys()),
      audit_(audit),
      clock_(clock),
      transport_(transport),
      cost_(cost),
      sessions_(store),
      tries_(files, region.desk_users(), store, audit, clock, cost),
      reader_keys_(files, region, cost) {}

std::string DeskAccess::cookie(std::string_view value, Duration age) const {
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", cookie_name(), value, seconds,
                       is_secure() ? "; Secure" : "");
}

void DeskAccess::note(const DeskCall& call, std::string action, std::string object, std::string detail) {
    audit_.note({clock_.now(), call.user ? call.user->name : std::string(), std::move(action), std::move(object),
                 std::move(detail)});
}

Result<std::optional<DeskUser>> DeskAccess::user_of(const DeskSession& session) {
    TRY(auto users, DeskUsers::open(files_, users_file_));
    const auto* user = holder_of(session, users);
    return user == nullptr ? std::optional<DeskUser>() : *user;
}

Result<std::optional<DeskUser>> DeskAccess::watcher_of(const std::string& session_name) {
    TRY(auto session, sessions_.watching(session_name, clock_.now()));
    if (!session) return std::nullopt;
    return user_of(*session);
}

Done DeskAccess::know_sessions() {
    TRY(auto sessions, sessions_.all_watching(clock_.now()));
    TRY(auto users, DeskUsers::open(files_, users_file_));
    std::set<std::string, std::less<>> hashes;
    for (const auto& [hash, session] : sessions) {
        if (holder_of(session, users) != nullptr) hashes.insert(hash);
    }
    known_.know(std::move(hashes));
    return {};
}

// A desk that only listens is no stranger either.
Done DeskAccess::note_known(const DeskCall& call) {
    auto who = call.user;
    if (!who) {
        TRY(who, watcher_of(call.session_name));
    }
    known_.note(call.session_name, who ? KnownSessions::Fate::LetIn : KnownSessions::Fate::Refused);
    return {};
}

Result<bool> DeskAccess::may_watch(const DeskCall& call) {
    TRY(auto user, watcher_of(call.session_name));
    return user && user->role >= DeskRole::Operator;
}

Done DeskAccess::admit(const DeskDoor& door, DeskCall& call) {
    TRY_DONE(check_form(call.request));
    call.session_name = cookie_value(call.request.cookie, cookie_name());
    TRY(call.session, sessions_.find(call.session_name, clock_.now(), touch_of(door, call.request)));
    if (call.session) {
        TRY(call.user, user_of(*call.session));
    }
    TRY_DONE(note_known(call));
    if (!door.least) return {};
    if (!call.user) return refuse("desk.session", "nobody is signed in");
    if (door.method == Method::Post && !is_same_secret(call.request.token, call.session->token)) {
        return refuse("desk.token", "the session's token is missing");
    }
    if (call.user->role < *door.least) {
        return refuse("desk.role", fmt::format("this takes the role of {}", name_of(*door.least)));
    }
    return {};
}

Result<std::string> DeskAccess::counted_as(const std::string& name, const std::string& session_name) {
    constexpr std::size_t kEnoughOfHash = 16;
    TRY(auto user, watcher_of(session_name));
    return user && user->name == name ? name + " " + trust::sha256_hex(session_name).substr(0, kEnoughOfHash) : name;
}

Result<PasswordTry> DeskAccess::begin_try(const std::string& name, const std::string& session_name) {
    TRY(auto counted, counted_as(name, session_name));
    return tries_.begin(name, counted);
}

// Keys that no passphrase protects (a demo's) are given to whoever signs in and may read records.
std::string DeskAccess::keys_for(const DeskUser& user, const std::string& password, const std::string& session) {
    if (user.role < DeskRole::Operator) return {};
    auto keys = reader_keys_.open(user.name, password);
    if (!keys) log_warning(keys.error());
    if (!keys || keys->empty()) {
        auto unprotected = Keyring(files_, keys_folder_, trust::Secret{}).open_sealing();
        if (!unprotected || unprotected->empty()) return {};
        if (auto given = reader_keys_.give(user.name, password, *unprotected); !given) log_warning(given.error());
        keys = std::move(unprotected);
    }
    return pack_keys(*keys, session).value_or("");
}

// Kiosks seal to a new key within a second of its publication; a session may have hours to go.
Result<RecordSecrets> DeskAccess::record_keys(const DeskCall& call) {
    TRY(auto keys, unpack_keys(call.session->keys, call.session_name));
    if (keys.empty() || reader_keys_.count(call.session->user).value_or(0) <= keys.size()) return keys;
    return refuse("desk.session", "there is a new key for reports", "sign in again");
}

// To stretch a password takes a tenth of a second of a processor, and anybody may ask for it: that is done in a lane of
// its own, so that those who are in already do not wait for it.
Result<Response> DeskAccess::sign_in(DeskCall& call) {
    TRY(auto name, read_needed(call.body, "name", {40}));
    TRY(auto password, read_needed(call.body, "password", {128}));
    TRY(auto made, begin_try(to_lower_ascii(name), call.session_name));
    return Work{Lane::Door,
                [this, made, password, before = call.session_name]() -> Response {
                    auto fit = tries_.fit(made, password);
                    auto session = DeskSessions::new_name();
                    auto keys =
                        fit == PasswordTries::Fit::Yes ? keys_for(*made.user, password, session) : std::string();
                    return Work{Lane::Desk, [this, made, fit, session, keys, before]() -> Response {
                                    auto let_in = enter(made, fit, {session, keys, before});
                                    return let_in ? std::move(*let_in) : Response(error_answer(let_in.error()));
                                }};
                },
                [this, made] { static_cast<void>(tries_.take_back(made)); }};
}

Result<Response> DeskAccess::enter(const PasswordTry& made, PasswordTries::Fit fit, const NewSession& fresh) {
    TRY_DONE(tries_.end(made, fit));
    // A session that was there before, whoever put it there, does not become this one.
    TRY_DONE(sessions_.end(fresh.before));
    TRY_DONE(sessions_.begin(fresh.name, *made.user, fresh.keys, clock_.now()));
    known_.note(fresh.name, KnownSessions::Fate::LetIn);
    audit_.note({clock_.now(), made.user->name, "sign-in", "", ""});
    auto answer = json_answer({{"user", json_of_user(*made.user)}});
    answer.headers.emplace_back("Set-Cookie", cookie(fresh.name, SessionLimits{}.watch));
    return answer;
}

Result<Response> DeskAccess::sign_out(DeskCall& call) {
    TRY_DONE(sessions_.end(call.session_name));
    note(call, "sign-out", "");
    auto answer = json_answer({});
    answer.headers.emplace_back("Set-Cookie", cookie("", Duration{0}));
    return answer;
}

Result<Response> DeskAccess::tell_me(DeskCall& call) {
    return json_answer({{"user", json_of_user(*call.user)},
                        {"token", json_of(call.session->token)},
                        {"records", json_of(std::string(call.session->keys.empty() ? "sealed" : "open"))}});
}

Done DeskAccess::put_password(const DeskUser& user, const NewPassword& password) {
    // Stretched before anybody else has to wait.
    TRY(auto keys, reader_keys_.prepare(user.name, password.present, password.next));
    TRY(auto lock, RegionLock::take(region_, kPatience));
    TRY(auto users, DeskUsers::open(files_, users_file_));
    const auto* now = users.find(user.name);
    if (now == nullptr || now->disabled || now->hash != user.hash) {
        return refuse("desk.conflict", "somebody else changed this account meanwhile");
    }
    // First the keys: a password that fits them and no more can be given again, keys that fit no password cannot.
    TRY_DONE(reader_keys_.put(user.name, keys));
    return users.set_password(user.name, password.hash);
}

Result<Response> DeskAccess::change_password(DeskCall& call) {
    TRY(auto present, read_needed(call.body, "present", {128}));
    TRY(auto next, read_needed(call.body, "next", {128}));
    TRY(auto made, begin_try(call.user->name, call.session_name));
    TRY_DONE(tries_.end(made, tries_.fit(made, present)));
    TRY_DONE(check_new_password(next, call.user->name));
    TRY(auto hash, hash_password(next, cost_));
    TRY_DONE(put_password(*made.user, {present, next, std::move(hash)}));
    note(call, "user.password", call.user->name);
    TRY_DONE(sessions_.end_all_of(call.user->name));
    return json_answer({});
}

Result<Response> DeskAccess::list_users(DeskCall& /*call*/) {
    TRY(auto users, DeskUsers::open(files_, users_file_));
    trust::JsonArray list;
    for (const auto& user : users.users()) list.push_back(json_of_user(user));
    return json_answer({{"users", json_of(std::move(list))}});
}

Result<Response> DeskAccess::list_audit(DeskCall& /*call*/) {
    TRY(auto reading, audit_.read(kAuditShown));
    trust::JsonArray list;
    for (const auto& entry : reading.entries) list.push_back(json_of_entry(entry));
    return json_answer({{"entries", json_of(std::move(list))}, {"whole", json_of(reading.whole)}});
}

std::vector<DeskDoor> DeskAccess::doors() {
    auto wait = [](DeskCall& call) -> Result<Response> {
        auto after = parse_number(call.question("after"));
        if (!after) return refuse("desk.request", "ask changes?after=N");
        return Poll{*after, Topic::Desk};
    };
    return {{Method::Post, "sign-in", std::nullopt, [this](DeskCall& call) { return sign_in(call); }},
            {Method::Post, "sign-out", DeskRole::Viewer, [this](DeskCall& call) { return sign_out(call); }},
            {Method::Get, "me", DeskRole::Viewer, [this](DeskCall& call) { return tell_me(call); }},
            {Method::Get, "changes", DeskRole::Viewer, wait},
            {Method::Post, "password", DeskRole::Viewer, [this](DeskCall& call) { return change_password(call); }},
            {Method::Get, "users", DeskRole::Administrator, [this](DeskCall& call) { return list_users(call); }},
            {Method::Get, "audit", DeskRole::Publisher, [this](DeskCall& call) { return list_audit(call); }}};
}

}  // namespace baken::cp
