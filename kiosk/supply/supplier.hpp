// Where what the kiosk shows comes from when it has a data partition: what the store holds, a stick, the network. One
// call is one whole step; nothing here waits for anything but its own work. One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/clock.hpp"
#include "kiosk/store/store.hpp"
#include "kiosk/supply/holdings.hpp"
#include "kiosk/sync/outcome.hpp"
#include "kiosk/sync/road.hpp"

namespace baken::supply {

struct SupplyWishes {
    std::vector<std::string> hubs;  // base URLs, in order
    Path ca;                        // the authority of their certificates; empty: the system's
    Path root;                      // the TUF root this machine was given
    Path data;                      // the data partition; empty: there is none
    std::vector<Path> sticks;       // folders that stand for a stick, besides the real ones
    std::vector<Path> factory;      // what the image brought
    std::string site;
    Path spare;  // a folder in memory, for when the data partition takes nothing; empty: there is none
};

// Something staff want on a stick: the counts as a file, or all this kiosk shows, for a neighbour.
struct StickOrder {
    enum class What : std::uint8_t { Counts, Neighbour };
    What what = What::Counts;
    std::string name;   // of the file, of Counts
    std::string bytes;  // of it
};
// What became of it. After success the stick may be pulled out.
struct StickAnswer {
    StickOrder::What what = StickOrder::What::Counts;
    std::size_t files = 0;  // on the stick now
    std::optional<Error> failed;
};

// What a step brought, for the screen.
struct SupplyNews {
    std::shared_ptr<Holdings> holdings;  // when there is something else to show; else null
    Reception reception;
    std::optional<Instant> signed_floor;
    std::optional<Path> stick_at;  // where a stick is that came, unless links lie on it; records travel on it, too
    std::optional<sync::Outcome> stick;  // what became of a stick, to tell staff
    bool brings_system = false;          // that stick has a new system for the machine, too
    std::optional<StickAnswer> wrote;    // what became of a wish of staff
    std::vector<Error> problems;         // what is wrong now, for staff: replaces what was told before
};

class Supplier {
public:
    // Opens the store and begins to believe the root. `files` and `clock` outlive the supplier and what it brings.
    // A data partition that refuses, now or when something comes, is done without from then on: all goes on in the
    // spare folder, with what can still be read, and is told among the problems. So it is where the spare folder holds
    // something newer from before the program was started again. A root that cannot be read is told among the problems
    // as supply.root, and whom the store believed until now is believed further. Errors: those of Store::open where the
    // spare folder does not help; supply.root when such a store believes nobody yet, or cannot take the root. The kiosk
    // then shows what the image brought.
    [[nodiscard]] static Result<std::unique_ptr<Supplier>> open(Files& files, const Clock& clock, SupplyWishes wishes);

    // What the store holds, checked from the first byte: the best generation over what the image brought, as new as
    // that generation is.
    [[nodiscard]] SupplyNews first();
    // How things stand, with nothing new.
    [[nodiscard]] SupplyNews stand() { return news(nullptr); }
    // What a road brings. Over the network also that it was not reached.
    [[nodiscard]] SupplyNews take(sync::Road& road);

    // Writes to a stick. The counts lie in its folder baken/statistics; errors as those of Files and of write_stick.
    [[nodiscard]] SupplyNews write(const StickOrder& order, const Path& stick);

    [[nodiscard]] const SupplyWishes& wishes() const { return wishes_; }
    // Of the signed timestamp that was believed last; 0 before the first.
    [[nodiscard]] std::int64_t version() const { return version_; }
    // What became of the last round over a network; NotReached before the first.
    [[nodiscard]] sync::Outcome::Kind network() const { return network_; }

private:
    Supplier(Files& files, const Clock& clock, SupplyWishes wishes, store::Store store)
        : files_(files), clock_(clock), wishes_(std::move(wishes)), store_(std::move(store)) {}
    [[nodiscard]] bool move_to_spare(const Error& why);
    [[nodiscard]] std::shared_ptr<Holdings> load(const store::Generation& generation);
    void note_network(const sync::Outcome& outcome);
    void note_heard(const sync::Outcome& outcome);
    [[nodiscard]] Reception reception();
    [[nodiscard]] SupplyNews news(std::shared_ptr<Holdings> holdings);
    [[nodiscard]] Instant now();
    std::optional<Instant> signed_floor();
    void refuse_older(sync::Outcome& outcome) const;

    Files& files_;
    const Clock& clock_;
    SupplyWishes wishes_;
    store::Store store_;
    std::vector<Error> problems_;  // of the store
    std::optional<Error> worn_;    // why the store is in the spare folder
    std::optional<Error> root_problem_;
    std::optional<Error> network_problem_;
    std::optional<Error> stick_problem_;
    std::optional<store::Arrival> heard_;
    std::optional<Instant> heard_written_;
    std::optional<Instant> floor_;  // the newest signed moment; a store that was begun anew takes none back
    std::int64_t version_ = 0;
    sync::Outcome::Kind network_ = sync::Outcome::Kind::NotReached;
    // The coordination point itself answered last, with a word that still holds. Whoever else answers is no connection.
    bool connected_ = false;
};

}  // namespace baken::supply
