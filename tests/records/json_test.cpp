#include "exchange/records/record_json.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

void record_round_trip() {
    auto records = one_of_each();
    for (std::size_t i = 0; i < records.size(); ++i) {
        CHECK_EQ(static_cast<std::size_t>(kind_of(records[i])), i);
        CHECK_OK(to_json(records[i]));
        auto written = *to_json(records[i]);
        CHECK_OK(from_json(written));
        CHECK(*from_json(written) == records[i]);
        CHECK_EQ(*to_json(*from_json(written)), written);
    }
}

// tests/cases/records/json/<case>/in is read; expected is the record written again, or the refusal.
void json_folders() {
    for (const auto& folder : case_folders("records/json")) {
        auto record = from_json(read_text(folder / "in"));
        check_against((record ? *to_json(*record) : record.error().text()) + "\n", folder / "expected");
    }
}

std::string note_refusal(std::string note) {
    auto record = help_request();
    std::get<HelpRequest>(record.body).note = std::move(note);
    auto done = check(record);
    return done ? "kept" : done.error().check;
}

void notes() {
    for (const char* kept : {"🧑‍🚒🇳🇱", "שלום and مرحبا", "می‌خواهم", "two\nlines", "e\xCC\x81"})
        CHECK_EQ(note_refusal(kept), "kept");
    CHECK_EQ(note_refusal(std::string(2000, 'x')), "kept");
    CHECK_EQ(note_refusal(std::string(2001, 'x')), "record.length");
    CHECK_EQ(note_refusal(std::string(10'000, 'x')), "record.length");
    CHECK_EQ(note_refusal("bell \x07"), "record.control");
    CHECK_EQ(note_refusal(std::string("nul \0 inside", 12)), "record.control");
    CHECK_EQ(note_refusal("tab\t"), "record.control");
    CHECK_EQ(note_refusal("return\r\n"), "record.control");
    CHECK_EQ(note_refusal("turned \u202E round"), "record.control");
    CHECK_EQ(note_refusal("isolated \u2067 away"), "record.control");
    CHECK_EQ(note_refusal("next line \u0085"), "record.control");
    CHECK_EQ(note_refusal("paragraph \u2029"), "record.control");
    CHECK_EQ(note_refusal("broken \xC3"), "record.utf8");
    CHECK_EQ(note_refusal("  \n "), "record.empty");
}

void letters_not_bytes() {
    std::string ethiopic;
    for (int i = 0; i < 2000; ++i) ethiopic += "ሀ";
    CHECK_EQ(note_refusal(ethiopic), "kept");
    CHECK_EQ(note_refusal(ethiopic + "ሀ"), "record.length");
}

void names_the_field() {
    auto record = emergency();
    std::get<EmergencyReport>(record.body).place.address = "Dorpsstraat\n1";
    auto done = check(record);
    CHECK_REFUSED(done, "record.control");
    CHECK(done.error().message.starts_with("body.place.address: "));
    CHECK(done.error().message.find("Dorpsstraat") == std::string::npos);
}

void needs_an_address() {
    auto record = emergency();
    std::get<EmergencyReport>(record.body).place = {.where = Where::Address, .address = {}, .detail = {}};
    CHECK_REFUSED(check(record), "record.missing");
    std::get<EmergencyReport>(record.body).place.where = Where::Here;
    CHECK_OK(check(record));
}

void keeps_unknown() {
    auto record = help_request();
    record.head.others["colour"] = trust::Json{"green"};
    auto& place = std::get<HelpRequest>(record.body).place;
    place.others["floor"] = trust::Json{std::int64_t{3}};
    auto again = from_json(*to_json(record));
    CHECK_OK(again);
    CHECK(*again == record);
    // A name of ours in `others` never overrules the field.
    record.head.others["language"] = trust::Json{"xx"};
    CHECK_EQ(from_json(*to_json(record))->head.language, std::string("nl"));
}

void too_large() {
    CHECK_REFUSED(from_json(std::string(kMostRecordBytes + 1, ' ')), "record.size");
    auto record = help_request();
    for (int i = 0; i < 400; ++i) record.head.others["x" + std::to_string(i)] = trust::Json{std::string(100, 'x')};
    CHECK_REFUSED(to_json(record), "record.size");
}

// Every byte of a good record replaced by each of some nasty ones: read as something that is a record again, or refused
// by a check of ours.
void mutations() {
    for (const auto& record : {emergency(), one_of_each()[5]}) {
        const auto good = *to_json(record);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (char byte : {'"', '{', '}', '0', ',', '\\', '\n', '\xFF', '-', 'z'}) {
                auto bad = good;
                bad[i] = byte;
                auto read = from_json(bad);
                CHECK(read ? *from_json(*to_json(*read)) == *read : read.error().check.starts_with("record."));
            }
            CHECK(!from_json(good.substr(0, i)));
        }
    }
}

}  // namespace

int run_json_tests() {
    const CMUnitTest tests[] = {
        test<record_round_trip>("a record of each kind is the same after it was written and read"),
        test<json_folders>("every case of JSON is read or refused as expected"),
        test<notes>("emoji, any script and long notes are kept; control characters and endless texts are refused"),
        test<letters_not_bytes>("lengths count letters of any script, not bytes"),
        test<names_the_field>("a refusal names the field and does not repeat what was typed"),
        test<needs_an_address>("a place that is not here needs an address"),
        test<keeps_unknown>("members of a newer program survive, and never overrule ours"),
        test<too_large>("a record over 32 KiB is refused both ways"),
        test<mutations>("a record with any one byte changed or its end cut off is refused by name or still a record"),
    };
    return run("records.json", tests);
}
