// Keeps records: gives each its ticket, seals it, stores it, and tells how it stands. One call is one whole step. One
// thread at a time.
#pragma once

#include <deque>
#include <functional>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/records/envelope.hpp"
#include "kiosk/post/post.hpp"
#include "kiosk/post/post_ledger.hpp"
#include "kiosk/post/post_reader.hpp"
#include "kiosk/store/staff_door.hpp"
#include "kiosk/sync/stick_courier.hpp"

namespace baken::post {

struct PostWishes {
    Path data;                  // the data partition; empty: all is kept in memory and gone at the end
    std::string site;           // its id
    Path staff_pin;             // its first line becomes the first PIN, for a demo; empty: staff choose one
    int tickets_an_hour = 120;  // by the tick, since this start: a calendar that is wrong refuses nobody
    Duration keep_after_receipt = std::chrono::days{7};  // by this clock and by the newest signed moment
    Duration locks_after = std::chrono::minutes{5};
    // With a record, for the courier who may be writing on a disk that is slow. Nothing else is worth that wait.
    Duration waits_for_courier = std::chrono::minutes{1};
};

class PostOffice {
public:
    // `clock` outlives the office. Nothing is opened before first().
    PostOffice(const Clock& clock, PostWishes wishes) : clock_(clock), wishes_(std::move(wishes)) {}

    // Opens keys and outbox, and tells everything there is to know. When the disk refuses, now or at a record later on,
    // records are kept in memory until the end and the problem is told; the kiosk's keys stay those of the disk when
    // they could be read, and so does the PIN. A disk that is only slow is waited for, and a record that could not be
    // kept within that time is refused with store.busy.
    [[nodiscard]] PostNews first();
    [[nodiscard]] PostNews take(PostOrder order);

    // Work that is left while nobody asks anything: opening records for staff. True while there is more.
    [[nodiscard]] bool has_more() const { return door_ && door_->key() != nullptr && !reader_.is_complete(); }
    [[nodiscard]] PostNews more();
    // What time brings: the door locks itself, what was kept long enough is wiped. Call at deadline().
    [[nodiscard]] PostNews pass();
    [[nodiscard]] Tick deadline() const;

    // Another thread that carries changed something in the outbox; `told` is what it knows of the network.
    [[nodiscard]] PostNews carried(const OutboxState& told);

    // Who carries needs to know who this kiosk is, and whom it believes, and opens the outbox for itself, wherever it
    // is; after first(). Errors: store.*.
    [[nodiscard]] Result<store::Outbox> open_outbox_again() const;
    // Counts up when the outbox moves to memory, and what waits with it; who carries must open it again then.
    [[nodiscard]] int outbox_moves() const { return outbox_moves_; }
    [[nodiscard]] const store::Identity& identity() const { return *identity_; }
    [[nodiscard]] std::vector<std::string> cp_keys() const;

private:
    PostNews take_one(SaveRecord order);
    PostNews take_one(const TakeStep& order);
    PostNews take_one(Unlock order);
    PostNews take_one(Lock order);
    PostNews take_one(StaffIsHere order);
    PostNews take_one(SetPin order);
    PostNews take_one(SetMode order);
    PostNews take_one(AskStatistics order);
    PostNews take_one(KnowPlace order);
    PostNews take_one(const CarryByStick& order);

    void open();
    Done open_identity(const Path& folder);
    Done open_in(const Path& folder);
    void open_door();
    Done in_outbox(const std::function<Done()>& write);
    Done patiently(const std::function<Done()>& write);
    Done move_to_memory(const Error& why);
    Done choose_first_pin();
    Result<Stored> keep(records::Record record);
    Result<Stored> keep_steps(const TakeStep& order);
    Done fill_head(records::Record& record);
    [[nodiscard]] Result<records::Readers> readers() const;
    Result<store::NewEntry> entry_of(const records::Record& record);
    Done count_joining(const records::Record& record, store::NewEntry& entry);
    void note(std::string what, std::string record = {});
    // What the screen goes by.
    [[nodiscard]] Instant now() const;
    [[nodiscard]] bool is_asked_too_often();
    [[nodiscard]] sync::ReceiptSide side() const;
    Result<std::size_t> wipe_what_is_over();
    void reread();
    [[nodiscard]] PostNews news();
    [[nodiscard]] StaffNews staff();
    // Also what was practised.
    [[nodiscard]] Board all_approved();
    [[nodiscard]] std::shared_ptr<const Board> board();

    const Clock& clock_;
    PostWishes wishes_;
    DiskFiles files_;
    std::optional<store::Identity> identity_;
    std::optional<store::Outbox> outbox_;
    bool in_memory_ = false;  // the outbox
    int outbox_moves_ = 0;
    std::optional<store::StaffDoor> door_;
    PostLedger ledger_;
    PostReader reader_;
    KnowPlace place_;
    // Takes the coordination point's place where no data partition was asked for: nothing is meant to leave.
    std::optional<trust::SealingKey> nobody_;
    records::Mode mode_ = records::Mode::Real;
    OutboxState network_;
    std::optional<Error> refused_;  // at the door
    Tick locks_at_{};
    Tick wipes_at_{};
    std::deque<Tick> asked_;  // when residents' records of the last hour were kept, since this start
    std::vector<Error> problems_;
};

}  // namespace baken::post
