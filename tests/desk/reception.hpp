// A desk with one user of each role, asked without a network, for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cp/office/desk_password.hpp"
#include "cp/office/desk_routes.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/disk_files.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

inline constexpr trust::PasswordCost kCheap = trust::kNoCost;
inline const std::string kPassword = "vier losse woorden hier";

struct Reception {
    TempFolder folder;
    DiskFiles files;
    cp::RegionFolder region{folder.path};
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    cp::AuditLog audit{files, region.desk_audit()};
    std::unique_ptr<cp::DeskStore> store = std::move(*cp::DeskStore::open(region.inbox().string()));
    std::optional<cp::DeskAccess> access;
    std::optional<cp::DeskRoutes> routes;
    std::string cookie;
    std::string token;

    explicit Reception(cp::Transport transport = cp::Transport::Plain) {
        CHECK_OK(files.make_folder(folder.path / "page"));
        CHECK_OK(files.replace(folder.path / "page/index.html", "<!doctype html>"));
        auto users = cp::DeskUsers::open(files, region.desk_users());
        CHECK_OK(users);
        for (auto role :
             {cp::DeskRole::Viewer, cp::DeskRole::Operator, cp::DeskRole::Publisher, cp::DeskRole::Administrator}) {
            cp::DeskUser user{std::string(name_of(role)), "Iemand", role, *cp::hash_password(kPassword, kCheap)};
            CHECK_OK(users->add(user));
        }
        access.emplace(files, region, *store, audit, clock, transport, kCheap);
        routes.emplace(*cp::ServedFolder::open(folder.path / "page"), *access);
        routes->add(access->doors());
        routes->add({{cp::Method::Post, "change", cp::DeskRole::Operator, [](cp::DeskCall&) -> Result<cp::Response> {
                          return cp::json_answer({{"done", cp::json_of(true)}});
                      }}});
    }

    // What an Office publishes, with its site "noord" in GM0406, is published here.
    void publish() {
        Office office;
        office.begin();
        CHECK_OK(office.publish());
        std::filesystem::create_directories(region.tree());
        std::filesystem::copy(office.region.facts(), region.facts());
        std::filesystem::copy(office.region.repository(), region.repository(),
                              std::filesystem::copy_options::recursive);
    }
    cp::Answer ask(cp::Request request) {
        auto target = cp::parse_request_target(request.target);
        CHECK(target.has_value());
        auto response = routes->respond(*target, std::move(request));
        while (auto* work = std::get_if<cp::Work>(&response)) response = cp::Work(*work).run();
        CHECK(std::holds_alternative<cp::Answer>(response));
        return std::get<cp::Answer>(response);
    }
    cp::Request get(const std::string& path) {
        cp::Request request{cp::Method::Get, "/desk/api/" + path};
        request.cookie = cookie;
        return request;
    }
    cp::Request post(const std::string& path, const std::string& body = "{}") {
        cp::Request request{cp::Method::Post, "/desk/api/" + path};
        request.cookie = cookie;
        request.token = token;
        request.content_type = "application/json";
        request.body = body;
        return request;
    }
    cp::Answer sign_in(const std::string& name, const std::string& password = kPassword) {
        auto answer = ask(post("sign-in", R"({"name":")" + name + R"(","password":")" + password + "\"}"));
        auto set = header(answer, "Set-Cookie");
        if (!set.empty()) cookie = set.substr(0, set.find(';'));
        if (answer.status != 200) return answer;
        auto me = trust::parse_json(ask(get("me")).text);
        CHECK_OK(me);
        token = *me->find("token")->text();
        return answer;
    }
    // Asks for news, and waits for none.
    bool may_wait(cp::Attended attended) {
        auto request = get("changes?after=1");
        request.attended = attended;
        auto target = cp::parse_request_target(request.target);
        auto response = routes->respond(*target, std::move(request));
        while (auto* work = std::get_if<cp::Work>(&response)) response = cp::Work(*work).run();
        return std::holds_alternative<cp::Poll>(response);
    }
    static std::string header(const cp::Answer& answer, std::string_view name) {
        for (const auto& [key, value] : answer.headers) {
            if (key == name) return value;
        }
        return "";
    }
    std::string log() {
        auto reading = audit.read(100);
        CHECK_OK(reading);
        std::string text;
        for (const auto& entry : reading->entries) text += entry.user + " " + entry.action + "\n";
        return text;
    }
};

}  // namespace baken::testing
