// The keeper of records without a screen, for one step at a time: for tests/e2e/records_journey.sh.
//   post-once DATA CP-KEYS HUB enrol                 prints the enrolment code
//                              emergency TEXT        keeps an emergency report: prints its id and check number
//                              send | fetch          one round of the courier over the network
//                              stick DIR             carries by stick
//                              state ID              how a record stands, and the answer
//                              count | waiting       records kept; of these without a receipt
// It breaks down as tests/support/failing_disk.hpp says.
#include <fmt/format.h>

#include <cstdio>
#include <functional>

#include "exchange/records/cp_keys.hpp"
#include "kiosk/post/post_office.hpp"
#include "kiosk/sync/https_courier.hpp"
#include "tests/support/failing_disk.hpp"

namespace {

using namespace baken;
using namespace baken::post;

struct Program {
    SystemClock clock;
    DiskFiles files;
    Path data;
    std::string hub;
    PostOffice office;
    PostNews begun;

    Program(const Path& folder, const Path& cp_keys, std::string url)
        : data(folder), hub(std::move(url)), office(clock, {folder, "draaikom"}), begun(office.first()) {
        auto bytes = files.read(cp_keys, ByteLimit{64 * 1024});
        auto keys = records::read_cp_keys(bytes && *bytes ? **bytes : std::string{});
        if (!keys) return;
        auto told = office.take(KnowPlace{*keys, "draaikom", records::ClockConfidence::Sure});
        if (told.tickets) begun = std::move(told);
    }
    [[nodiscard]] sync::ReceiptSide side() const {
        return {office.identity().id(), office.identity().sealing, office.cp_keys()};
    }
};

int keep_emergency(Program& program, const std::string& text) {
    records::EmergencyReport report;
    report.what = text;
    report.reporter = "A. de Vries, vrijwilliger";
    auto told = program.office.take(SaveRecord{1, report, "nl", records::Priority::Now});
    auto& stored = told.saved.front().stored;
    if (!stored) {
        fmt::print(stderr, "{}\n", stored.error().text());
        return 3;
    }
    fmt::print("{} {}\n", stored->id, stored->check_number);
    return 0;
}

int carry(Program& program, bool fetches) {
    auto outbox = store::Outbox::open(program.files, program.data);
    if (!outbox) return 3;
    sync::HttpsCourier courier({program.hub}, {}, {});
    auto now = program.clock.now();
    sync::CourierRound round;
    if (fetches) round = courier.await_receipts(*outbox, program.side(), now, std::chrono::seconds{1});
    if (!fetches) round = courier.send(*outbox, program.side(), now, program.clock.tick(), 1'000);
    fmt::print("delivered {} receipts {} trouble {}\n", round.delivered, round.receipts,
               round.trouble ? round.trouble->check : "none");
    return 0;
}

int carry_by_stick(Program& program, const Path& stick) {
    auto outbox = store::Outbox::open(program.files, program.data);
    if (!outbox) return 3;
    auto told = sync::carry_by_stick(*outbox, program.side(), program.files, stick, program.clock.now());
    fmt::print("courier {} given {} receipts {} refused {} failed {}\n", told.is_courier ? "yes" : "no", told.given,
               told.receipts, told.refused.empty() ? "none" : told.refused.front().check,
               told.failed ? told.failed->text() : "none");
    return 0;
}

int tell_state(Program& program, const std::string& id) {
    auto outbox = store::Outbox::open(program.files, program.data);
    PostLedger ledger;
    if (!outbox || !ledger.read(*outbox, program.side())) return 3;
    const auto* entry = ledger.find(id);
    if (entry == nullptr) return 3;
    auto delivery = ledger.delivery_of(*entry);
    if (delivery.receipt) {
        fmt::print("{} {}\n", records::name_of(*delivery.receipt), delivery.answer);
    } else {
        fmt::print("{}\n", delivery.on_stick ? "on-stick" : "stored");
    }
    return 0;
}

int count(Program& program, bool waiting) {
    auto outbox = store::Outbox::open(program.files, program.data);
    auto entries = outbox ? outbox->entries() : std::unexpected(outbox.error());
    if (!entries) return 3;
    std::erase_if(*entries, [&](const auto& entry) { return waiting && entry.receipt > 0; });
    fmt::print("{}\n", entries->size());
    return 0;
}

}  // namespace

int main(int number, char** words) {
    if (number < 5) return 2;
    Program program(words[1], words[2], words[3]);
    const std::string step = words[4];
    const std::string more = number > 5 ? words[5] : "";
    if (step == "enrol") {
        fmt::print("{}\n", records::format(program.office.identity().enrolment()));
        return 0;
    }
    if (step == "emergency") return keep_emergency(program, more);
    if (step == "send" || step == "fetch") return carry(program, step == "fetch");
    if (step == "stick") return carry_by_stick(program, more);
    if (step == "state") return tell_state(program, more);
    if (step == "count" || step == "waiting") return count(program, step == "waiting");
    return 2;
}
