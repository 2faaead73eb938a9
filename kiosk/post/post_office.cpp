#include "kiosk/post/post_office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exchange/base/log.hpp"
#include "exchange/base/signed_time.hpp"
#include "exchange/base/text.hpp"
#include "kiosk/sync/hurried_files.hpp"

namespace baken::post {
namespace {

using namespace std::chrono_literals;

constexpr Duration kWipeRound = 1h;
constexpr std::size_t kOpenAtOnce = 100;
constexpr std::size_t kAuditTold = 200;

}  // namespace

PostNews PostOffice::first() {
    open();
    auto told = news();
    told.identity = PostIdentity{identity_->id(), records::format(identity_->enrolment())};
    return told;
}

// A kiosk whose disk refuses goes on in memory, under its own keys as long as they can be read: what is typed now still
// gets through while there is power, by network and by stick.
void PostOffice::open() {
    if (wishes_.data.empty()) nobody_ = trust::SealingKey::generate();
    auto opened = open_in(wishes_.data);
    in_memory_ = wishes_.data.empty() || !opened;
    if (!opened) {
        log(LogLevel::Error, "post", opened.error().text());
        problems_.push_back(std::move(opened.error()));
        if (auto again = open_in({}); !again) problems_.push_back(std::move(again.error()));
    }
    open_door();
    if (auto chosen = choose_first_pin(); !chosen) problems_.push_back(std::move(chosen.error()));
}

// The staff's PIN holds whatever became of the outbox: nobody else may choose one and read what residents tell. Only
// where there is none, and nothing is kept on the disk, a new one lives in memory as well.
void PostOffice::open_door() {
    if (!wishes_.data.empty()) {
        door_.emplace(store::StaffDoor::open(files_, clock_, wishes_.data / "identity", trust::kKioskCost));
        problems_.insert(problems_.end(), door_->troubles().begin(), door_->troubles().end());
        if (!in_memory_ || door_->has_pin()) return;
    }
    door_.emplace(store::StaffDoor::open(files_, clock_, {}, trust::kNoCost));
}

Done PostOffice::open_identity(const Path& folder) {
    if (folder.empty()) {
        if (!identity_) identity_.emplace(store::new_identity());
        return {};
    }
    TRY(auto identity, store::open_identity(files_, folder / "identity"));
    identity_.emplace(std::move(identity));
    if (identity_->trouble) problems_.push_back(*identity_->trouble);
    return {};
}

Done PostOffice::open_in(const Path& folder) {
    TRY_DONE(open_identity(folder));
    TRY(auto outbox, store::Outbox::open(files_, folder));
    outbox_.emplace(std::move(outbox));
    problems_.insert(problems_.end(), outbox_->troubles().begin(), outbox_->troubles().end());
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

Result<store::Outbox> PostOffice::open_outbox_again() const {
    if (!outbox_) return refuse("store.database", "records cannot be kept");
    return outbox_->open_again();
}

std::vector<std::string> PostOffice::cp_keys() const {
    return place_.cp ? place_.cp->receipts : std::vector<std::string>{};
}

Instant PostOffice::now() const {
    return no_earlier_than(place_.signed_floor, clock_.now());
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
    if (order.signed_floor != place_.signed_floor) wipes_at_ = clock_.tick();
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

// A clock that runs ahead, of itself or by whoever owns the network, ends nothing that cannot be brought back: the time
// must also be over by a moment that somebody signed. Where there is none, nothing is wiped.
Result<std::size_t> PostOffice::wipe_what_is_over() {
    if (!place_.signed_floor) return 0;
    // A clock that is behind knows nothing of what ran ahead.
    auto latest = clock_.now() < *place_.signed_floor ? Instant::max() : clock_.now();
    return outbox_->wipe(std::min(clock_.now(), *place_.signed_floor) - wishes_.keep_after_receipt, latest);
}

PostNews PostOffice::pass() {
    bool locks = door_ && door_->key() != nullptr && clock_.tick() >= locks_at_;
    bool wipes = outbox_ && clock_.tick() >= wipes_at_;
    if (wipes) {
        wipes_at_ = clock_.tick() + kWipeRound;
        auto wiped = wipe_what_is_over();
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

PostNews PostOffice::take_one(const CarryByStick& order) {
    // A courier's stick is read on many machines: no secret is on it, and everyone may read it.
    DiskFiles stick_files(Readers::Everyone);
    sync::HurriedFiles hurried(stick_files, clock_);
    auto carriage = sync::carry_by_stick(*outbox_, side(), hurried, order.stick, now());
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
    told.stick_done = order.stick;
    bool nothing = !carriage.is_courier && carriage.receipts == 0 && carriage.refused.empty() && !carriage.failed;
    if (!nothing) {
        told.stick =
            StickCarried{carriage.given, carriage.receipts, carriage.refused.size(), std::move(carriage.failed)};
    }
    return told;
}

Board PostOffice::all_approved() {
    Board all;
    auto entries = outbox_->board();
    if (!entries) return all;
    for (const auto& entry : *entries) {
        if (auto item = open_board_item(entry, identity_->sealing)) all.push_back(std::move(*item));
    }
    return all;
}

// What was practised is no neighbour's soup: nobody may walk to it in earnest, also when the coordination point takes
// it up later. What is real stays real in a drill.
std::shared_ptr<const Board> PostOffice::board() {
    auto board = all_approved();
    if (mode_ == records::Mode::Real)
        std::erase_if(board, [](const auto& item) { return item.mode == records::Mode::Exercise; });
    return std::make_shared<const Board>(std::move(board));
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
    auto state = ledger_.state(identity_->id(), mode_);
    state.hub_reached = network_.hub_reached;
    state.trouble = network_.trouble;
    if (auto last = outbox_->setting("last-receipt"); last && *last) state.last_receipt = Instant{Duration{**last}};
    told.outbox = std::move(state);
    told.staff = staff();
    return told;
}

}  // namespace baken::post
