// What the UI thread asks of the worker that keeps records, and what it hears from it. Values only: they are moved from
// thread to thread, and what is large is shared and never changes.
//
// The UI thread hands over what was filled in; id, ticket, kiosk, site, times and clock confidence are filled in by the
// worker. It never waits: every order is answered by news, later.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/records/record.hpp"
#include "exchange/records/words.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::post {

// ---- Orders

// Keep this: a resident's record (answered with a ticket), or one of staff's own (emergency and situation reports).
struct SaveRecord {
    std::uint64_t token = 0;  // chosen by who asks; comes back with the answer
    records::Body body;
    std::string language = "nl";
    records::Priority priority = records::Priority::Today;
};

// Staff did this with these records. A FollowUp is kept for each, and what the step means here happens: Approved puts
// an initiative on the board, Withdrawn and Closed take it off. Refused while locked, but for GivenByRadio.
struct TakeStep {
    std::uint64_t token = 0;
    std::vector<std::string> records;  // ids
    records::Step step = records::Step::Noted;
    std::string to_whom;
    std::string note;
    std::optional<Instant> at;  // when it was not now: a report that was read out earlier
};

// Opens what residents told for staff. Answered with StaffNews, whatever became of it. Takes a good part of a second.
struct Unlock {
    trust::Secret pin;
};
struct Lock {};
// Somebody of staff is still there: puts off the kiosk's locking itself.
struct StaffIsHere {};
// At first use `old_pin` is empty. Refused: pin.form (not 4 to 12 digits), pin.wrong, pin.wait, pin.set (there is one,
// and `old_pin` is empty).
struct SetPin {
    trust::Secret old_pin;
    trust::Secret new_pin;
};
// Drill mode on or off; holds for every record from then on, also after a restart.
struct SetMode {
    records::Mode mode = records::Mode::Real;
};
// Answered with the CSV file of records/statistics.hpp.
struct AskStatistics {};

// What the content and the clock tell of this place; sent whenever it changes, and first of all. Answered by news only
// when receipts can be read now that could not before.
struct KnowPlace {
    std::optional<records::CpKeys> cp;  // to whom records are sealed, and whose receipts are believed
    std::string site;
    records::ClockConfidence clock = records::ClockConfidence::Unsure;
    std::optional<Instant> signed_floor;  // when the newest word was signed
};

// A stick is here: take its receipts, and give a courier's what waits. Answered with StickCarried when there was any of
// either.
struct CarryByStick {
    Path stick;
};

using PostOrder = std::variant<SaveRecord, TakeStep, Unlock, Lock, StaffIsHere, SetPin, SetMode, AskStatistics,
                               KnowPlace, CarryByStick>;

// ---- News

// How a record stands, as far as it is known here. Nothing counts as sent before the coordination point said so.
struct Delivery {
    Instant stored{};  // by this kiosk's clock, or the newest signed moment where that is later; so are the steps
    std::optional<Instant> on_stick;               // written to a courier's stick; it may still get lost
    std::optional<records::ReceiptState> receipt;  // the coordination point's last word, and since when
    std::optional<Instant> receipt_at;
    std::optional<Instant> received_at;  // of its first word, by its clock
    std::string answer;                  // in its own words; may be empty
    std::optional<records::Step> step;   // what staff did here last; a note only while they did nothing else
    std::optional<Instant> step_at;
    bool operator==(const Delivery&) const = default;
};

// Kept. For a resident's record with the number to say aloud, for an emergency with that of its radio card.
struct Stored {
    std::string id;
    std::string ticket;        // "KRT-427-Y"; empty for staff's own
    std::string check_number;  // "96917"; empty for all but emergency reports
};
struct SaveOutcome {
    std::uint64_t token = 0;
    // Errors: record.* naming the field; post.often (too much in one hour); post.readers (nobody is known who could
    // read it: no coordination point's key and no PIN yet); post.locked; post.unknown; post.practised (it signs up for
    // what was on the board in a drill that is over); store.full, store.database.
    Result<Stored> stored;
};

// For "my number": nothing personal.
struct TicketState {
    std::string ticket;
    std::string id;
    records::PriorityClass priority = records::PriorityClass::Help;
    Delivery delivery;
};
// By ticket as written.
using TicketBook = std::map<std::string, TicketState, std::less<>>;

// An initiative that staff or the coordination point approved and whose maker wants it shown. One that was practised is
// there only in a drill, and is joined only then.
struct BoardItem {
    std::string id;  // for a SignUp
    std::string title;
    std::string what;
    std::string when;
    records::Place place;
    std::optional<int> serves;
    std::optional<int> needs;
    int joined = 0;  // people who signed up here
    std::string language;
    Instant stored{};  // as Delivery has it; "today" in its maker's words is that day
    records::Mode mode = records::Mode::Real;
    bool operator==(const BoardItem&) const = default;
};
using Board = std::vector<BoardItem>;  // newest first

// An emergency report that the coordination point did not confirm yet: for the alarm, which needs no PIN. One that was
// practised is there only in a drill.
struct OpenEmergency {
    std::string id;
    std::string check_number;
    Delivery delivery;
};

// How the records of this kiosk travel.
struct OutboxState {
    std::size_t waiting = 0;                 // without any receipt
    std::vector<OpenEmergency> emergencies;  // of these, oldest first
    std::optional<Instant> last_receipt;     // when one came last, by this kiosk's clock
    bool hub_reached = false;                // at the last try it answered itself, be it with a refusal
    std::string trouble;                     // check of what the hub or the disk refused last; empty: nothing
};

// What staff see of one record; never changes once made.
struct StaffRecord {
    records::Record record;
    Delivery delivery;
    std::string check_number;
    std::vector<records::FollowUp> steps;  // oldest first
};
// The most urgent first: class, then priority, then age. FollowUps stand with the record they are about.
using StaffList = std::vector<std::shared_ptr<const StaffRecord>>;

struct AuditEntry {
    Instant at{};
    std::string what;    // "unlock", "pin.wrong", "step.handled-here", "save.emergency-report", ...
    std::string record;  // id, or empty
};

struct StaffNews {
    enum class Door : std::uint8_t {
        NoPin,  // nobody chose one yet
        Locked,
        Open,
    };
    Door door = Door::Locked;
    std::optional<Error> refused;           // of the last Unlock or SetPin: pin.wrong, pin.wait, pin.form, pin.set
    std::optional<Tick> wait_until;         // after too many wrong tries
    std::shared_ptr<const StaffList> list;  // while open; it grows while records are being opened
    bool complete = false;                  // everything readable is in the list
    std::size_t unreadable = 0;             // kept before there was a PIN, or damaged
    std::vector<AuditEntry> audit;          // newest first, at most 200
};

// This kiosk, as the coordination point gets to know it.
struct PostIdentity {
    std::string kiosk;      // its id
    std::string enrolment;  // the code staff give to the coordination point, in groups
};

// A courier's stick was here.
struct StickCarried {
    std::size_t given = 0;        // envelopes on the stick now
    std::size_t receipts = 0;     // new ones it brought
    std::size_t refused = 0;      // receipts that are not to be believed
    std::optional<Error> failed;  // files.full, files.read_only, stick.*
};

// What changed; parts without a value stay as they were.
struct PostNews {
    std::vector<SaveOutcome> saved;
    std::shared_ptr<const TicketBook> tickets;
    std::shared_ptr<const Board> board;
    std::optional<OutboxState> outbox;
    std::optional<StaffNews> staff;
    std::optional<PostIdentity> identity;
    std::optional<records::Mode> mode;
    std::optional<std::string> statistics_csv;
    std::optional<StickCarried> stick;
    std::optional<Path> stick_done;              // records neither come from nor go to this stick any more
    std::optional<std::vector<Error>> problems;  // what is wrong now, for staff
};

// The news so far, taken together: what a screen's model is made from. UI thread.
struct PostState {
    std::map<std::uint64_t, Result<Stored>> saved;  // by token, until who asked takes it out
    std::shared_ptr<const TicketBook> tickets = std::make_shared<TicketBook>();
    std::shared_ptr<const Board> board = std::make_shared<Board>();
    OutboxState outbox;
    StaffNews staff;
    PostIdentity identity;
    records::Mode mode = records::Mode::Real;
    std::optional<std::string> statistics_csv;
    std::optional<StickCarried> stick;
    std::vector<Error> problems;

    void hear(PostNews news);
};

}  // namespace baken::post
