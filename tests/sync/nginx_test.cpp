#include <fmt/format.h>
#include <signal.h>

#include <fstream>

#include "kiosk/sync/https_road.hpp"
#include "tests/support/child_process.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;

namespace {

// A certificate authority that nobody will remember.
class ThrowawayAuthority {
public:
    explicit ThrowawayAuthority(Path folder) : folder_(std::move(folder)) {
        openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                 "/CN=test authority", "-days", "2", "-keyout", key(), "-out", certificate().string()});
    }
    [[nodiscard]] Path certificate() const { return folder_ / "ca.pem"; }

    // Makes NAME.key and NAME.pem for this address. Days may be negative: then it has expired.
    void issue(const std::string& name, const std::string& address, int days) {
        auto request = (folder_ / (name + ".csr")).string();
        openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=test",
                 "-addext", "subjectAltName=IP:" + address, "-keyout", (folder_ / (name + ".key")).string(), "-out",
                 request});
        std::ofstream(folder_ / "ext") << "subjectAltName=IP:" << address << "\n";
        openssl({"x509", "-req", "-in", request, "-CA", certificate().string(), "-CAkey", key(), "-CAcreateserial",
                 "-days", std::to_string(days), "-extfile", (folder_ / "ext").string(), "-out",
                 (folder_ / (name + ".pem")).string()});
    }

private:
    [[nodiscard]] std::string key() const { return (folder_ / "ca.key").string(); }
    static void openssl(std::vector<std::string> words) {
        words.insert(words.begin(), {"sh", "-c", "exec openssl \"$@\" 2> /dev/null", "openssl"});
        CHECK_EQ(run_program(words), 0);
    }
    Path folder_;
};

// Debian's nginx serving the region's folder over TLS.
struct Served : Point {
    Served() {
        need_programs({"nginx", "openssl"});
        authority.emplace(temp.path);
        authority->issue("good", "127.0.0.1", 1);
        authority->issue("expired", "127.0.0.1", -1);
        authority->issue("elsewhere", "192.0.2.1", 1);
        // The master forks away once it listens, so the region can be asked when this returns.
        std::ofstream(temp.path / "nginx.conf") << configuration();
        CHECK_EQ(run_program(
                     {"nginx", "-p", temp.path.string(), "-c", (temp.path / "nginx.conf").string(), "-e", "/dev/null"}),
                 0);
    }
    ~Served() {
        std::ifstream file(temp.path / "nginx.pid");
        pid_t pid = 0;
        if (file >> pid && pid > 1) ::kill(pid, SIGTERM);
    }

    std::string configuration() {
        std::string servers;
        for (auto& [name, port] : ports) {
            port = free_port();
            servers += fmt::format(
                "server {{ listen 127.0.0.1:{} ssl http2; root {}; ssl_certificate {}.pem;"
                " ssl_certificate_key {}.key; }}\n",
                port, region.stick().string(), (temp.path / name).string(), (temp.path / name).string());
        }
        return fmt::format(
            "user root;\npid {0}/nginx.pid;\nerror_log /dev/null;\nevents {{}}\nhttp {{\n"
            "log_format bytes '$status $server_protocol $bytes_sent $request_length $uri';\n"
            "access_log {0}/access.log bytes;\n{1}}}\n",
            temp.path.string(), servers);
    }
    std::unique_ptr<HttpsRoad> road(const std::string& server, Path ca) {
        HttpOptions options;
        options.ca = std::move(ca);
        return std::move(*HttpsRoad::create({fmt::format("https://127.0.0.1:{}", ports[server])}, options));
    }
    // Everything asked so far. The server writes an answer down after it was sent, so a last question is asked and
    // looked for.
    std::vector<std::string> log(HttpsRoad& road) {
        auto last = fmt::format("question-{}", ++questions);
        CHECK_OK(road.fetch(last, ByteLimit{1000}));
        while (true) {
            std::vector<std::string> lines;
            std::ifstream file(temp.path / "access.log");
            for (std::string line; std::getline(file, line);) {
                if (line.ends_with(last)) return lines;
                if (line.find("question-") == std::string::npos) lines.push_back(line);
            }
        }
    }

    int questions = 0;
    std::optional<ThrowawayAuthority> authority;
    std::map<std::string, int> ports{{"good", 0}, {"expired", 0}, {"elsewhere", 0}};
};

void whole_way(Served& here) {
    // Published an hour ago.
    auto timestamp = here.region.repository() / "metadata/timestamp.json";
    std::filesystem::last_write_time(timestamp, std::filesystem::last_write_time(timestamp) - std::chrono::hours{1});
    auto road = here.road("good", here.authority->certificate());
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    CHECK_EQ(here.shown().size(), 3U);
    CHECK(here.take_in(*road).kind == Outcome::Kind::Unchanged);
    auto last = here.log(*road).back();
    CHECK(last.starts_with("304 HTTP/2.0 "));
    CHECK(last.ends_with("timestamp.json"));
}

// One message changes in a region of forty: what travels both ways, without the handshake. It is published again within
// the second, when nginx gives the newer timestamp the tag of the older one.
void small_update(Served& here) {
    for (int i = 0; i < 40; ++i) {
        here.region.set(fmt::format("bulletins/message-{}.xml", i), message(fmt::format("m{}", i), "Bericht"));
    }
    here.region.publish();
    auto road = here.road("good", here.authority->certificate());
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    auto before = here.log(*road).size();
    here.region.set("bulletins/message-7.xml", message("m7", "Gewijzigd"));
    here.region.publish();
    auto outcome = here.take_in(*road);
    CHECK(outcome.kind == Outcome::Kind::Switched);
    CHECK_EQ(outcome.fetched_files, 1U);
    auto lines = here.log(*road);
    std::size_t bytes = 0;
    for (auto at = before; at < lines.size(); ++at) {
        std::istringstream words(lines[at]);
        std::string status;
        std::string protocol;
        std::size_t sent = 0;
        std::size_t asked = 0;
        words >> status >> protocol >> sent >> asked;
        bytes += sent + asked;
    }
    CHECK_EQ(lines.size() - before, 5U);
    CHECK(bytes > 1000);
    CHECK(bytes < 10'000);
}

void who_is_believed(Served& here) {
    TempFolder other;
    ThrowawayAuthority stranger(other.path);
    CHECK_EQ(here.take_in(*here.road("good", stranger.certificate())).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("good", {})).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("elsewhere", here.authority->certificate())).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("good", other.path / "missing.pem")).why->check, std::string("http.tls"));
    CHECK(here.shown().empty());
}

// A kiosk whose clock stands in another year must still hear from its coordination point.
void dates_do_not_matter(Served& here) {
    CHECK(here.take_in(*here.road("expired", here.authority->certificate())).kind == Outcome::Kind::Switched);
}

}  // namespace

int run_nginx_tests() {
    const CMUnitTest tests[] = {
        test<whole_way, Served>("content comes over TLS and HTTP/2 from a plain web server"),
        test<small_update, Served>("a one-message update costs under ten kilobytes"),
        test<who_is_believed, Served>("only the pinned authority is believed, and only for this address"),
        test<dates_do_not_matter, Served>("an expired certificate of the pinned authority is still its own"),
    };
    return run("nginx", tests);
}
