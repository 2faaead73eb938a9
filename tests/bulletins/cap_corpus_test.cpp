// Every message by others that lies beside the project: read or refused as its row in SOURCES.tsv lets expect.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/due.hpp"
#include "exchange/bulletins/due_report.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows(const std::filesystem::path& folder) {
    std::vector<Row> found;
    auto table = read_text(folder / "SOURCES.tsv");
    std::vector<std::string> names;
    for (auto line : split(table, '\n')) {
        auto cells = split(trim(line), '\t');
        if (names.empty()) {
            names.assign(cells.begin(), cells.end());
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < cells.size() && i < names.size(); ++i) row[names[i]] = std::string(cells[i]);
        if (cells.size() > 10) found.push_back(std::move(row));
    }
    CHECK(!found.empty());
    return found;
}

// The file's bytes; packed ones through gzip.
std::string bytes_of(const std::filesystem::path& file) {
    if (file.extension() != ".gz") return read_text(file);
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("gzip -dc '" + file.string() + "'").c_str(), "r"), &pclose);
    std::string bytes;
    char block[65536];
    for (std::size_t count = 0; (count = std::fread(block, 1, sizeof block, pipe.get())) > 0;)
        bytes.append(block, count);
    return bytes;
}

// Standing deviations from what the row says, each with its reason.
const std::map<std::string, std::string> kRefused = {
    {"malformed/gcl-xee.cap", "cap.dtd"},
    {"signature/capval-sc-invalid_schema.xml", "cap.root"},
    {"spec/oasiscap-v1dot0_appendix_adot4.xml", "cap.version"},
};

std::string check_of(const Result<std::vector<ParsedAlert>>& result) {
    return result ? "read" : result.error().check;
}

// A feed with alerts inside is read; one that only points to them is refused by that name. Broken is only what no
// reader can make sense of: a stray & is forgiven.
std::string expected_check(const Row& row) {
    const auto& kind = row.at("kind");
    auto listed = kRefused.find(row.at("file"));
    if (listed != kRefused.end()) return listed->second;
    if (kind == "xsd") return "cap.root";
    if (kind == "aux" || kind == "json") return "cap.xml";
    bool whole_alert = row.at("root") == "alert" || row.at("root") == "-" || row.at("root") == "alerts";
    bool has_alert = row.at("infos") != "0" || row.at("flags").find("no-info") != std::string::npos;
    return whole_alert || has_alert ? "read" : "cap.feed_index";
}

void reads_or_refuses_every_file() {
    auto folder = shared_data("cap");
    std::size_t read = 0;
    for (const auto& row : rows(folder)) {
        auto result = parse_alerts(bytes_of(folder / row.at("file")));
        auto expected = expected_check(row);
        if (check_of(result) != expected)
            fail_check(row.at("file") + ": " + check_of(result) + ", expected " + expected, __FILE__, __LINE__);
        if (result) read += result->size();
    }
    CHECK(read > 100);
}

void finds_all_that_is_there() {
    auto folder = shared_data("cap");
    for (const auto& row : rows(folder)) {
        if (row.at("root") != "alert" || expected_check(row) != "read") continue;
        auto alert = parse_alert(bytes_of(folder / row.at("file")))->alert;
        std::size_t polygons = 0;
        std::size_t geocodes = 0;
        bool lost = false;
        for (const auto& info : alert.infos) {
            for (const auto& area : info.areas) {
                polygons += area.polygons.size();
                lost = lost || area.geometry_lost;
                geocodes += area.geocodes.size();
            }
        }
        auto file = row.at("file");
        auto expect = [&](const std::string& column, const std::string& actual) {
            if (row.at(column) != actual && row.at(column) != "-")
                fail_check(file + " " + column + ": " + actual + ", expected " + row.at(column), __FILE__, __LINE__);
        };
        expect("infos", std::to_string(alert.infos.size()));
        expect("geocodes", std::to_string(geocodes));
        expect("status", std::string(name_of(alert.status)));
        expect("msgType", std::string(name_of(alert.msg_type)));
        expect("scope", std::string(name_of(alert.scope)));
        if (!row.at("cap_version").starts_with("other")) expect("cap_version", std::string(name_of(alert.version)));
        if (!lost) expect("polygons", std::to_string(polygons));
    }
}

// Our remarks named cap.schema.* are to be what the official schema says, no more and no less.
void agrees_with_the_official_schema() {
    auto folder = shared_data("cap");
    std::string disagreements;
    for (const auto& row : rows(folder)) {
        if (row.at("xsd") != "valid" && row.at("xsd") != "INVALID") continue;
        auto result = parse_alert(bytes_of(folder / row.at("file")));
        if (!result) continue;
        auto objection = std::find_if(result->remarks.begin(), result->remarks.end(),
                                      [](const Remark& remark) { return remark.check.starts_with("cap.schema."); });
        bool valid = objection == result->remarks.end();
        if (valid == (row.at("xsd") == "valid")) continue;
        disagreements += "\n" + row.at("file") + " " + row.at("xsd") + " " + row.at("xsd_error");
        if (!valid)
            disagreements += fmt::format(" / {} line {}: {}", objection->check, objection->line, objection->message);
    }
    CHECK_EQ(disagreements, std::string());
}

// Whatever is shown or hidden, every message is accounted for once, at several moments, and can be reported.
void accounts_for_every_message() {
    auto folder = shared_data("cap");
    std::vector<Received> messages;
    for (const auto& row : rows(folder)) {
        auto result = parse_alerts(bytes_of(folder / row.at("file")));
        if (!result) continue;
        for (auto& parsed : *result) {
            auto at = parsed.alert.sent ? parsed.alert.sent->at : Instant{};
            messages.push_back({std::move(parsed.alert), at, Road::Stick});
        }
    }
    SiteArea site{Position{53.21938, 6.56820}, {"GM0014", "VR01", "PV20"}};
    for (auto now : {"2010-08-31T06:00:00Z", "2014-08-23T16:00:00Z", "2025-03-13T10:00:00Z", "2026-11-23T10:00:00Z"}) {
        for (auto clock : {ClockTrust::Sure, ClockTrust::Doubtful}) {
            DuePolicy policy;
            policy.clock = clock;
            policy.most_shown = 1000;
            auto answer = due(messages, site, *parse_rfc3339(now), policy);
            CHECK_EQ(answer.shown.size() + answer.hidden.size(), messages.size());
            CHECK(!due_report_json(messages, answer, "nl").empty());
            if (clock == ClockTrust::Doubtful) CHECK(answer.shown.size() > 50);
        }
    }
}

}  // namespace

int run_cap_corpus_tests() {
    const CMUnitTest tests[] = {
        test<reads_or_refuses_every_file>("every message by others is read, or refused by the expected name"),
        test<finds_all_that_is_there>("what others counted in their messages is what we find"),
        test<agrees_with_the_official_schema>("our remarks agree with the official schema"),
        test<accounts_for_every_message>("every message by others is shown or hidden, never lost"),
    };
    return run("cap corpus", tests);
}
