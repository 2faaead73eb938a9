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
#include "kiosk/post/post_office.hpp"

namespace baken::post {
namespace {

using namespace std::chrono_literals;
using records::Kind;

bool has_ticket(Kind kind) {
    return kind != Kind::EmergencyReport && kind != Kind::SituationReport && kind != Kind::FollowUp;
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

bool PostOffice::is_asked_too_often() {
    while (!asked_.empty() && asked_.front() + 1h <= clock_.tick()) asked_.pop_front();
    return asked_.size() >= static_cast<std::size_t>(wishes_.tickets_an_hour);
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
    if (is_asked_too_often()) return refuse("post.often", "too much was asked here in one hour");
    TRY(auto number, outbox_->next_ticket());
    head.ticket =
        records::format({records::ticket_place_of(head.kiosk), (number - 1) % records::kLastTicketNumber + 1});
    return {};
}

// Practice counts only with practice: a drill fills no real kitchen, and nobody signs up in earnest for what ended with
// the drill while they filled the form in.
Done PostOffice::count_joining(const records::Record& record, store::NewEntry& entry) {
    const auto* joins = std::get_if<records::SignUp>(&record.body);
    if (joins == nullptr) return {};
    auto approved = all_approved();
    auto item = std::ranges::find(approved, joins->initiative, &BoardItem::id);
    auto mode = item == approved.end() ? record.head.mode : item->mode;
    if (mode == records::Mode::Exercise && record.head.mode == records::Mode::Real)
        return refuse("post.practised", "this was on the board in a drill that is over");
    if (mode != record.head.mode) return {};
    entry.joins = joins->initiative;
    entry.people = joins->people;
    return {};
}

Result<store::NewEntry> PostOffice::entry_of(const records::Record& record) {
    TRY(auto to, readers());
    store::NewEntry entry{record.head.id, records::class_of(records::kind_of(record)), now(), record.head.ticket};
    entry.mode = record.head.mode;
    TRY(entry.envelope, records::seal_envelope(record, to, identity_->signing));
    if (auto count = records::counted(record)) entry.counts = records::rows_of(*count);
    const auto* start = std::get_if<records::Initiative>(&record.body);
    if (start != nullptr && start->showing == records::Showing::MayBeShown) {
        TRY(entry.board, seal_board_item(record, identity_->sealing.public_bytes()));
    }
    TRY_DONE(count_joining(record, entry));
    if (const auto* step = std::get_if<records::FollowUp>(&record.body)) {
        entry.about = step->about;
        entry.step = step->step;
        // What was done after an answer stands after it, also where this clock is behind that of the answer.
        const auto* about = ledger_.find(step->about);
        if (about != nullptr && about->receipt > 0) entry.at = std::max(entry.at, about->state_at);
    }
    return entry;
}

// Staff who wait at their PIN for a line in the log need no such patience.
Done PostOffice::patiently(const std::function<Done()>& write) {
    outbox_->wait_at_most(wishes_.waits_for_courier);
    auto written = write();
    outbox_->wait_at_most();
    return written;
}

// A card that wore out or filled while the kiosk runs must not keep an emergency report from the courier, who could
// have sent it within a second. One that is slow takes it in the end, and the courier, who is the one that waits for
// the card then, could not carry it from memory any sooner.
Done PostOffice::in_outbox(const std::function<Done()>& write) {
    auto written = patiently(write);
    if (written || in_memory_) return written;
    const auto& check = written.error().check;
    bool disk_refuses = check.starts_with("store.") && check != "store.busy";
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
    if (!entry.ticket.empty()) asked_.push_back(clock_.tick());
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

}  // namespace baken::post
