#include <filesystem>
#include <fstream>
#include <thread>

#include "exchange/trust/hashes.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/desk/reception.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

constexpr std::string_view kMonth = "2026-11.jsonl";

Done append(Reception& reception, const std::string& action) {
    return reception.audit.append({reception.clock.now(), "viewer", action, "", ""});
}

void finds_changes_in_the_log(Reception& reception) {
    reception.sign_in("viewer");
    reception.sign_in("operator");
    reception.sign_in("publisher");
    CHECK(reception.audit.read(10)->whole);
    auto file = reception.region.desk_audit() / "2026-11.jsonl";
    auto bytes = **reception.files.read(file, ByteLimit{100'000});
    auto changed = bytes;
    changed.replace(changed.find("operator"), 8, "somebody");
    CHECK_OK(reception.files.replace(file, changed));
    CHECK(!reception.audit.read(10)->whole);
    auto second = bytes.find('\n') + 1;
    CHECK_OK(reception.files.replace(file, bytes.substr(0, second) + bytes.substr(bytes.find('\n', second) + 1)));
    CHECK(!reception.audit.read(10)->whole);
}

// A month of it may be larger than what can be read at once; the file is a hole with one line at its end.
void grows_without_end(Reception& reception) {
    auto file = reception.region.desk_audit() / kMonth;
    CHECK_OK(reception.files.make_folder(file.parent_path()));
    const std::string last = R"({"action":"last"})";
    std::ofstream(file) << "\n";
    std::filesystem::resize_file(file, 400'000'000);
    std::ofstream(file, std::ios::app) << "\n" << last << "\n";
    CHECK_OK(append(reception, "sign-in"));
    std::ifstream in(file);
    in.seekg(400'000'001 + static_cast<std::streamoff>(last.size()) + 1);
    std::string added;
    std::getline(in, added);
    CHECK(added.find(trust::sha256_hex(last)) != std::string::npos);
    CHECK_EQ(reception.sign_in("viewer").status, 200);
}

void goes_on_after_a_line_cut_off(Reception& reception) {
    CHECK_OK(append(reception, "first"));
    std::ofstream(reception.region.desk_audit() / kMonth, std::ios::app) << R"({"action":"seco)";
    CHECK_OK(append(reception, "third"));
    CHECK_EQ(reception.log(), std::string("viewer third\nviewer first\n"));
    CHECK(!reception.audit.read(10)->whole);
}

void follows_from_month_to_month(Reception& reception) {
    CHECK_OK(append(reception, "first"));
    reception.clock.advance(std::chrono::days{10});
    CHECK_OK(append(reception, "second"));
    CHECK(std::filesystem::exists(reception.region.desk_audit() / "2026-12.jsonl"));
    CHECK(reception.audit.read(10)->whole);
    CHECK_EQ(reception.log(), std::string("viewer second\nviewer first\n"));
}

// The clock was in March, and was put right.
void goes_on_after_a_clock_that_ran_ahead(Reception& reception) {
    auto now = reception.clock.now();
    CHECK_OK(append(reception, "before"));
    reception.clock.set(*parse_rfc3339("2027-03-05T10:00:00Z"));
    CHECK_OK(append(reception, "ahead"));
    reception.clock.set(now);
    for (const auto* action : {"one", "two", "three"}) CHECK_OK(append(reception, action));
    auto reading = reception.audit.read(10);
    CHECK(reading->whole);
    CHECK_EQ(reading->entries.size(), 5U);
    CHECK(reading->entries.front().at == now);
    auto file = reception.region.desk_audit() / "2027-03.jsonl";
    auto bytes = **reception.files.read(file, ByteLimit{100'000});
    auto begin = bytes.rfind('\n', bytes.find("\"two\"")) + 1;
    CHECK_OK(reception.files.replace(file, bytes.erase(begin, bytes.find('\n', begin) + 1 - begin)));
    CHECK(!reception.audit.read(10)->whole);
}

// Two hubs of one region, each with the log open for itself.
void takes_turns(Reception& reception) {
    auto write = [&reception] {
        DiskFiles files;
        AuditLog log(files, reception.region.desk_audit());
        AuditEntry entry{reception.clock.now(), "viewer", "sign-in", "", ""};
        for (int count = 0; count < 200; ++count) static_cast<void>(log.append(entry));
    };
    std::thread other(write);
    write();
    other.join();
    auto reading = reception.audit.read(1'000);
    CHECK_EQ(reading->entries.size(), 400U);
    CHECK(reading->whole);
}

void keeps_nobody_out(Reception& reception) {
    CHECK_OK(reception.files.replace(reception.region.desk_audit(), "no folder"));
    CHECK_EQ(reception.sign_in("viewer", "iets anders dan dat").status, 401);
    CHECK_EQ(reception.sign_in("viewer").status, 200);
    CHECK_EQ(reception.ask(reception.post("sign-out")).status, 200);
}

void counts_strangers_together(Reception& reception) {
    auto knock = [&](int times) {
        for (int count = 0; count < times; ++count) {
            auto name = "vreemde" + std::to_string(reception.clock.now().time_since_epoch().count()) + "-";
            CHECK_EQ(reception.sign_in(name + std::to_string(count), "iets anders dan dat").status, 401);
        }
    };
    knock(50);
    CHECK_EQ(reception.audit.read(100)->entries.size(), 1U);
    reception.clock.advance(std::chrono::minutes{1});
    knock(1);
    auto entries = reception.audit.read(100)->entries;
    CHECK_EQ(entries.size(), 2U);
    CHECK_EQ(entries.front().detail, std::string("unknown name, 50 times"));
    CHECK_EQ(reception.sign_in("viewer", "iets anders dan dat").status, 401);
    CHECK_EQ(reception.audit.read(100)->entries.size(), 3U);
}

}  // namespace

int run_audit_tests() {
    const CMUnitTest tests[] = {
        test<finds_changes_in_the_log, Reception>("a changed or missing line of the log is noticed"),
        test<grows_without_end, Reception>("a log of any length takes the next line"),
        test<goes_on_after_a_line_cut_off, Reception>("a line that was cut off spoils no other, and is noticed"),
        test<follows_from_month_to_month, Reception>("the first line of a month follows the last of the one before"),
        test<goes_on_after_a_clock_that_ran_ahead, Reception>(
            "what is written after a clock that ran ahead follows, and a missing line is noticed"),
        test<takes_turns, Reception>("hubs that write at the same moment leave a whole log"),
        test<keeps_nobody_out, Reception>("a log that cannot be written keeps nobody out"),
        test<counts_strangers_together, Reception>("names that nobody has get one line a minute"),
    };
    return cmocka_run_group_tests_name("audit", tests, nullptr, nullptr);
}
