#include "kiosk/supply/supplier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/log.hpp"
#include "exchange/base/signed_time.hpp"
#include "kiosk/store/generation_files.hpp"
#include "kiosk/store/ladder.hpp"
#include "kiosk/store/spare.hpp"
#include "kiosk/sync/intake.hpp"
#include "kiosk/sync/stick_writer.hpp"

namespace baken::supply {
namespace {

using namespace std::chrono_literals;

constexpr ByteLimit kMostRootBytes{512'000};
// When the network is there, it is heard every minute; a memory card need not know it that often.
constexpr Duration kHeardWritten = 15min;

Done begin_with(store::Store& store, Files& files, const Path& root) {
    TRY(auto bytes, files.read(root, kMostRootBytes));
    if (!bytes) return refuse("files.missing", "there is no such file");
    return sync::trust_root(store, *bytes);
}

// A root that is missing or rotten is no reason to forget whom this machine believed until now: it goes on with that,
// and the answer is what is wrong with the file.
Result<std::optional<Error>> believe(store::Store& store, Files& files, const Path& root) {
    if (root.empty()) return std::nullopt;
    auto begun = begin_with(store, files, root);
    if (begun) return std::nullopt;
    bool is_of_the_file = !begun.error().check.starts_with("store.");
    Error why{"supply.root", root.string() + ": " + begun.error().text(), "put the region's root.json there again"};
    auto known = store.roots();
    if (!is_of_the_file || !known || known->empty()) return std::unexpected(std::move(why));
    return why;
}

bool has_spare(const SupplyWishes& wishes) {
    return !wishes.spare.empty() && wishes.spare != wishes.data;
}

// A stick that cannot be read has names of its own. A database that rots while it is open is mended by the next start
// only, which may be weeks away.
bool disk_refuses(const sync::Outcome& outcome) {
    if (!outcome.why) return false;
    const auto& check = outcome.why->check;
    return check == "store.database" || check == "store.damaged" || check.starts_with("files.");
}

Error worn(const Error& why) {
    log(LogLevel::Error, "supply", why.text());
    return {why.check, "what comes is kept in memory until the power goes: " + why.message, why.advice};
}

std::int64_t version_of(store::Store& store) {
    auto current = store.current();
    return current && *current ? (*current)->version : 0;
}

// The store to go on with, and why it is not that of the data partition.
struct Opened {
    store::Store store;
    std::optional<Error> why;
};

// A disk that turned read-only opens all the same, and knows nothing of what came since: a danger that was shown before
// the program was started again must not leave the screen.
Result<Opened> open_store(Files& files, const Clock& clock, const SupplyWishes& wishes) {
    auto store = store::Store::open(files, wishes.data);
    if (!store && has_spare(wishes)) {
        TRY(auto spare, store::open_spare(files, clock, wishes.data, wishes.spare, 0));
        return Opened{std::move(spare), std::move(store.error())};
    }
    if (!store) return std::unexpected(std::move(store.error()));
    auto newer = has_spare(wishes) ? store::newer_spare(files, wishes.spare, version_of(*store)) : std::nullopt;
    if (!newer) return Opened{std::move(*store), std::nullopt};
    return Opened{std::move(*newer), Error{"supply.spare", "the data partition did not take what came last", {}}};
}

}  // namespace

Result<std::unique_ptr<Supplier>> Supplier::open(Files& files, const Clock& clock, SupplyWishes wishes) {
    TRY(auto opened, open_store(files, clock, wishes));
    TRY(auto root_problem, believe(opened.store, files, wishes.root));
    std::unique_ptr<Supplier> supplier(new Supplier(files, clock, std::move(wishes), std::move(opened.store)));
    supplier->problems_ = supplier->store_.troubles();
    supplier->root_problem_ = std::move(root_problem);
    if (opened.why) supplier->worn_ = worn(*opened.why);
    return supplier;
}

// What is shown stays; it reads its files where they are.
bool Supplier::move_to_spare(const Error& why) {
    if (worn_ || !has_spare(wishes_)) return false;
    auto spare = store::open_spare(files_, clock_, wishes_.data, wishes_.spare, std::max(version_of(store_), version_));
    if (!spare) return false;
    auto root_problem = believe(*spare, files_, wishes_.root);
    if (!root_problem) return false;
    root_problem_ = std::move(*root_problem);
    store_ = std::move(*spare);
    worn_ = worn(why);
    return true;
}

Instant Supplier::now() {
    return no_earlier_than(signed_floor(), clock_.now());
}

// A store that was begun anew, or cannot be read, takes no signed moment back.
std::optional<Instant> Supplier::signed_floor() {
    if (auto floor = store_.signed_floor(); floor && *floor) floor_ = *floor;
    return floor_;
}

// Such a store knows nothing of what is shown either: nothing older comes in its place.
void Supplier::refuse_older(sync::Outcome& outcome) const {
    if (!outcome.generation || outcome.generation->version >= version_) return;
    outcome.generation.reset();
    outcome.kind = sync::Outcome::Kind::Refused;
    outcome.why = Error{"supply.older", "it is older than what is shown", {}};
}

std::shared_ptr<Holdings> Supplier::load(const store::Generation& generation) {
    auto root = wishes_.data / fmt::format("generation-{}", generation.id);
    auto view = std::make_shared<store::GenerationFiles>(files_, store_.objects(), generation.files, root);
    auto roots = wishes_.factory;
    roots.push_back(root);
    // What came while the clock ran far ahead came by now at the latest.
    auto holdings = load_holdings(*view, roots, wishes_.site, std::min(generation.arrival.at, now()));
    holdings->files = std::move(view);
    return holdings;
}

SupplyNews Supplier::first() {
    auto best = store::open_best(store_, clock_);
    for (auto& why : best.why) problems_.push_back(std::move(why));
    heard_ = best.heard;
    if (best.generation) version_ = best.generation->version;
    return news(best.generation ? load(*best.generation) : load_holdings(files_, wishes_.factory, wishes_.site, now()));
}

SupplyNews Supplier::take(sync::Road& road) {
    auto outcome = sync::take_in(store_, road, now());
    if (disk_refuses(outcome) && move_to_spare(*outcome.why)) {
        outcome = sync::take_in(store_, road, now());
        // In the spare folder there may be something newer than was shown: the kiosk was there before.
        auto current = store_.current();
        if (!outcome.generation && current) outcome.generation = std::move(*current);
    }
    refuse_older(outcome);
    // Broken off by ourselves: says nothing about the road.
    if (outcome.why && outcome.why->check == "http.interrupted") return news(nullptr);
    bool by_stick = road.kind() == store::RoadKind::Stick;
    if (outcome.kind != sync::Outcome::Kind::Unchanged) {
        log(outcome.heard() ? LogLevel::Info : LogLevel::Warning, "sync", sync::describe(outcome));
    }
    (by_stick ? stick_problem_ : network_problem_) = outcome.why;
    if (!by_stick) note_network(outcome);
    if (outcome.heard()) note_heard(outcome);
    bool whole_again = outcome.kind == sync::Outcome::Kind::Switched || outcome.kind == sync::Outcome::Kind::Renewed;
    if (whole_again) problems_.clear();
    auto brought = news(outcome.generation ? load(*outcome.generation) : nullptr);
    if (by_stick) brought.stick = std::move(outcome);
    return brought;
}

SupplyNews Supplier::write(const StickOrder& order, const Path& stick) {
    StickAnswer answer{order.what, 0, std::nullopt};
    if (order.what == StickOrder::What::Neighbour) {
        auto written = sync::write_stick(store_, files_, stick, now());
        if (written) answer.files = written->files;
        if (!written) answer.failed = written.error();
    } else {
        auto folder = stick / "baken" / "statistics";
        auto done = files_.make_folder(folder);
        if (done) done = files_.replace(folder / order.name, order.bytes);
        answer.files = done ? 1 : 0;
        if (!done) answer.failed = done.error();
    }
    auto told = news(nullptr);
    told.wrote = std::move(answer);
    return told;
}

void Supplier::note_network(const sync::Outcome& outcome) {
    network_ = outcome.kind;
    const auto* old = outcome.run_out();
    connected_ = outcome.heard() && old == nullptr;
    if (outcome.heard() && old != nullptr) {
        network_problem_ = Error{old->check, old->message, "what is newer may be held back, or this clock runs ahead"};
    }
}

void Supplier::note_heard(const sync::Outcome& outcome) {
    version_ = outcome.version;
    // A stick says when it came, not that anybody is there now.
    bool nothing_new = outcome.kind == sync::Outcome::Kind::Unchanged;
    if (outcome.arrival.road == store::RoadKind::Stick && nothing_new) return;
    heard_ = outcome.arrival;
    // What was written while the time ran ahead is written anew once it went back.
    bool lately = heard_written_ && heard_->at >= *heard_written_ && heard_->at - *heard_written_ < kHeardWritten;
    bool written = !nothing_new || lately;
    if (!written) (void)store_.heard(outcome.arrival);
    if (!written || !nothing_new) heard_written_ = outcome.arrival.at;
}

Reception Supplier::reception() {
    using Road = Reception::Road;
    auto heard = heard_ ? std::optional(heard_->at) : std::nullopt;
    if (connected_ && heard_) return {Road::Network, heard};
    if (!heard_) return {Road::Factory, std::nullopt};
    if (heard_->road == store::RoadKind::Stick) return {Road::Stick, heard};
    return {Road::NetworkLost, heard};
}

SupplyNews Supplier::news(std::shared_ptr<Holdings> holdings) {
    SupplyNews told{.holdings = std::move(holdings), .reception = reception(), .problems = problems_};
    told.signed_floor = signed_floor();
    for (const auto* problem : {&worn_, &root_problem_, &network_problem_, &stick_problem_}) {
        if (*problem) told.problems.push_back(**problem);
    }
    if (told.holdings) {
        told.holdings->reception = told.reception;
        told.holdings->signed_floor = told.signed_floor;
    }
    return told;
}

}  // namespace baken::supply
