// How a record is kept: its number and place, sealed to those who may read it, in one transaction.
#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/ids.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/envelope.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/ticket.hpp"
#include "kiosk/app/post_office.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;
using records::Kind;

constexpr std::string_view kPlaceLetters = "ACDEFHJKLMNPRTUVWXY";

bool has_ticket(Kind kind) {
    return kind != Kind::EmergencyReport && kind != Kind::SituationReport && kind != Kind::FollowUp;
}

// Three letters of the site's name that a ticket can have.
std::string ticket_place(std::string_view site) {
    std::string letters;
    for (char letter : site) {
        char capital = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
        if (letters.size() < 3 && kPlaceLetters.find(capital) != std::string_view::npos) letters += capital;
    }
    return letters + std::string(3 - letters.size(), 'X');
}

}  // namespace

Result<records::Readers> PostOffice::readers() const {
    records::Readers readers;
    if (place_.cp) readers.cp = place_.cp->sealing.front();
    if (readers.cp.empty() && nobody_) readers.cp = nobody_->public_bytes();
    readers.staff = door_->public_key();
    if (readers.cp.empty()) {
        return refuse("post.readers", "no key of a coordination point is known yet",
                      "bring content that the region published, by network or stick");
    }
    return readers;
}

Done PostOffice::fill_head(records::Record& record) {
    auto& head = record.head;
    head.id = new_uuid7(clock_.now());
    head.kiosk = identity_->id();
    head.site = !place_.site.empty() ? place_.site : wishes_.site.empty() ? "unknown" : wishes_.site;
    head.created = std::chrono::floor<std::chrono::seconds>(clock_.now());
    head.clock = place_.clock;
    head.mode = mode_;
    if (!has_ticket(records::kind_of(record))) return {};
    TRY(auto recent, outbox_->tickets_between(clock_.now() - 1h, clock_.now()));
    if (recent >= wishes_.tickets_an_hour) return refuse("post.often", "too much was asked here in one hour");
    TRY(auto number, outbox_->next_ticket());
    head.ticket = records::format({ticket_place(head.site), (number - 1) % records::kLastTicketNumber + 1});
    return {};
}

Result<store::NewEntry> PostOffice::entry_of(const records::Record& record) {
    TRY(auto to, readers());
    store::NewEntry entry{record.head.id, records::class_of(records::kind_of(record)), clock_.now(),
                          record.head.ticket};
    TRY(entry.envelope, records::seal_envelope(record, to, identity_->signing));
    if (auto count = records::counted(record)) entry.counts = records::rows_of(*count);
    const auto* start = std::get_if<records::Initiative>(&record.body);
    if (start != nullptr && start->showing == records::Showing::MayBeShown) {
        TRY(entry.board, seal_board_item(record, identity_->sealing.public_bytes()));
    }
    if (const auto* joins = std::get_if<records::SignUp>(&record.body)) {
        entry.joins = joins->initiative;
        entry.people = joins->people;
    }
    if (const auto* step = std::get_if<records::FollowUp>(&record.body)) {
        entry.about = step->about;
        entry.step = step->step;
    }
    return entry;
}

// A card that wore out or filled while the kiosk runs must not keep an emergency report from the courier, who could
// have sent it within a second.
Done PostOffice::in_outbox(const std::function<Done()>& write) {
    auto written = write();
    bool disk_refuses = !written && written.error().check.starts_with("store.") && !in_memory_;
    if (!disk_refuses) return written;
    TRY_DONE(move_to_memory(written.error()));
    return write();
}

Done PostOffice::move_to_memory(const Error& why) {
    TRY(auto copy, outbox_->copy_in_memory());
    auto troubles = copy.troubles();
    troubles.insert(troubles.begin(), why);
    for (const auto& error : troubles) log(LogLevel::Error, "post", error.text());
    problems_.insert(problems_.end(), troubles.begin(), troubles.end());
    outbox_.emplace(std::move(copy));
    in_memory_ = true;
    ++outbox_moves_;
    if (!door_->has_pin()) open_door();
    reread();
    return {};
}

Result<Stored> PostOffice::keep(records::Record record) {
    if (!outbox_) return refuse("store.database", "records cannot be kept");
    TRY_DONE(in_outbox([&] { return fill_head(record); }));
    TRY(auto entry, entry_of(record));
    TRY_DONE(in_outbox([&] { return outbox_->add(entry); }));
    log(LogLevel::Info, "post", fmt::format("record {} is kept", entry.id));
    for (const auto& id : {entry.id, entry.about}) {
        auto stored = id.empty() ? Result<std::optional<store::OutboxEntry>>{} : outbox_->entry(id);
        if (stored && *stored) ledger_.put(**stored);
    }
    if (door_->key() != nullptr) {
        reader_.renew(ledger_);
        reader_.add(record, ledger_);
    }
    Stored stored{record.head.id, record.head.ticket, {}};
    if (records::kind_of(record) == Kind::EmergencyReport) {
        stored.check_number = records::format(records::check_number_of(record.head));
    }
    return stored;
}

PostNews PostOffice::take_one(SaveRecord order) {
    records::Record record{{.language = order.language, .priority = order.priority}, std::move(order.body)};
    auto kind = records::kind_of(record);
    auto stored = keep(std::move(record));
    if (stored && !has_ticket(kind)) note(fmt::format("save.{}", records::name_of(kind)), stored->id);
    auto told = news();
    told.saved.push_back({order.token, std::move(stored)});
    return told;
}

Result<Stored> PostOffice::keep_steps(const TakeStep& order) {
    if (door_->key() == nullptr && order.step != records::Step::GivenByRadio) {
        return refuse("post.locked", "staff must open the door first");
    }
    Stored last;
    for (const auto& id : order.records) {
        if (ledger_.find(id) == nullptr) return refuse("post.unknown", "there is no such record here");
        records::FollowUp step{id, order.step, order.at, order.to_whom, order.note, {}};
        if (step.at) step.at = std::chrono::floor<std::chrono::seconds>(*step.at);
        TRY(last, keep({{.language = "nl", .priority = records::Priority::Today}, std::move(step)}));
        note(fmt::format("step.{}", records::name_of(order.step)), id);
    }
    return last;
}

PostNews PostOffice::take_one(const TakeStep& order) {
    auto stored = keep_steps(order);
    locks_at_ = clock_.tick() + wishes_.locks_after;
    auto told = news();
    told.saved.push_back({order.token, std::move(stored)});
    return told;
}

}  // namespace baken::app
