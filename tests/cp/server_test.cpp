#include "cp/hub/server.hpp"

#include <filesystem>
#include <limits>
#include <thread>

#include "cp/hub/responder.hpp"
#include "exchange/base/log.hpp"
#include "tests/cp/client.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct Running {
    SystemClock real;
    std::unique_ptr<Server> server;
    std::thread thread;
    std::string address;

    Running(const Path& tree, ServerOptions options, Routes& routes) {
        set_log_level(LogLevel::Warning);
        auto opened = Server::open(tree, options, real);
        CHECK_OK(opened);
        server = std::move(*opened);
        address = server->address();
        server->add(routes);
        thread = std::thread([this] { server->run(); });
    }
    ~Running() { stop(); }
    void stop() {
        if (!thread.joinable()) return;
        server->stop();
        thread.join();
    }
};

// Lets anybody wait for news of the desk, and takes more than a byte from who is known alone.
struct NewsDoor : Routes {
    bool owns(std::string_view path) const override { return path == "news"; }
    BodyLimit body_limit(std::string_view /*path*/, const RequestHead& head) const override {
        if (head.cookie == "known") return {1'000};
        return {1, plain_answer(Route::Desk, 401, "who are you\n")};
    }
    Response respond(const RequestTarget& target, Request request) override {
        if (request.method == Method::Post) return plain_answer(Route::Desk, 200, request.body);
        return Poll{*parse_number(*target.value("after")), Topic::Desk};
    }
};

struct Open : Office {
    NewsDoor news;
    std::optional<Running> running;
    Open() {
        begin();
        CHECK_OK(publish());
    }
    std::string& serve(ServerOptions options = {}) {
        running.emplace(region.tree(), std::move(options), news);
        return running->address;
    }
    // The number of the desk's news that the answer to `after` has.
    std::int64_t ask_news(Client& client, std::int64_t after) {
        client.send("GET /news?after=" + std::to_string(after) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        return number_in(client.answer());
    }
    static std::int64_t number_in(const std::string& answer) {
        CHECK_EQ(status_of(answer), std::string("200"));
        auto text = body_of(answer);
        return std::stoll(text.substr(text.find(": ") + 2));
    }
    // Waits until the server holds so many polls, by asking it.
    void await_polls(int count, const std::string& gauge = "baken_polls_open") {
        auto wanted = "\n" + gauge + " " + std::to_string(count) + "\n";
        Client client(running->address);
        while (true) {
            client.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
            auto answer = client.answer();
            if (answer.find(wanted) != std::string::npos) return;
            CHECK_EQ(status_of(answer), std::string("200"));
            std::this_thread::yield();
        }
    }
};

std::string request(const std::string& target, const std::string& more = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
}

const std::string kTimestamp = "/baken/repository/metadata/timestamp.json";

void answers_in_order(Open& open) {
    Client client(open.serve());
    client.send(request("/healthz") + request(kTimestamp) + request("/nothing"));
    CHECK_EQ(body_of(client.answer()), std::string("well\n"));
    CHECK_EQ(body_of(client.answer()), open.published("metadata/timestamp.json"));
    CHECK_EQ(status_of(client.answer()), std::string("404"));
    client.send(request("/healthz", "Connection: close\r\n"));
    CHECK_EQ(body_of(client.rest()), std::string("well\n"));
}

void answers_bytes_that_trickle(Open& open) {
    Client client(open.serve());
    for (char byte : request("/healthz")) client.send({&byte, 1});
    CHECK_EQ(status_of(client.answer()), std::string("200"));
}

void gives_no_body_for_head(Open& open) {
    Client client(open.serve());
    client.send("HEAD " + kTimestamp + " HTTP/1.1\r\nHost: a\r\n\r\n" + request("/healthz"));
    auto head = client.answer(false);
    auto size = open.published("metadata/timestamp.json").size();
    CHECK(head.find("Content-Length: " + std::to_string(size) + "\r\n") != std::string::npos);
    CHECK_EQ(body_of(client.answer()), std::string("well\n"));
}

void sends_large_files(Open& open) {
    std::string large(3'000'000, 'x');
    for (std::size_t at = 0; at < large.size(); at += 97) large[at] = static_cast<char>('a' + at % 26);
    CHECK_OK(open.files.replace(open.region.tree() / "large.bin", large));
    Client client(open.serve());
    client.send(request("/baken/large.bin", "Range: bytes=1000000-2500000\r\n") + request("/baken/large.bin"));
    auto part = client.answer();
    CHECK_EQ(status_of(part), std::string("206"));
    CHECK(body_of(part) == large.substr(1'000'000, 1'500'001));
    CHECK(body_of(client.answer()) == large);
}

void refuses_what_is_too_much(Open& open) {
    auto address = open.serve();
    auto ask = [&address](const std::string& bytes) {
        Client client(address);
        client.send(bytes);
        return status_of(client.rest());
    };
    CHECK_EQ(ask(request("/healthz", "X: " + std::string(9000, 'x') + "\r\n")), std::string("431"));
    CHECK_EQ(ask("POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"), std::string("413"));
    CHECK_EQ(ask("POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
             std::string("411"));
    CHECK_EQ(ask("GET /healthz HTTP/1.1\r\n\r\n"), std::string("400"));
    CHECK_EQ(ask("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), std::string("400"));
    CHECK_EQ(ask("nonsense\r\n\r\n"), std::string("400"));
    CHECK_EQ(ask(std::string(100'000, '\0')), std::string("400"));
    CHECK_EQ(ask("DELETE /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), std::string("405"));
}

void takes_large_bodies_by_cookie(Open& open) {
    auto address = open.serve();
    auto post = [&address](const std::string& cookie, std::size_t bytes) {
        Client client(address);
        client.send("POST /news HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + cookie +
                    "Content-Length: " + std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'x'));
        return client.rest();
    };
    CHECK_EQ(status_of(post("", 1)), std::string("200"));
    auto refused = post("Cookie: invented\r\n", 1'000);
    CHECK_EQ(status_of(refused), std::string("401"));
    CHECK_EQ(body_of(refused), std::string("who are you\n"));
    CHECK_EQ(body_of(post("Cookie: known\r\n", 1'000)), std::string(1'000, 'x'));
    CHECK_EQ(status_of(post("Cookie: known\r\n", 1'001)), std::string("413"));
}

void drops_slow_clients(Open& open) {
    ServerOptions options;
    options.patience = std::chrono::milliseconds{1};
    Client client(open.serve(options));
    client.send("GET /healthz HTTP/1.1\r\nHo");
    CHECK_EQ(client.rest(), std::string(""));
}

void turns_away_too_many(Open& open) {
    ServerOptions options;
    options.most_connections = 2;
    auto address = open.serve(options);
    Client first(address);
    Client second(address);
    for (auto* client : {&first, &second}) {
        client->send(request("/healthz"));
        CHECK_EQ(status_of(client->answer()), std::string("200"));
    }
    Client third(address);
    third.send(request("/healthz"));
    CHECK_EQ(third.rest(), std::string(""));
    first.send(request("/healthz"));
    CHECK_EQ(status_of(first.answer()), std::string("200"));
}

void tells_news_at_once(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::hours{1};
    auto address = open.serve(options);
    Client client(address);
    client.send(request("/baken/changes?after=1"));
    CHECK_EQ(body_of(client.answer()), std::string("{\"timestamp\": 2}\n"));
    client.send(request("/baken/changes?after=2"));
    open.await_polls(1);
    open.put("bulletins/two.xml", cap_message("two"));
    CHECK_OK(open.publish());
    CHECK_EQ(body_of(client.answer()), std::string("{\"timestamp\": 3}\n"));
    open.await_polls(0);
}

void goes_on_from_the_number_of_another(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::hours{1};
    Client client(open.serve(options));
    auto own = open.ask_news(client, 0);
    auto of_another = own + 600'000;  // a hub that was started later, or whose calendar is ahead
    CHECK_EQ(open.ask_news(client, of_another), of_another);
    client.send(request("/news?after=" + std::to_string(of_another)));
    open.await_polls(1, "baken_desk_waits_open");
    open.running->server->announce_desk();
    auto answer = client.answer();
    CHECK(Open::number_in(answer) > of_another);
    // How long the page may wait for the next one.
    CHECK(body_of(answer).ends_with(", \"hold\": 3600}\n"));
}

void keeps_its_number_from_the_hostile(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::hours{1};
    Client client(open.serve(options));
    constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
    auto number = open.ask_news(client, kLargest);
    CHECK(number < (open.running->real.now() + std::chrono::days{2}).time_since_epoch().count());
    client.send(request("/news?after=" + std::to_string(number)));
    open.await_polls(1, "baken_desk_waits_open");
    open.running->server->announce_desk();
    CHECK(Open::number_in(client.answer()) > number);
}

void ends_a_poll_in_time(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::milliseconds{1};
    Client client(open.serve(options));
    client.send(request("/baken/changes?after=2") + request("/healthz"));
    auto answer = client.answer();
    CHECK_EQ(status_of(answer), std::string("204"));
    CHECK(answer.find("Content-Length") == std::string::npos);
    CHECK_EQ(body_of(client.answer()), std::string("well\n"));
}

void forgets_polls_of_the_gone(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::hours{1};
    auto address = open.serve(options);
    {
        Client client(address);
        client.send(request("/baken/changes?after=2"));
        open.await_polls(1);
    }
    open.await_polls(0);
}

void stops_gracefully(Open& open) {
    ServerOptions options;
    options.hold = std::chrono::hours{1};
    auto address = open.serve(options);
    Client idle(address);
    idle.send(request("/healthz"));
    CHECK_EQ(status_of(idle.answer()), std::string("200"));
    Client waiting(address);
    waiting.send(request("/baken/changes?after=2"));
    open.await_polls(1);
    open.running->stop();
    CHECK_EQ(idle.rest(), std::string(""));
    auto answer = waiting.rest();
    CHECK_EQ(status_of(answer), std::string("204"));
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
}

void refuses_bad_options(Open& open) {
    SystemClock clock;
    auto with = [&](ServerOptions options) { return Server::open(open.region.tree(), options, clock); };
    for (const char* listen : {"", "127.0.0.1", "localhost:1", "127.0.0.1:65536", "127.0.0.1:x", "[::1]"}) {
        CHECK_REFUSED(with({.listen = listen}), "serve.listen");
    }
    CHECK_REFUSED(with({.certificate = "no such file", .key = "none"}), "serve.tls");
    CHECK_REFUSED(Server::open(open.folder.path / "no", {}, clock), "serve.folder");
}

}  // namespace

int run_server_tests() {
    const CMUnitTest tests[] = {
        test<answers_in_order, Open>("requests on one connection are answered in their order"),
        test<answers_bytes_that_trickle, Open>("a request may come byte by byte"),
        test<gives_no_body_for_head, Open>("HEAD tells the length and sends no body"),
        test<sends_large_files, Open>("a file larger than any buffer arrives whole, and a part of it exactly"),
        test<refuses_what_is_too_much, Open>("long heads, bodies and nonsense are refused by their status"),
        test<takes_large_bodies_by_cookie, Open>("how long a body may be depends on who sends it"),
        test<drops_slow_clients, Open>("a request that does not get finished ends with the connection"),
        test<turns_away_too_many, Open>("connections beyond the limit are turned away, the others served"),
        test<tells_news_at_once, Open>("a publication answers the poll that waits for it"),
        test<goes_on_from_the_number_of_another, Open>(
            "who heard of the desk's news at another hub hears the next here"),
        test<keeps_its_number_from_the_hostile, Open>("no number a page comes with keeps the desk's news from others"),
        test<ends_a_poll_in_time, Open>("a poll without news ends with 204 and the connection goes on"),
        test<forgets_polls_of_the_gone, Open>("a poll whose client went away is forgotten"),
        test<stops_gracefully, Open>("a server that stops lets those who wait go"),
        test<refuses_bad_options, Open>("an address, certificate or folder that cannot be used is refused"),
    };
    return run("server", tests);
}
