// tests/cases/cap/<case>/: `in` holds files as a kiosk may find them, in the order they came; `setting` says, a line
// each, now, language, position, code, trusted, clock, floor; expected.json is what due_report_json() then says.
#include <algorithm>
#include <sstream>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/due_report.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

struct Setting {
    Instant now{};
    std::string language;
    SiteArea site;
    DuePolicy policy;
};

Instant moment(const std::string& text) {
    auto read = parse_rfc3339(text);
    if (!read) fail_check("not a moment: " + text, __FILE__, __LINE__);
    return *read;
}

Setting read_setting(const std::filesystem::path& file) {
    Setting setting;
    std::istringstream lines(read_text(file));
    for (std::string key, value; lines >> key >> value;) {
        if (key == "now") setting.now = moment(value);
        if (key == "language") setting.language = value;
        if (key == "code") setting.site.codes.push_back(value);
        if (key == "trusted") setting.policy.trusted_senders.push_back(value);
        if (key == "floor") setting.policy.certainly_after = moment(value);
        if (key == "clock") setting.policy.clock = value == "doubtful" ? ClockTrust::Doubtful : ClockTrust::Sure;
        if (key == "position") {
            double longitude = 0;
            lines >> longitude;
            setting.site.position = Position{std::stod(value), longitude};
        }
    }
    return setting;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string report(const std::filesystem::path& folder) {
    auto setting = read_setting(folder / "setting");
    std::vector<Received> messages;
    std::vector<RefusedFile> refused;
    for (const auto& file : files_in(folder / "in")) {
        auto parsed = parse_alerts(read_text(file));
        if (!parsed) {
            refused.push_back({file.filename(), parsed.error()});
            continue;
        }
        for (auto& one : *parsed) {
            auto came = one.alert.sent ? std::min(one.alert.sent->at, setting.now) : setting.now;
            messages.push_back({std::move(one.alert), came, Road::Stick});
        }
    }
    auto answer = due(messages, setting.site, setting.now, setting.policy);
    return due_report_json(messages, answer, setting.language, refused);
}

void every_case_comes_out_as_expected() {
    for (const auto& folder : case_folders("cap")) check_against(report(folder), folder / "expected.json");
}

}  // namespace

int run_cap_cases_tests() {
    const CMUnitTest tests[] = {
        test<every_case_comes_out_as_expected>("every case of tests/cases/cap comes out as expected"),
    };
    return run("cap cases", tests);
}
