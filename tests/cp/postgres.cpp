#include "tests/cp/postgres.hpp"

#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "tests/support/cmocka.hpp"

namespace baken::testing {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";

// PostgreSQL does not run as root.
std::vector<std::string> as_servant(std::vector<std::string> words) {
    if (::geteuid() == 0)
        words.insert(words.begin(), {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"});
    return words;
}

void give_away(const Path& folder) {
    const auto* servant = ::getpwnam("postgres");
    if (::geteuid() != 0) return;
    if (servant == nullptr || ::chown(folder.c_str(), servant->pw_uid, servant->pw_gid) != 0) {
        throw std::runtime_error("no user for PostgreSQL");
    }
}

}  // namespace

Postgres::Postgres() {
    if (!std::filesystem::exists(kPrograms + "postgres")) throw Skipped{"PostgreSQL 15 is not installed"};
    give_away(folder_.path);
    auto data = (folder_.path / "data").string();
    auto made = run_program(as_servant({kPrograms + "initdb", "--no-sync", "--auth=trust", "--username=baken",
                                        "--encoding=UTF8", "--locale=C", "--pgdata=" + data}));
    if (made != 0) throw std::runtime_error("initdb failed");
    start();
}

void Postgres::start() {
    server_ = std::make_unique<ChildProcess>(
        as_servant({kPrograms + "postgres", "-D", (folder_.path / "data").string(), "-k", folder_.path.string(), "-c",
                    "listen_addresses=", "-c", "logging_collector=off", "-c", "log_min_messages=fatal"}));
    auto host = folder_.path.string();
    int ready = 1;
    for (int tries = 0; ready != 0 && tries < 3000; ++tries) {
        ready = run_program({kPrograms + "pg_isready", "--quiet", "--host=" + host});
    }
    if (ready != 0) throw std::runtime_error("PostgreSQL did not start");
}

void Postgres::restart() {
    auto stopped = run_program(as_servant(
        {kPrograms + "pg_ctl", "stop", "--mode=immediate", "--silent", "-D", (folder_.path / "data").string()}));
    if (stopped != 0) throw std::runtime_error("PostgreSQL did not stop");
    server_.reset();
    start();
}

Postgres::~Postgres() = default;

std::string Postgres::address() {
    auto name = "inbox" + std::to_string(++databases_);
    auto host = folder_.path.string();
    auto made = run_program({kPrograms + "createdb", "--host=" + host, "--username=baken", name});
    if (made != 0) throw std::runtime_error("createdb failed");
    return "postgresql://baken@/" + name + "?host=" + host;
}

}  // namespace baken::testing
