#include "tests/sync/web_server.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <fstream>

#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {
namespace {

void openssl(std::vector<std::string> words) {
    need_programs({"nginx", "openssl"});
    words.insert(words.begin(), {"sh", "-c", "exec openssl \"$@\" 2> /dev/null", "openssl"});
    CHECK_EQ(run_program(words), 0);
}

const std::vector<std::string> kNewKey{"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"};

}  // namespace

ThrowawayAuthority::ThrowawayAuthority(Path folder) : folder_(std::move(folder)) {
    std::vector<std::string> words{"req",     "-x509", "-subj", "/CN=test authority",  "-days", "2",
                                   "-keyout", key(),   "-out",  certificate().string()};
    words.insert(words.end(), kNewKey.begin(), kNewKey.end());
    openssl(std::move(words));
}

void ThrowawayAuthority::issue(const std::string& name, const std::string& address, int days) {
    auto of_name = [&](const char* suffix) { return (folder_ / (name + suffix)).string(); };
    std::vector<std::string> words{"req",     "-new",          "-subj", "/CN=test",
                                   "-keyout", of_name(".key"), "-out",  of_name(".csr")};
    words.insert(words.end(), kNewKey.begin(), kNewKey.end());
    openssl(std::move(words));
    std::ofstream(of_name(".ext")) << "subjectAltName=IP:" << address << "\n";
    openssl({"x509", "-req", "-in", of_name(".csr"), "-CA", certificate().string(), "-CAkey", key(), "-CAcreateserial",
             "-days", std::to_string(days), "-extfile", of_name(".ext"), "-out", of_name(".pem")});
}

WebServer::WebServer(const Path& served, const Path& work) : work_(work), authority_(work) {
    authority_.issue("good", "127.0.0.1", 1);
    authority_.issue("expired", "127.0.0.1", -1);
    authority_.issue("elsewhere", "192.0.2.1", 1);
    auto file = (work_ / "nginx.conf").string();
    std::ofstream(file) << configuration(served);
    // The master forks away once it listens, so it can be asked when this returns.
    CHECK_EQ(run_program({"nginx", "-p", work_.string(), "-c", file, "-e", "/dev/null"}), 0);
}

WebServer::~WebServer() {
    std::ifstream file(work_ / "nginx.pid");
    pid_t pid = 0;
    if (file >> pid && pid > 1) ::kill(pid, SIGTERM);
}

std::string WebServer::configuration(const Path& served) {
    std::string servers;
    for (auto& [name, port] : ports_) {
        port = free_port();
        servers += fmt::format(
            "server {{ listen 127.0.0.1:{0} ssl http2; root {1}; ssl_certificate {2}/{3}.pem;"
            " ssl_certificate_key {2}/{3}.key; }}\n",
            port, served.string(), work_.string(), name);
    }
    std::string folders;
    for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        folders += fmt::format("{}_temp_path {}/{};\n", kind, work_.string(), kind);
    }
    return fmt::format(
        "user root;\npid {0}/nginx.pid;\nerror_log /dev/null;\nevents {{}}\nhttp {{\n{1}"
        "log_format bytes '$status $server_protocol $bytes_sent $request_length $uri';\n"
        "access_log {0}/access.log bytes;\n{2}}}\n",
        work_.string(), folders, servers);
}

std::unique_ptr<sync::HttpsRoad> WebServer::road(const std::string& server, Path authority) {
    sync::HttpOptions options;
    options.ca = std::move(authority);
    std::vector<std::string> bases{fmt::format("https://127.0.0.1:{}", ports_.at(server))};
    return std::make_unique<sync::HttpsRoad>(std::move(bases), std::move(options));
}

std::vector<std::string> WebServer::log(sync::HttpsRoad& road) {
    auto last = fmt::format("question-{}", ++questions_);
    CHECK_OK(road.fetch(last, ByteLimit{1000}));
    while (true) {
        std::vector<std::string> lines;
        std::ifstream file(work_ / "access.log");
        for (std::string line; std::getline(file, line);) {
            if (line.ends_with(last)) return lines;
            if (line.find("question-") == std::string::npos) lines.push_back(line);
        }
    }
}

}  // namespace baken::testing
