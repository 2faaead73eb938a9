#include "kiosk/app/post_office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exchange/base/ids.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/envelope.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/ticket.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;
using records::Kind;

constexpr Duration kWipeRound = 1h;
constexpr std::size_t kOpenAtOnce = 100;
constexpr std::size_t kAuditTold = 200;
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

PostNews PostOffice::first() {
    open();
    auto told = news();
    told.identity = PostIdentity{identity_->id(), records::format(identity_->enrolment())};
    return told;
}

// A kiosk whose disk refuses goes on in memory: what is typed now still gets through while there is power.
void PostOffice::open() {
    auto opened = open_in(wishes_.data);
    if (opened) return;
    log(LogLevel::Error, "post", opened.error().text());
    problems_.push_back(std::move(opened.error()));
    if (auto in_memory = open_in({}); !in_memory) problems_.push_back(std::move(in_memory.error()));
}

Done PostOffice::open_in(const Path& folder) {
    if (folder.empty()) nobody_ = trust::SealingKey::generate();
    if (folder.empty()) identity_.emplace(store::new_identity());
    if (!folder.empty()) {
        TRY(auto identity, store::open_identity(files_, folder / "identity"));
        identity_.emplace(std::move(identity));
    }
    if (identity_->trouble) problems_.push_back(*identity_->trouble);
    TRY(auto outbox, store::Outbox::open(files_, folder));
    outbox_.emplace(std::move(outbox));
    problems_.insert(problems_.end(), outbox_->troubles().begin(), outbox_->troubles().end());
    auto cost = folder.empty() ? trust::kNoCost : trust::kKioskCost;
    TRY(auto door, store::StaffDoor::open(files_, clock_, folder.empty() ? folder : folder / "identity", cost));
    door_.emplace(std::move(door));
    TRY_DONE(choose_first_pin());
    TRY(auto mode, outbox_->setting("mode"));
    mode_ = mode.value_or(0) == 0 ? records::Mode::Real : records::Mode::Exercise;
    wipes_at_ = clock_.tick();
    return ledger_.read(*outbox_, side());
}

Done PostOffice::choose_first_pin() {
    if (wishes_.staff_pin.empty() || door_->has_pin()) return {};
    TRY(auto bytes, files_.read(wishes_.staff_pin, ByteLimit{64}));
    auto line = trim(std::string_view(bytes ? *bytes : std::string_view{}));
    auto chosen = door_->set_pin({}, line.substr(0, line.find('\n')));
    door_->lock();
    return chosen;
}

std::vector<std::string> PostOffice::cp_keys() const {
    return place_.cp ? place_.cp->receipts : std::vector<std::string>{};
}

sync::ReceiptSide PostOffice::side() const {
    return {identity_->id(), identity_->sealing, cp_keys()};
}

PostNews PostOffice::take(PostOrder order) {
    return std::visit([this](auto&& one) { return take_one(std::forward<decltype(one)>(one)); }, std::move(order));
}

void PostOffice::note(std::string what, std::string record) {
    auto noted = outbox_->note({clock_.now(), std::move(what), std::move(record)});
    if (!noted) log(LogLevel::Error, "post", noted.error().text());
}

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
    TRY(auto recent, outbox_->tickets_since(clock_.now() - 1h));
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

Result<Stored> PostOffice::keep(records::Record record) {
    if (!outbox_) return refuse("store.database", "records cannot be kept");
    TRY_DONE(fill_head(record));
    TRY(auto entry, entry_of(record));
    TRY_DONE(outbox_->add(entry));
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

PostNews PostOffice::take_one(TakeStep order) {
    auto stored = keep_steps(order);
    locks_at_ = clock_.tick() + wishes_.locks_after;
    auto told = news();
    told.saved.push_back({order.token, std::move(stored)});
    return told;
}

PostNews PostOffice::take_one(Unlock order) {
    auto opened = door_->unlock(order.pin.bytes());
    refused_ = opened ? std::nullopt : std::optional(opened.error());
    note(opened ? "unlock" : opened.error().check);
    if (opened) {
        locks_at_ = clock_.tick() + wishes_.locks_after;
        reader_.begin(ledger_);
        reader_.open_some(*outbox_, ledger_, *identity_, *door_->key(), kOpenAtOnce);
    }
    return news();
}

PostNews PostOffice::take_one(Lock /*order*/) {
    bool was_open = door_->key() != nullptr;
    door_->lock();
    reader_.end();
    refused_.reset();
    if (was_open) note("lock");
    return news();
}

PostNews PostOffice::take_one(StaffIsHere /*order*/) {
    locks_at_ = clock_.tick() + wishes_.locks_after;
    return {};
}

PostNews PostOffice::take_one(SetPin order) {
    auto chosen = door_->set_pin(order.old_pin.bytes(), order.new_pin.bytes());
    refused_ = chosen ? std::nullopt : std::optional(chosen.error());
    note(chosen ? "set-pin" : chosen.error().check);
    if (chosen) {
        locks_at_ = clock_.tick() + wishes_.locks_after;
        reader_.begin(ledger_);
        reader_.open_some(*outbox_, ledger_, *identity_, *door_->key(), kOpenAtOnce);
    }
    return news();
}

PostNews PostOffice::take_one(SetMode order) {
    mode_ = order.mode;
    auto kept = outbox_->set("mode", static_cast<std::int64_t>(order.mode));
    if (!kept) problems_.push_back(kept.error());
    note(order.mode == records::Mode::Exercise ? "drill-on" : "drill-off");
    return news();
}

PostNews PostOffice::take_one(AskStatistics /*order*/) {
    PostNews told;
    auto counts = outbox_->counts();
    if (counts) told.statistics_csv = records::to_csv(records::statistics(*counts));
    return told;
}

PostNews PostOffice::take_one(KnowPlace order) {
    bool other_cp = order.cp != place_.cp;
    place_ = std::move(order);
    // Answers can only be read with the right key at hand.
    if (!other_cp || !ledger_.has_unread_answers()) return {};
    reread();
    return news();
}

PostNews PostOffice::more() {
    reader_.open_some(*outbox_, ledger_, *identity_, *door_->key(), kOpenAtOnce);
    PostNews told;
    told.staff = staff();
    return told;
}

Tick PostOffice::deadline() const {
    return door_ && door_->key() != nullptr ? std::min(locks_at_, wipes_at_) : wipes_at_;
}

PostNews PostOffice::pass() {
    bool locks = door_ && door_->key() != nullptr && clock_.tick() >= locks_at_;
    bool wipes = outbox_ && clock_.tick() >= wipes_at_;
    if (wipes) {
        wipes_at_ = clock_.tick() + kWipeRound;
        auto wiped = outbox_->wipe(clock_.now() - wishes_.keep_after_receipt);
        if (wiped && *wiped > 0) reread();
        wipes = wiped && *wiped > 0;
    }
    if (locks) return take_one(Lock{});
    return wipes ? news() : PostNews{};
}

void PostOffice::reread() {
    auto read = ledger_.read(*outbox_, side());
    if (!read) log(LogLevel::Error, "post", read.error().text());
    reader_.renew(ledger_);
}

PostNews PostOffice::carried(const OutboxState& told) {
    network_ = told;
    reread();
    return news();
}

PostNews PostOffice::take_one(CarryByStick order) {
    // A courier's stick is read on many machines: no secret is on it, and everyone may read it.
    DiskFiles stick_files(Readers::Everyone);
    auto carriage = sync::carry_by_stick(*outbox_, side(), stick_files, order.stick, clock_.now());
    // Each way of being wrong once: a stick full of forgeries must not push everything else out of the log.
    std::set<std::string> wrong;
    for (const auto& error : carriage.refused) wrong.insert("stick." + error.check);
    for (const auto& check : wrong) note(check);
    if (carriage.given > 0 || carriage.receipts > 0) note("stick");
    if (carriage.failed) log(LogLevel::Warning, "post", "stick: " + carriage.failed->text());
    if (carriage.is_courier && !carriage.failed)
        log(LogLevel::Info, "post", fmt::format("{} records were put on the stick", carriage.given));
    reread();
    auto told = news();
    told.stick_done = true;
    bool nothing = !carriage.is_courier && carriage.receipts == 0 && carriage.refused.empty() && !carriage.failed;
    if (!nothing) {
        told.stick =
            StickCarried{carriage.given, carriage.receipts, carriage.refused.size(), std::move(carriage.failed)};
    }
    return told;
}

std::shared_ptr<const Board> PostOffice::board() {
    auto board = std::make_shared<Board>();
    auto entries = outbox_->board();
    if (!entries) return board;
    for (const auto& entry : *entries) {
        if (auto item = open_board_item(entry, identity_->sealing)) board->push_back(std::move(*item));
    }
    return board;
}

StaffNews PostOffice::staff() {
    using Door = StaffNews::Door;
    StaffNews told;
    bool open = door_->key() != nullptr;
    told.door = !door_->has_pin() ? Door::NoPin : open ? Door::Open : Door::Locked;
    told.refused = refused_;
    told.wait_until = door_->wait_until();
    if (!open) return told;
    told.list = reader_.list();
    told.complete = reader_.is_complete();
    told.unreadable = reader_.unreadable();
    if (auto lines = outbox_->audit(kAuditTold)) {
        for (auto& line : *lines) told.audit.push_back({line.at, std::move(line.what), std::move(line.record)});
    }
    return told;
}

PostNews PostOffice::news() {
    PostNews told;
    told.mode = mode_;
    told.problems = problems_;
    if (!outbox_ || !door_) return told;
    told.tickets = ledger_.tickets();
    told.board = board();
    auto state = ledger_.state(identity_->id());
    state.hub_reached = network_.hub_reached;
    state.trouble = network_.trouble;
    if (auto last = outbox_->setting("last-receipt"); last && *last) state.last_receipt = Instant{Duration{**last}};
    told.outbox = std::move(state);
    told.staff = staff();
    return told;
}

}  // namespace baken::app
