#include "tests/cp/office.hpp"

#include <fmt/format.h>

#include "tests/support/cmocka.hpp"

namespace baken::testing {

std::string cap_message(const std::string& identifier) {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">)"
        "<identifier>{}</identifier><sender>test</sender><sent>2026-11-23T13:00:00+01:00</sent><status>Exercise</"
        "status>"
        "<msgType>Alert</msgType><scope>Public</scope><info><language>nl</language><category>Safety</category>"
        "<event>Test</event><urgency>Expected</urgency><severity>Minor</severity><certainty>Likely</certainty>"
        "<headline>Test</headline></info></alert>",
        identifier);
}

Office::Office() {
    put("bulletins/one.xml", cap_message("one"));
    put("situation.toml", "id = 'test'\nphase = 'first72'\n[title]\nnl = 'Stroomstoring'\n");
    put("sites/noord.toml",
        "id = 'noord'\nname = 'Sporthal Noord'\n[municipality]\nname = 'Huizen'\ncode = 'GM0406'\n");
    put("sites/noord.png", "a picture");
    put("strings/nl.toml", "language = 'nl'\nname = 'Nederlands'\n");
    put("pages/water/picture.png", "another picture");
    put("README.md", "For authors");
}

void Office::put(const std::string& path, const std::string& bytes) {
    CHECK_OK(files.make_folder((content() / path).parent_path()));
    CHECK_OK(files.replace(content() / path, bytes));
}

void Office::begin() {
    CHECK_OK(publishing.begin({"Test", {{"GM0406", {"noord"}}}}));
}

Result<cp::Changes> Office::publish(const std::vector<std::string>& also) {
    TRY(auto lock, cp::RegionLock::take(region));
    std::vector<Path> roots{content()};
    TRY(auto checked, cp::check_content(files, roots));
    return publishing.publish(lock, checked, also);
}

std::string Office::published(const std::string& name) {
    auto bytes = files.read(region.repository() / name, ByteLimit{10'000'000});
    return bytes && *bytes ? **bytes : std::string{};
}

std::string versions(const cp::Changes& changes) {
    std::string text;
    for (const auto& role : changes.roles) {
        text += fmt::format("{}{} {}>{}", text.empty() ? "" : ", ", role.name, role.before, role.after);
    }
    return text;
}

}  // namespace baken::testing
