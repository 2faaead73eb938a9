// What coordination point and kiosk must know of each other before anything travels.
#include "exchange/records/courier_pass.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/records/statistics.hpp"
#include "exchange/trust/seal.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

struct Pair {
    trust::SigningKey signing = trust::SigningKey::generate();
    trust::SealingKey sealing = trust::SealingKey::generate();
    Enrolment enrolment{signing.public_bytes(), sealing.public_bytes()};
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
};

void code_comes_back(Pair& pair) {
    auto code = format(pair.enrolment);
    CHECK_EQ(code.size(), 33U * 4 + 32);
    CHECK(*parse_enrolment(code) == pair.enrolment);
    std::string spoken;
    for (char letter : code) spoken += letter == ' ' ? '-' : letter;
    CHECK(*parse_enrolment("\n " + spoken + "\r\n") == pair.enrolment);
    CHECK_EQ(kiosk_id_of(pair.signing.public_bytes()).size(), 64U);
}

void every_wrong_digit_is_noticed(Pair& pair) {
    auto code = format(pair.enrolment);
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ' ') continue;
        auto wrong = code;
        wrong[at] = wrong[at] == '0' ? '1' : '0';
        CHECK_REFUSED(parse_enrolment(wrong), "enrolment.check");
    }
    CHECK_REFUSED(parse_enrolment(""), "enrolment.form");
    CHECK_REFUSED(parse_enrolment(code + "0"), "enrolment.form");
    CHECK_REFUSED(parse_enrolment(code.substr(1)), "enrolment.form");
    CHECK_REFUSED(parse_enrolment(std::string(132, 'g')), "enrolment.form");
    CHECK_REFUSED(parse_enrolment(std::string(100'000, '0')), "enrolment.form");
}

void keys_come_back(Pair& pair) {
    CpKeys keys{{pair.enrolment.sealing, std::string(32, 'b')}, {pair.enrolment.signing}};
    CHECK(*read_cp_keys(write_cp_keys(keys)) == keys);
}

void what_is_no_key_is_refused() {
    CHECK_REFUSED(read_cp_keys("sealing = []\nreceipts = []\n"), "cp-keys.key");
    CHECK_REFUSED(read_cp_keys("sealing = ['00']\nreceipts = ['00']\n"), "cp-keys.key");
    CHECK_REFUSED(read_cp_keys(""), "cp-keys.key");
    CHECK_REFUSED(read_cp_keys("sealing ="), "toml.syntax");
}

void pass_is_believed(Pair& pair) {
    CourierPass pass{"Gooi en Vechtstreek", pair.now, pair.now + std::chrono::days{30}};
    auto bytes = sign_courier_pass(pass, pair.signing);
    const std::vector<std::string> keys{std::string(32, 'a'), pair.signing.public_bytes()};
    CHECK(*read_courier_pass(bytes, keys) == pass);
}

void forged_pass_is_refused(Pair& pair) {
    auto bytes = sign_courier_pass({"Gooi", pair.now, pair.now}, pair.signing);
    const std::vector<std::string> keys{pair.signing.public_bytes()};
    const std::vector<std::string> others{trust::SigningKey::generate().public_bytes()};
    CHECK_REFUSED(read_courier_pass(bytes, others), "courier.signature");
    CHECK_REFUSED(read_courier_pass(bytes, {}), "courier.signature");
    auto changed = bytes;
    changed[changed.find("Gooi")] = 'M';
    CHECK_REFUSED(read_courier_pass(changed, keys), "courier.signature");
    for (const std::string wrong : {"", "{}", "[]", "null", "{\"signed\": 1}", "{\"signature\": \"00\"}"}) {
        CHECK_REFUSED(read_courier_pass(wrong, keys), "courier.format");
    }
    CHECK_REFUSED(read_courier_pass(std::string(kMostPassBytes + 1, ' '), keys), "courier.format");
}

void kept_counts_give_the_same_table() {
    auto hour = *parse_rfc3339("2026-11-23T13:00:00Z");
    std::vector<Counted> records(5, {hour, Kind::HelpRequest, "food", "nl"});
    records.insert(records.end(), 4, {hour, Kind::Signal, "water", "uk"});
    records.push_back({hour, Kind::HelpRequest, "medicines", "uk"});
    std::vector<StatisticsRow> kept;
    for (const auto& record : records) {
        auto rows = rows_of(record);
        kept.insert(kept.end(), rows.begin(), rows.end());
    }
    CHECK(!statistics(records).empty());
    CHECK(statistics(kept) == statistics(records));
}

}  // namespace

int run_travel_tests() {
    const CMUnitTest tests[] = {
        test<code_comes_back, Pair>("an enrolment code gives the keys it was made of, however it is spaced"),
        test<every_wrong_digit_is_noticed, Pair>("every wrong digit in an enrolment code is noticed"),
        test<keys_come_back, Pair>("the coordination point's keys come back as they were written"),
        test<what_is_no_key_is_refused>("what is no key of a coordination point is refused"),
        test<pass_is_believed, Pair>("a courier's pass is believed when the coordination point signed it"),
        test<forged_pass_is_refused, Pair>("a forged or broken courier's pass is refused by name"),
        test<kept_counts_give_the_same_table>("counts that were kept apart give the same table"),
    };
    return run("travel", tests);
}
