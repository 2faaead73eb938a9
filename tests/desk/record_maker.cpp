// A kiosk without a screen, for tests of the desk: record-maker FOLDER REGION_CP_KEYS SITE KIND TEXT [ABOUT] writes
// FOLDER/<id>.envelope and prints "<kiosk> <id> <check number>". With FOLDER alone it makes the kiosk's keys and prints
// the code by which a region takes it in.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/records/envelope.hpp"
#include "exchange/records/ticket.hpp"
#include "exchange/trust/encoding.hpp"

namespace {

using namespace baken;

// What fits where a name or a telephone number is asked for.
const std::string kShortMarkup = "<img src=x onerror=hurt=1>";

// Throw-away keys: the seed is the folder's own name.
trust::SigningKey signing_key(const Path& folder) {
    auto seed = folder.filename().string();
    seed.resize(32, '.');
    return trust::SigningKey::from_seed(seed);
}

records::Record make_record(const std::string& kind, const std::string& text, const std::string& about) {
    // What would be markup stands in every field; else each says what a person would say there.
    auto or_else = [&text](const std::string& usual) { return text.contains('<') ? text : usual; };
    auto short_or_else = [&text](const std::string& usual) { return text.contains('<') ? kShortMarkup : usual; };
    records::Record record;
    records::Place place{
        .where = records::Where::Address, .address = or_else("Naarderstraat 12"), .detail = or_else("2e verdieping")};
    records::Contact contact{.name = short_or_else("J. de Vries"),
                             .phone = short_or_else("06 12345678"),
                             .otherwise = or_else("via de buren")};
    record.head.ticket = "KRT-0000-0";
    if (kind == "emergency") {
        records::EmergencyReport report;
        report.place = place;
        report.incident = records::Incident::Medical;
        report.what = text;
        report.casualties = 1;
        report.needed = {records::Service::Ambulance};
        report.reporter = short_or_else("De buurvrouw");
        report.hazards_note = or_else("trappenhuis donker");
        report.access = or_else("achterom, via de Kade");
        report.casualties_note = or_else("man, ongeveer 70 jaar");
        record.head.ticket.clear();
        record.body = report;
    } else if (kind == "help") {
        records::HelpRequest request;
        request.need = records::Need::Medicines;
        request.place = place;
        request.contact = contact;
        request.note = text;
        record.body = request;
    } else if (kind == "transport") {
        records::HelpRequest request;
        request.need = records::Need::Transport;
        request.place = place;
        request.note = text;
        record.body = request;
    } else if (kind == "offer") {
        record.body = records::Offer{.gifts = {records::Gift::Vehicle},
                                     .what = text,
                                     .when = or_else("vanaf 17 uur"),
                                     .languages = {"tr"},
                                     .place = place,
                                     .contact = contact};
    } else if (kind == "initiative") {
        record.body = records::Initiative{.title = short_or_else(text.substr(0, 60)),
                                          .what = text,
                                          .when = or_else("vanaf 17 uur"),
                                          .place = place,
                                          .serves = 20,
                                          .needs = 2,
                                          .contact = contact};
    } else if (kind == "signal") {
        record.body = records::Signal{.sight = records::Sight::BlockedRoad,
                                      .what = text,
                                      .since = or_else("vanochtend"),
                                      .place = place,
                                      .contact = contact};
    } else if (kind == "follow-up") {
        record.head.ticket.clear();
        record.body = records::FollowUp{
            .about = about, .step = records::Step::PassedOn, .to_whom = short_or_else("De huisarts"), .note = text};
    } else {
        record.head.ticket.clear();
        records::SituationReport report;
        report.stocks = {{.item = "water", .amount = 180, .unit = "liter"}};
        if (text.contains('<')) report.stocks.push_back({.item = kShortMarkup, .amount = 1, .unit = "<b>"});
        report.power = records::Power::Battery;
        report.battery_percent = 81;
        report.note = text;
        report.needs = {or_else("dekens")};
        report.staff_present = 4;
        report.facilities = {{.facility = "water", .status = records::Status::Limited}};
        record.body = report;
    }
    return record;
}

Result<std::string> make(const std::vector<std::string>& words) {
    const Path folder = words.at(0);
    auto key = signing_key(folder);
    if (words.size() == 1) {
        return records::format({key.public_bytes(), trust::SealingKey::generate().public_bytes()});
    }
    DiskFiles files;
    TRY(auto bytes, files.read(words.at(1), ByteLimit{64 * 1024}));
    TRY(auto keys, records::read_cp_keys(bytes.value_or("")));
    auto record = make_record(words.at(3), words.at(4), words.size() > 5 ? words[5] : "");
    record.head.id = new_uuid7(SystemClock().now());
    // The number of a resident's ticket, from the random end of the id.
    if (!record.head.ticket.empty()) {
        record.head.ticket =
            records::format(records::Ticket{"KRT", 1 + std::stoi(record.head.id.substr(33), nullptr, 16)});
    }
    record.head.kiosk = records::kiosk_id_of(key.public_bytes());
    record.head.site = words.at(2);
    record.head.created = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
    record.head.priority = records::Priority::Now;
    TRY(auto envelope, records::seal_envelope(record, {keys.sealing.front(), {}}, key));
    TRY_DONE(files.replace(folder / (record.head.id + ".envelope"), envelope));
    return fmt::format("{} {} {}", record.head.kiosk, record.head.id,
                       records::format(records::check_number_of(record.head)));
}

}  // namespace

int main(int count, char** words) {
    auto made = make({words + 1, words + count});
    if (made)
        fmt::print("{}\n", *made);
    else
        fmt::print(stderr, "record-maker: {}\n", made.error().text());
    return made ? 0 : 1;
}
