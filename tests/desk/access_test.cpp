#include "cp/office/cap_feed.hpp"
#include "cp/region/keyring.hpp"
#include "cp/region/settings.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/desk/reception.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct SecureReception : Reception {
    SecureReception() : Reception(Transport::Tls) {}
};

void lets_nobody_in(Reception& reception) {
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_EQ(reception.ask(reception.get("audit")).status, 401);
    CHECK_EQ(reception.ask(reception.post("change")).status, 401);
    CHECK_EQ(reception.ask(reception.get("nothing")).status, 404);
}

void signs_in(Reception& reception) {
    auto answer = reception.sign_in("operator");
    CHECK_EQ(answer.status, 200);
    auto cookie = Reception::header(answer, "Set-Cookie");
    CHECK(cookie.find("; HttpOnly") != std::string::npos);
    CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
    CHECK(cookie.find("Secure") == std::string::npos);
    CHECK_EQ(reception.ask(reception.post("change")).status, 200);
    CHECK_EQ(reception.log(), std::string("operator sign-in\n"));
}

void keeps_the_cookie_to_tls(SecureReception& reception) {
    auto cookie = Reception::header(reception.sign_in("operator"), "Set-Cookie");
    CHECK(cookie.starts_with("__Host-baken="));
    CHECK(cookie.find("; Secure") != std::string::npos);
    CHECK(cookie.find("; Path=/;") != std::string::npos);
}

void refuses_wrong_passwords_alike(Reception& reception) {
    auto known = reception.sign_in("viewer", "iets anders dan dat");
    auto unknown = reception.sign_in("niemand", "iets anders dan dat");
    CHECK_EQ(known.status, 401);
    CHECK_EQ(known.text, unknown.text);
    CHECK(reception.log().find("niemand") == std::string::npos);
}

// What takes long is not done in the lane of those who are in; and who tries many passwords at once gets no more tries.
void stretches_passwords_at_the_door(Reception& reception) {
    auto knock = [&](const std::string& password) {
        auto request = reception.post("sign-in", R"({"name":"viewer","password":")" + password + "\"}");
        auto target = parse_request_target(request.target);
        auto response = reception.routes->respond(*target, std::move(request));
        CHECK(std::get<Work>(response).lane == Lane::Desk);
        return Work(std::get<Work>(response)).run();
    };
    std::vector<Response> begun;
    for (int count = 0; count < 5; ++count) begun.push_back(knock("geen van deze woorden"));
    for (const auto& one : begun) CHECK(std::get<Work>(one).lane == Lane::Door);
    auto sixth = knock(kPassword);
    CHECK_EQ(std::get<Answer>(sixth).status, 429);
    for (const auto& one : begun) {
        auto stretched = Work(std::get<Work>(one)).run();
        CHECK(std::get<Work>(stretched).lane == Lane::Desk);
        CHECK_EQ(std::get<Answer>(Work(std::get<Work>(stretched)).run()).status, 401);
    }
}

// Who finds the door full was not looked at, and need not wait for what they did not get wrong.
void a_full_door_counts_for_nothing(Reception& reception) {
    for (int count = 0; count < 10; ++count) {
        auto request = reception.post("sign-in", R"({"name":"viewer","password":")" + kPassword + "\"}");
        auto target = parse_request_target(request.target);
        auto response = reception.routes->respond(*target, std::move(request));
        auto stretching = Work(std::get<Work>(response)).run();
        CHECK(std::holds_alternative<Work>(stretching));
        std::get<Work>(stretching).give_up();
    }
    for (int count = 0; count < 5; ++count) CHECK_EQ(reception.sign_in("viewer", "fout fout fout").status, 401);
    CHECK_EQ(reception.sign_in("viewer").status, 429);
}

Share share_of(Reception& reception) {
    auto request = reception.get("me");
    auto target = parse_request_target(request.target);
    auto response = reception.routes->respond(*target, std::move(request));
    return std::get<Work>(response).party.share;
}

void counts_who_is_in_by_themselves(Reception& reception) {
    reception.cookie = "baken=" + std::string(64, 'a');
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK(share_of(reception) == Share::Origin);
    reception.sign_in("viewer");
    CHECK(share_of(reception) == Share::Session);
    CHECK_EQ(reception.ask(reception.post("sign-out")).status, 200);
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK(share_of(reception) == Share::Origin);
}

// At night nobody is at the desk; and its balancer may send it to a hub that never saw it, or has just begun.
void counts_who_listens_by_themselves(Reception& reception) {
    reception.sign_in("operator");
    reception.clock.advance(std::chrono::hours{1});
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK(share_of(reception) == Share::Session);
    DeskAccess other(reception.files, reception.region, *reception.store, reception.audit, reception.clock,
                     Transport::Plain, kCheap);
    auto counted_there = [&other](const Request& request) {
        CHECK_OK(other.know_sessions());
        return other.party_of(request).share;
    };
    auto resting = reception.get("watch");
    CHECK(other.party_of(resting).share == Share::Origin);
    CHECK(counted_there(resting) == Share::Session);
    // Signing in anew ends the session before.
    reception.sign_in("operator");
    CHECK(counted_there(resting) == Share::Origin);
    CHECK(counted_there(reception.get("watch")) == Share::Session);
    auto users = DeskUsers::open(reception.files, reception.region.desk_users());
    CHECK_OK(users->disable("operator", reception.clock.now()));
    CHECK(counted_there(reception.get("watch")) == Share::Origin);
}

// Else they would take the memory that a stick of envelopes needs.
void takes_little_from_strangers(Reception& reception) {
    auto limit = [&reception](const std::string& door) {
        return reception.routes->body_limit("desk/api/" + door, {"/desk/api/" + door, reception.cookie});
    };
    constexpr std::uint64_t kLittle = 16 * 1024;
    for (const auto* cookie : {"", "baken=invented"}) {
        reception.cookie = cookie;
        auto change = limit("change");
        CHECK_EQ(change.bytes, kLittle);
        CHECK_EQ(change.refusal->status, 401);
        CHECK(change.refusal->text.find("\"desk.session\"") != std::string::npos);
        CHECK_EQ(limit("sign-in").bytes, kLittle);
    }
    reception.sign_in("operator");
    CHECK_EQ(limit("change").bytes, kUsualBodyBytes);
    // Who was away too long is told so by the door, with what they had written in hand.
    reception.clock.advance(std::chrono::hours{1});
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_EQ(limit("change").bytes, kUsualBodyBytes);
}

void counts_readers_of_the_feed_apart(Reception& reception) {
    DeskShelf shelf(reception.files, reception.region);
    CapFeed feed(reception.files, reception.region, shelf, reception.clock);
    auto response = feed.respond(*parse_request_target("/cap/feed.atom"), {Method::Get, "/cap/feed.atom"});
    CHECK(std::get<Work>(response).party.share == Share::Public);
}

// Strangers may invent names; the oldest are forgotten first, and a name that was just tried is not.
void remembers_no_end_of_names(Reception& reception) {
    const DeskStore::TriesKept kept{.most = 100};
    auto no_wait = [](int) { return Duration{0}; };
    for (int count = 0; count < 500; ++count) {
        reception.clock.advance(Duration{1});
        CHECK_OK(reception.store->count_wrong("name" + std::to_string(count), reception.clock.now(), no_wait, kept));
    }
    CHECK(!*reception.store->tries("name399"));
    CHECK(reception.store->tries("name400")->has_value());
    CHECK_EQ((*reception.store->tries("name499"))->wrong, 1);
}

void locks_out(Reception& reception) {
    for (int count = 0; count < 5; ++count) CHECK_EQ(reception.sign_in("viewer", "fout fout fout").status, 401);
    CHECK_EQ(reception.sign_in("viewer").status, 429);
    CHECK_EQ(reception.sign_in("operator").status, 200);
    reception.clock.advance(std::chrono::seconds{31});
    CHECK_EQ(reception.sign_in("viewer", "fout fout fout").status, 401);
    reception.clock.advance(std::chrono::seconds{31});
    CHECK_EQ(reception.sign_in("viewer").status, 429);
    reception.clock.advance(std::chrono::seconds{30});
    CHECK_EQ(reception.sign_in("viewer").status, 200);
}

// Who knows a name makes it wait for everybody, but not for the browser that was in by it.
void strangers_keep_nobody_out(Reception& reception) {
    reception.sign_in("operator");
    auto known = reception.cookie;
    reception.clock.advance(std::chrono::hours{1});
    reception.cookie.clear();
    for (int count = 0; count < 10; ++count) reception.sign_in("operator", "fout fout fout");
    CHECK_EQ(reception.sign_in("operator").status, 429);
    // Another name is as strange to this browser as to any.
    for (int count = 0; count < 5; ++count) reception.sign_in("viewer", "fout fout fout");
    reception.cookie = known;
    CHECK_EQ(reception.sign_in("viewer").status, 429);
    CHECK_EQ(reception.sign_in("operator").status, 200);
    reception.cookie.clear();
    CHECK_EQ(reception.sign_in("operator").status, 429);
}

// It may not guess without end either.
void known_browsers_wait_too(Reception& reception) {
    reception.sign_in("operator");
    reception.clock.advance(std::chrono::hours{1});
    for (int count = 0; count < 5; ++count) CHECK_EQ(reception.sign_in("operator", "fout fout fout").status, 401);
    CHECK_EQ(reception.sign_in("operator").status, 429);
    reception.cookie.clear();
    CHECK_EQ(reception.sign_in("operator").status, 200);
}

void rotates_the_session(Reception& reception) {
    reception.cookie = "baken=" + std::string(64, 'a');
    auto planted = reception.cookie;
    reception.sign_in("viewer");
    CHECK(reception.cookie != planted);
    auto first = reception.cookie;
    reception.sign_in("viewer");
    CHECK(reception.cookie != first);
    reception.cookie = first;
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
}

void ends_sessions(Reception& reception) {
    reception.sign_in("viewer");
    CHECK_EQ(reception.ask(reception.get("me")).status, 200);
    reception.clock.advance(std::chrono::minutes{29});
    CHECK_EQ(reception.ask(reception.get("me")).status, 200);
    reception.clock.advance(std::chrono::minutes{31});
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    reception.sign_in("viewer");
    CHECK_EQ(reception.ask(reception.post("sign-out")).status, 200);
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    reception.sign_in("viewer");
    auto users = DeskUsers::open(reception.files, reception.region.desk_users());
    CHECK_OK(users->disable("viewer", reception.clock.now()));
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_EQ(reception.sign_in("viewer").status, 401);
}

// A page asks by itself for as long as it is open.
void ends_what_nobody_is_at(Reception& reception) {
    auto ask_unattended = [&] {
        auto request = reception.get("me");
        request.attended = Attended::No;
        return reception.ask(request).status;
    };
    reception.sign_in("operator");
    for (int count = 0; count < 3; ++count) {
        reception.clock.advance(std::chrono::minutes{10});
        CHECK_EQ(ask_unattended(), 200);
        CHECK(reception.may_wait(Attended::No));
    }
    reception.clock.advance(std::chrono::minutes{1});
    CHECK_EQ(ask_unattended(), 401);
    CHECK(!reception.may_wait(Attended::No));
}

void stays_with_who_is_at_work(Reception& reception) {
    reception.sign_in("operator");
    for (int count = 0; count < 5; ++count) {
        reception.clock.advance(std::chrono::minutes{20});
        CHECK(reception.may_wait(Attended::Yes));
    }
    reception.clock.advance(std::chrono::minutes{31});
    CHECK(!reception.may_wait(Attended::Yes));
}

void ends_with_the_password(Reception& reception) {
    reception.sign_in("viewer");
    auto theirs = std::exchange(reception.cookie, {});
    reception.sign_in("operator");
    auto users = DeskUsers::open(reception.files, reception.region.desk_users());
    CHECK_OK(users->set_password("operator", *hash_password("een heel ander wachtwoord", kCheap)));
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_EQ(reception.sign_in("operator", "een heel ander wachtwoord").status, 200);
    reception.cookie = theirs;
    CHECK_EQ(reception.ask(reception.get("me")).status, 200);
}

bool may_watch(Reception& reception) {
    DeskCall call;
    call.session_name = cookie_value(reception.cookie, "baken");
    auto may = reception.access->may_watch(call);
    CHECK_OK(may);
    return *may;
}

// At night nobody touches the desk, and an emergency must still ring there.
void watches_on(Reception& reception) {
    CHECK(!may_watch(reception));
    reception.sign_in("operator");
    reception.clock.advance(std::chrono::hours{13});
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_OK(DeskSessions(*reception.store).forget_ended(reception.clock.now()));
    CHECK(may_watch(reception));
    CHECK_EQ(reception.ask(reception.post("change")).status, 401);
    reception.clock.advance(std::chrono::hours{24 * 7});
    CHECK(!may_watch(reception));
    CHECK_OK(DeskSessions(*reception.store).forget_ended(reception.clock.now()));
    CHECK_EQ(*reception.store->count_sessions(), 0U);
}

void watches_no_more(Reception& reception) {
    reception.sign_in("operator");
    CHECK_EQ(reception.ask(reception.post("sign-out")).status, 200);
    CHECK(!may_watch(reception));
    reception.sign_in("viewer");
    CHECK(!may_watch(reception));
    reception.sign_in("operator");
    reception.clock.advance(std::chrono::hours{1});
    auto users = DeskUsers::open(reception.files, reception.region.desk_users());
    CHECK_OK(users->set_password("operator", *hash_password("een heel ander wachtwoord", kCheap)));
    CHECK(!may_watch(reception));
    CHECK_EQ(reception.sign_in("operator", "een heel ander wachtwoord").status, 200);
    CHECK(may_watch(reception));
    CHECK_OK(users->disable("operator", reception.clock.now()));
    CHECK(!may_watch(reception));
}

void refuses_forged_requests(Reception& reception) {
    reception.sign_in("operator");
    auto request = reception.post("change");
    request.token = "";
    CHECK_EQ(reception.ask(request).status, 403);
    request.token = std::string(64, '0');
    CHECK_EQ(reception.ask(request).status, 403);
    request = reception.post("change");
    request.content_type = "text/plain";
    CHECK_EQ(reception.ask(request).status, 415);
    request = reception.post("change");
    request.fetch_site = "cross-site";
    CHECK_EQ(reception.ask(request).status, 403);
    request.fetch_site = "same-site";
    CHECK_EQ(reception.ask(request).status, 403);
    request.fetch_site = "same-origin";
    CHECK_EQ(reception.ask(request).status, 200);
    auto sign_in = reception.post("sign-in", R"({"name":"viewer","password":"x"})");
    sign_in.fetch_site = "cross-site";
    CHECK_EQ(reception.ask(sign_in).status, 403);
}

void heeds_roles(Reception& reception) {
    reception.sign_in("viewer");
    CHECK_EQ(reception.ask(reception.post("change")).status, 403);
    CHECK_EQ(reception.ask(reception.get("audit")).status, 403);
    reception.sign_in("publisher");
    CHECK_EQ(reception.ask(reception.get("audit")).status, 200);
    CHECK_EQ(reception.ask(reception.get("users")).status, 403);
    reception.sign_in("administrator");
    auto users = reception.ask(reception.get("users"));
    CHECK_EQ(users.status, 200);
    CHECK(users.text.find("argon2") == std::string::npos);
}

void changes_passwords(Reception& reception) {
    reception.sign_in("viewer");
    const std::string next = "een heel ander wachtwoord";
    CHECK_EQ(reception.ask(reception.post("password", R"({"present":"fout","next":")" + next + "\"}")).status, 401);
    CHECK_EQ(reception.ask(reception.post("password", R"({"present":")" + kPassword + R"(","next":"kort"})")).status,
             422);
    auto good = R"({"present":")" + kPassword + R"(","next":")" + next + "\"}";
    CHECK_EQ(reception.ask(reception.post("password", good)).status, 200);
    CHECK_EQ(reception.ask(reception.get("me")).status, 401);
    CHECK_EQ(reception.sign_in("viewer").status, 401);
    CHECK_EQ(reception.sign_in("viewer", next).status, 200);
}

// Keys that nothing protects, as a demo has them, go to whoever signs in and may read records.
void opens_record_keys(Reception& reception) {
    CHECK_OK(reception.files.make_folder(reception.region.keys()));
    CHECK_OK(Keyring(reception.files, reception.region.keys(), trust::Secret{}).make_sealing());
    auto records = [&] {
        auto me = trust::parse_json(reception.ask(reception.get("me")).text);
        return *me->find("records")->text();
    };
    reception.sign_in("viewer");
    CHECK_EQ(records(), std::string("sealed"));
    reception.sign_in("operator");
    CHECK_EQ(records(), std::string("open"));
    // From now on by the password alone: the copy under the region's passphrase may lie in a safe.
    std::filesystem::remove_all(reception.region.keys());
    reception.sign_in("operator");
    CHECK_EQ(records(), std::string("open"));
    const std::string next = "een heel ander wachtwoord";
    auto change = R"({"present":")" + kPassword + R"(","next":")" + next + "\"}";
    CHECK_EQ(reception.ask(reception.post("password", change)).status, 200);
    reception.sign_in("operator", next);
    CHECK_EQ(records(), std::string("open"));
    reception.sign_in("publisher");
    CHECK_EQ(records(), std::string("sealed"));
}

void refuses_bad_json(Reception& reception) {
    reception.sign_in("operator");
    for (const auto* body : {"", "[]", "{", "{\"a\":1,\"a\":2}", "\"text\"", "{\"a\":1.5}"}) {
        CHECK_EQ(reception.ask(reception.post("change", body)).status, 400);
    }
    CHECK_EQ(reception.ask(reception.post("sign-in", R"({"name":["viewer"],"password":1})")).status, 400);
    CHECK_EQ(reception.ask(reception.post("sign-in", R"({"name":"a\u0000b","password":"x"})")).status, 400);
}

void shows_the_page_safely(Reception& reception) {
    Request request{Method::Get, "/desk"};
    auto answer = reception.ask(request);
    CHECK_EQ(answer.status, 200);
    auto policy = Reception::header(answer, "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self';"));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK_EQ(Reception::header(answer, "X-Content-Type-Options"), std::string("nosniff"));
    CHECK_EQ(reception.ask({Method::Get, "/desk/users.toml"}).status, 404);
    CHECK_EQ(reception.ask({Method::Post, "/desk"}).status, 405);
    CHECK_EQ(reception.ask({Method::Get, "/"}).status, 302);
}

void keeps_passwords(Reception& /*reception*/) {
    auto hash = hash_password(kPassword, kCheap);
    CHECK_OK(hash);
    CHECK(hash->starts_with("$argon2id$"));
    CHECK(password_fits(*hash, kPassword, kCheap));
    CHECK(!password_fits(*hash, "vier losse woorden", kCheap));
    CHECK(!password_fits("", kPassword, kCheap));
    CHECK(!password_fits("no hash at all", kPassword, kCheap));
    CHECK_REFUSED(check_new_password("elfletters", "a.b"), "desk.password");
    CHECK_REFUSED(check_new_password("jan.smit en nog wat", "Jan.Smit"), "desk.password");
    CHECK_OK(check_new_password("ééén twee drie", "jan"));
}

void keeps_settings(Reception& reception) {
    auto file = reception.region.desk_settings();
    CHECK(read_desk_settings(reception.files, file)->two_persons == TwoPersons::Extreme);
    DeskSettings settings{TwoPersons::Always, "regio@example.nl", "Veiligheidsregio \"Midden\""};
    CHECK_OK(write_desk_settings(reception.files, file, settings));
    CHECK(*read_desk_settings(reception.files, file) == settings);
    settings.sender = "regio, en anderen";
    CHECK_REFUSED(write_desk_settings(reception.files, file, settings), "desk.settings");
}

}  // namespace

int run_access_tests() {
    const CMUnitTest tests[] = {
        test<lets_nobody_in, Reception>("without signing in nothing opens"),
        test<signs_in, Reception>("the right password opens, with a cookie no script can read"),
        test<keeps_the_cookie_to_tls, SecureReception>("under TLS the cookie goes over TLS only"),
        test<refuses_wrong_passwords_alike, Reception>("a wrong password and an unknown name get the same answer"),
        test<stretches_passwords_at_the_door, Reception>(
            "a password is stretched in a lane of its own, and counts first"),
        test<a_full_door_counts_for_nothing, Reception>("who finds the door full does not wait for a wrong password"),
        test<counts_who_is_in_by_themselves, Reception>(
            "what waits is counted by the session of who is in, and by no cookie that somebody invented"),
        test<counts_who_listens_by_themselves, Reception>(
            "a desk that only listens is counted by its session at every hub"),
        test<takes_little_from_strangers, Reception>("who has no session sends no large body"),
        test<counts_readers_of_the_feed_apart, Reception>("who reads the public feed is counted apart"),
        test<remembers_no_end_of_names, Reception>("of names that strangers invent only the newest are remembered"),
        test<locks_out, Reception>("after five wrong passwords a name waits, longer each time"),
        test<strangers_keep_nobody_out, Reception>("wrong passwords of strangers do not keep out who was in before"),
        test<known_browsers_wait_too, Reception>("who was in before waits after five wrong passwords of their own"),
        test<rotates_the_session, Reception>("signing in makes a new session and ends the one before"),
        test<ends_sessions, Reception>("a session ends by time, by signing out and with its user"),
        test<ends_what_nobody_is_at, Reception>("what a page asks by itself keeps no session"),
        test<stays_with_who_is_at_work, Reception>("who is at work on a page that only waits stays signed in"),
        test<ends_with_the_password, Reception>("a password that a command sets ends the sessions of that user alone"),
        test<watches_on, Reception>("a desk that signed out by itself may watch for a week, and do nothing else"),
        test<watches_no_more, Reception>(
            "who signed out, may read no records, is disabled or has a new password watches no more"),
        test<refuses_forged_requests, Reception>("a change without the token, or from another site, is refused"),
        test<heeds_roles, Reception>("a door opens only to its role"),
        test<changes_passwords, Reception>("a new password needs the old one and ends all sessions"),
        test<opens_record_keys, Reception>("signing in opens the record keys for who may read records"),
        test<refuses_bad_json, Reception>("what is no plain JSON object is refused"),
        test<shows_the_page_safely, Reception>("the page comes with a policy that lets no other script in"),
        test<keeps_passwords, Reception>("passwords are kept by Argon2id and have a least strength"),
        test<keeps_settings, Reception>("settings are written and read back"),
    };
    return cmocka_run_group_tests_name("access", tests, nullptr, nullptr);
}
