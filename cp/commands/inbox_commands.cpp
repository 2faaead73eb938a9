// baken-cp inbox, and the courier's half of baken-cp stick.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cp/commands/commands.hpp"
#include "cp/inbox/inbox_office.hpp"
#include "cp/inbox/retention.hpp"
#include "cp/inbox/stick.hpp"
#include "exchange/base/log.hpp"
#include "exchange/records/record_json.hpp"

namespace baken::cp {
namespace {

Result<std::unique_ptr<InboxOffice>> open_office(const Order& order, Opened opened) {
    RegionFolder region{order.region};
    DiskFiles files;
    TRY([[maybe_unused]] auto name, read_region_name(files, region));
    return InboxOffice::open(region, order.store, order.passphrase_file, opened);
}

std::string state_of(const KeptRecord& record) {
    if (record.last_n == 0) return "not answered yet";
    return fmt::format("{} {}", records::name_of(record.state), to_rfc3339(record.since.value_or(record.arrived)));
}

std::string line_of(const KeptRecord& record) {
    auto number = record.check_number > 0 ? fmt::format(" {:05}", record.check_number) : "";
    auto road = record.road == RecordRoad::Stick ? "stick" : "network";
    return fmt::format("{} {} {}{} {} {} | {}\n", record.id, records::name_of(record.priority), record.site, number,
                       road, to_rfc3339(record.arrived), state_of(record));
}

std::string line_of(const KeptStub& stub) {
    auto joined = stub.record.empty() ? std::string("its record did not come yet") : "joined with " + stub.record;
    return fmt::format("{} radio {} {:05} {} | {}\n", stub.id, stub.site, stub.check_number, to_rfc3339(stub.at),
                       joined);
}

// For people to read; the one place where what residents told is printed.
Result<std::string> readable(const records::Record& record) {
    TRY(auto json, records::to_json(record));
    return nlohmann::json::parse(json).dump(2) + "\n";
}

void print_receipts(InboxOffice& office, const std::vector<KeptReceipt>& receipts) {
    for (const auto& receipt : receipts) {
        auto note = office.inbox.note_of(receipt.note);
        fmt::print("{} {}{}\n", to_rfc3339(receipt.at), records::name_of(receipt.state),
                   note.empty() ? "" : ": " + note);
    }
}

}  // namespace

Done run_inbox_list(const Order& order) {
    TRY(auto office, open_office(order, Opened::Signing));
    TRY([[maybe_unused]] auto answered, office->inbox.answer_waiting());
    auto which = order.closed_too ? InboxStore::Which::All : InboxStore::Which::Open;
    TRY(auto stubs, office->store->stubs());
    for (const auto& stub : stubs) {
        if (order.closed_too || stub.record.empty()) fmt::print("{}", line_of(stub));
    }
    TRY(auto found, office->store->records(which));
    for (const auto& record : found) fmt::print("{}", line_of(record));
    return {};
}

Done run_inbox_show(const Order& order) {
    TRY(auto office, open_office(order, Opened::All));
    TRY(auto kept, office->inbox.find(order.record));
    if (kept.kiosk.empty()) {
        TRY(auto stubs, office->store->stubs());
        for (const auto& stub : stubs) {
            if (stub.id == kept.id) fmt::print("{}{}\n", line_of(stub), office->inbox.note_of(stub.note));
        }
    } else {
        TRY(auto record, office->inbox.open(kept.id));
        TRY(auto text, readable(record));
        fmt::print("{}{}", line_of(kept), text);
    }
    TRY(auto receipts, office->store->receipts(kept.kiosk, kept.id));
    print_receipts(*office, receipts);
    return {};
}

Done run_inbox_tell(const Order& order, records::ReceiptState state) {
    TRY(auto office, open_office(order, Opened::All));
    TRY(auto record, office->inbox.tell(order.record, state, order.text));
    office->store->ring(StoreBell::Records);
    fmt::print("{} {}\n", record.id, state_of(record));
    return {};
}

Done run_inbox_radio(const Order& order) {
    TRY(auto office, open_office(order, Opened::All));
    TRY(auto stub, office->inbox.note_stub(order.site, order.number, order.text));
    office->store->ring(StoreBell::Records);
    fmt::print("{}", line_of(stub));
    return {};
}

Done run_inbox_join(const Order& order) {
    TRY(auto office, open_office(order, Opened::All));
    TRY_DONE(office->inbox.join(order.stub, order.record));
    office->store->ring(StoreBell::Records);
    return {};
}

Done run_stick_read(const Order& order) {
    TRY(auto office, open_office(order, Opened::Signing));
    DiskFiles files;
    auto report = read_courier(files, office->inbox, order.stick);
    // Some may be in also where the next one failed.
    office->store->ring(StoreBell::Records);
    if (!report) return std::unexpected(std::move(report).error());
    fmt::print("{} new records, {} were here already, {} refused\n", report->fresh, report->known,
               report->refused.size());
    for (const auto& error : report->refused) fmt::print("refused: {}\n", error.text());
    return {};
}

Done run_wipe(const Order& order) {
    TRY(auto office, open_office(order, Opened::Signing));
    auto now = office->clock.now();
    auto before = now - std::chrono::days{order.days};
    auto wiped = order.days >= 0 ? office->store->wipe(before, Instant{}, now)
                                 : wipe_old(office->files, office->region, *office->store, now);
    if (!wiped) return std::unexpected(std::move(wiped).error());
    fmt::print("{} records wiped\n", *wiped);
    return {};
}

}  // namespace baken::cp
