// What residents and staff reported, sealed, until the coordination point has it and the time to keep it is over. Every
// call that changes something is one transaction: after success it survives a power cut, after an error nothing
// changed.
//
// Nothing in here is readable without the staff's PIN or the coordination point's key, but for what a courier sees
// anyway, tickets, what was done with each, counts by the hour, and the board of initiatives, which is public and
// sealed to this kiosk all the same.
//
// One thread at a time; another thread opens the outbox again for itself. Errors of every call: those of Database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/files.hpp"
#include "exchange/records/outbox.hpp"
#include "exchange/records/receipt.hpp"
#include "exchange/records/statistics.hpp"
#include "exchange/records/words.hpp"
#include "kiosk/store/database.hpp"

namespace baken::store {

// What is known of a record without opening it.
struct OutboxEntry {
    std::string id;
    records::PriorityClass priority = records::PriorityClass::Status;
    std::uint64_t stored = 0;  // counts up
    Instant stored_at{};
    std::string ticket;
    int receipt = 0;  // number of the newest receipt; 0: none
    records::ReceiptState state = records::ReceiptState::Received;
    Instant state_at{};
    std::optional<Instant> received_at;
    bool answered = false;  // the newest receipt has words
    std::optional<Instant> on_stick;
    std::optional<records::Step> step;  // the last one; a note only while there was no other
    Instant step_at{};
    records::Mode mode = records::Mode::Real;
};

struct NewEntry {
    std::string id;
    records::PriorityClass priority = records::PriorityClass::Status;
    Instant at{};
    std::string ticket;
    std::string envelope;
    std::vector<records::StatisticsRow> counts;
    std::string board;  // what may be shown of an initiative, sealed; empty: nothing
    std::string joins;  // the initiative that this signs up for, and for how many people
    int people = 0;
    std::string about;  // of a follow-up: the record, and what was done
    records::Step step = records::Step::Noted;
    records::Mode mode = records::Mode::Real;
};

struct BoardEntry {
    std::string id;
    std::string sealed;
    int joined = 0;
    Instant stored_at{};
};

struct AuditLine {
    Instant at{};
    std::string what;
    std::string record;
};

class Outbox {
public:
    // Opens or makes outbox.sqlite in the folder; an empty folder keeps all in memory. A damaged file is moved aside
    // and told in troubles(). `files` is used while opening only. Errors: store.*, files.*.
    [[nodiscard]] static Result<Outbox> open(Files& files, const Path& folder);
    // The same outbox opened once more, for another thread. One in memory lives as long as any that has it open.
    [[nodiscard]] Result<Outbox> open_again() const;
    // Another outbox in memory, with all of this one that can still be read, for when the disk takes nothing any more.
    // What could not be carried along is told in its troubles(). This one and its file stay as they are.
    [[nodiscard]] Result<Outbox> copy_in_memory();
    [[nodiscard]] const std::vector<Error>& troubles() const { return troubles_; }
    // How long a call waits while another thread that opened it writes; longer, and it fails with store.busy.
    void wait_at_most(Duration patience = Database::kPatience) { database_.wait_at_most(patience); }

    // The number after the last ticket's; counted on by add().
    [[nodiscard]] Result<int> next_ticket();
    [[nodiscard]] Done add(const NewEntry& entry);

    [[nodiscard]] Result<std::vector<OutboxEntry>> entries();
    [[nodiscard]] Result<std::optional<OutboxEntry>> entry(std::string_view id);
    // Those without a receipt, and those that are to be offered once more, in order of leaving, at most so many.
    [[nodiscard]] Result<std::vector<records::Waiting>> waiting(std::size_t most);
    [[nodiscard]] Result<std::optional<std::string>> envelope(std::string_view id);

    // A receipt that was verified and opened; `bytes` as it came. False when it was here already. Errors also:
    // receipt.record (no such record here); receipt.conflict (another one with this number).
    [[nodiscard]] Result<bool> add_receipt(const records::Receipt& receipt, std::string_view bytes, Instant now);
    [[nodiscard]] Result<std::optional<std::string>> newest_receipt(std::string_view id);
    [[nodiscard]] Result<bool> has_receipt(std::string_view id, int n);
    // The coordination point's own count of receipts, up to which they were fetched.
    [[nodiscard]] Result<std::int64_t> fetched_up_to();
    [[nodiscard]] Done set_fetched_up_to(std::int64_t number);
    // Some receipts after fetched_up_to() are not believed, and left behind. Going back makes fetched_up_to() what it
    // was at the first of them; without any it stays.
    [[nodiscard]] Done leave_unbelieved();
    [[nodiscard]] Done go_back_to_unbelieved();

    // The era of the coordination point's store; 0 before it told any.
    [[nodiscard]] Result<std::int64_t> era();
    // Its store was put back from a copy: it may not have what it had, so every record that is not closed is offered
    // once more, and receipts are asked for from the first on.
    [[nodiscard]] Done begin_era(std::int64_t era);
    // It has this one again.
    [[nodiscard]] Done note_offered(std::string_view id);

    // A courier has these now.
    [[nodiscard]] Done mark_on_stick(const std::vector<std::string>& ids, Instant at);

    [[nodiscard]] Result<std::vector<BoardEntry>> board();
    // Everything about records that have had a receipt since before `before`, by the clock of this kiosk and by that of
    // the coordination point, is wiped; how many. What this kiosk heard later than `now` counts as heard now.
    [[nodiscard]] Result<std::size_t> wipe(Instant before, Instant now);

    [[nodiscard]] Result<std::vector<records::StatisticsRow>> counts();

    [[nodiscard]] Done note(const AuditLine& line);
    // Newest first.
    [[nodiscard]] Result<std::vector<AuditLine>> audit(std::size_t most);

    [[nodiscard]] Result<std::optional<std::int64_t>> setting(std::string_view key);
    [[nodiscard]] Done set(std::string_view key, std::int64_t value);

private:
    Outbox(Path file, Database database) : file_(std::move(file)), database_(std::move(database)) {}
    Done add_row(const NewEntry& entry);
    Done add_meaning(const NewEntry& entry);
    Path file_;
    Database database_;
    std::vector<Error> troubles_;
};

}  // namespace baken::store
