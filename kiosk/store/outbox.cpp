#include "kiosk/store/outbox.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/store/damaged.hpp"
#include "kiosk/store/outbox_tables.hpp"

namespace baken::store {
namespace {

// Of board.approved: what staff took down stays down, whatever the coordination point says later.
constexpr std::int64_t kShown = 1;
constexpr std::int64_t kTakenDown = 2;
constexpr std::int64_t kAuditLines = 10'000;

// An absent moment is kept as nothing and read as 0.
std::optional<Instant> maybe_moment(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional(moment_of(number));
}
template <typename Choice>
std::int64_t number_of(Choice choice) {
    return static_cast<std::int64_t>(choice);
}

// That a record was practised is a setting with its id: a column would be a change of the tables, and a disk that takes
// nothing any more takes none.
constexpr const char* kColumns =
    "SELECT id, class, stored, at, ticket, receipt, state, state_at, received_at, answered, on_stick, step, step_at,"
    " step IS NULL, EXISTS(SELECT 1 FROM setting WHERE key = 'practised-' || entry.id) FROM entry ";

OutboxEntry entry_of(const Row& row) {
    OutboxEntry entry{row.bytes(0), static_cast<records::PriorityClass>(row.number(1)),
                      static_cast<std::uint64_t>(row.number(2)), moment_of(row.number(3)), row.bytes(4)};
    entry.receipt = static_cast<int>(row.number(5));
    entry.state = static_cast<records::ReceiptState>(row.number(6));
    entry.state_at = moment_of(row.number(7));
    entry.received_at = maybe_moment(row.number(8));
    entry.answered = row.number(9) != 0;
    entry.on_stick = maybe_moment(row.number(10));
    if (row.number(13) == 0) entry.step = static_cast<records::Step>(row.number(11));
    entry.step_at = moment_of(row.number(12));
    if (row.number(14) != 0) entry.mode = records::Mode::Exercise;
    return entry;
}

}  // namespace

Result<Outbox> Outbox::open(Files& files, const Path& folder) {
    auto file = folder.empty() ? outbox_in_memory() : folder / "outbox.sqlite";
    if (!folder.empty()) TRY_DONE(files.make_folder(folder));
    std::vector<Error> troubles;
    TRY(auto database, open_or_begin_anew(files, folder, file, open_outbox, troubles));
    Outbox outbox(std::move(file), std::move(database));
    outbox.troubles_ = std::move(troubles);
    return outbox;
}

Result<Outbox> Outbox::open_again() const {
    TRY(auto database, open_outbox(file_));
    return Outbox(file_, std::move(database));
}

// Each table for itself: a disk that lost some of them may still read the others.
Result<Outbox> Outbox::copy_in_memory() {
    auto file = outbox_in_memory();
    TRY(auto database, open_outbox(file));
    Outbox copy(file, std::move(database));
    auto attached = database_.run("ATTACH ?1 AS copy", {std::string_view(file.native())});
    if (!attached) copy.troubles_.push_back(std::move(attached.error()));
    for (const auto* table : kOutboxTables) {
        if (!attached) break;
        auto copied = database_.run(fmt::format("INSERT INTO copy.{0} SELECT * FROM {0}", table), {});
        if (!copied) copy.troubles_.push_back(std::move(copied.error()).within(table));
    }
    if (attached) (void)database_.run("DETACH copy", {});
    return copy;
}

Result<std::optional<std::int64_t>> Outbox::setting(std::string_view key) {
    return database_.number("SELECT value FROM setting WHERE key = ?1", {key});
}

Done Outbox::set(std::string_view key, std::int64_t value) {
    return database_.run("INSERT INTO setting VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2", {key, value});
}

Result<int> Outbox::next_ticket() {
    TRY(auto last, setting("last-ticket"));
    return static_cast<int>(last.value_or(0)) + 1;
}

Done Outbox::add(const NewEntry& entry) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(add_row(entry));
    TRY_DONE(add_meaning(entry));
    return transaction.commit();
}

Done Outbox::add_row(const NewEntry& entry) {
    TRY_DONE(database_.run("INSERT INTO entry(id, class, at, ticket) VALUES(?1, ?2, ?3, ?4)",
                           {entry.id, number_of(entry.priority), number_of(entry.at), entry.ticket}));
    TRY_DONE(database_.run("INSERT INTO envelope VALUES(?1, ?2)", {entry.id, Blob{entry.envelope}}));
    if (entry.mode == records::Mode::Exercise) TRY_DONE(set("practised-" + entry.id, 1));
    if (!entry.ticket.empty()) {
        TRY(auto next, next_ticket());
        TRY_DONE(set("last-ticket", next));
    }
    for (const auto& row : entry.counts) {
        TRY_DONE(database_.run(
            "INSERT INTO count VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            {number_of(row.hour), number_of(row.dimension), row.value, std::int64_t{row.count}}));
    }
    return {};
}

// What the record means for others that are here.
Done Outbox::add_meaning(const NewEntry& entry) {
    if (!entry.board.empty()) {
        TRY_DONE(database_.run("INSERT INTO board(id, sealed) VALUES(?1, ?2)", {entry.id, Blob{entry.board}}));
    }
    if (!entry.joins.empty()) {
        TRY_DONE(database_.run("UPDATE board SET joined = joined + ?2 WHERE id = ?1",
                               {entry.joins, std::int64_t{entry.people}}));
    }
    if (entry.about.empty()) return {};
    // A note changes nothing about how a record stands.
    bool notes = entry.step == records::Step::Noted;
    TRY_DONE(database_.run(notes ? "UPDATE entry SET step = ?2, step_at = ?3 WHERE id = ?1 AND COALESCE(step, ?2) = ?2"
                                 : "UPDATE entry SET step = ?2, step_at = ?3 WHERE id = ?1",
                           {entry.about, number_of(entry.step), number_of(entry.at)}));
    bool shows = entry.step == records::Step::Approved;
    bool hides = entry.step == records::Step::Withdrawn || entry.step == records::Step::Closed;
    if (!shows && !hides) return {};
    return database_.run("UPDATE board SET approved = ?2 WHERE id = ?1", {entry.about, shows ? kShown : kTakenDown});
}

Result<std::vector<OutboxEntry>> Outbox::entries() {
    std::vector<OutboxEntry> found;
    TRY_DONE(database_.rows(std::string(kColumns) + "ORDER BY stored", {},
                            [&](const Row& row) { found.push_back(entry_of(row)); }));
    return found;
}

Result<std::optional<OutboxEntry>> Outbox::entry(std::string_view id) {
    std::optional<OutboxEntry> found;
    TRY_DONE(
        database_.rows(std::string(kColumns) + "WHERE id = ?1", {id}, [&](const Row& row) { found = entry_of(row); }));
    return found;
}

Result<std::optional<std::string>> Outbox::envelope(std::string_view id) {
    return database_.bytes("SELECT bytes FROM envelope WHERE id = ?1", {id});
}

Result<bool> Outbox::add_receipt(const records::Receipt& receipt, std::string_view bytes, Instant now) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY(auto known, database_.number("SELECT receipt FROM entry WHERE id = ?1", {receipt.record}));
    if (!known) return refuse("receipt.record", "answers a record that is not here: " + receipt.record);
    TRY(auto same, database_.bytes("SELECT bytes FROM receipt WHERE record = ?1 AND n = ?2",
                                   {receipt.record, std::int64_t{receipt.n}}));
    if (same && *same == bytes) return false;
    if (same) return refuse("receipt.conflict", fmt::format("another receipt {} of this record is here", receipt.n));
    TRY_DONE(database_.run("INSERT INTO receipt VALUES(?1, ?2, ?3)",
                           {receipt.record, std::int64_t{receipt.n}, Blob{bytes}}));
    TRY_DONE(
        database_.run("UPDATE entry SET heard = COALESCE(heard, ?2),"
                      " received_at = MIN(COALESCE(received_at, ?3), ?3) WHERE id = ?1",
                      {receipt.record, number_of(now), number_of(receipt.at)}));
    TRY_DONE(database_.run(
        "UPDATE entry SET receipt = ?2, state = ?3, state_at = ?4, answered = ?5 WHERE id = ?1 AND receipt < ?2",
        {receipt.record, std::int64_t{receipt.n}, number_of(receipt.state), number_of(receipt.at),
         std::int64_t{!receipt.answer.empty()}}));
    // One that was given in its new era shows that it has the record again, whichever way it came.
    TRY(auto began, era());
    if (receipt.n > began) TRY_DONE(note_offered(receipt.record));
    // The coordination point takes care of an initiative: it may be shown, if that is its last word.
    if (receipt.state == records::ReceiptState::Accepted && receipt.n > *known) {
        TRY_DONE(
            database_.run("UPDATE board SET approved = ?2 WHERE id = ?1 AND approved = 0", {receipt.record, kShown}));
    }
    TRY_DONE(set("last-receipt", number_of(now)));
    TRY_DONE(transaction.commit());
    return true;
}

Result<std::optional<std::string>> Outbox::newest_receipt(std::string_view id) {
    return database_.bytes("SELECT bytes FROM receipt WHERE record = ?1 ORDER BY n DESC LIMIT 1", {id});
}

Result<bool> Outbox::has_receipt(std::string_view id, int n) {
    TRY(auto found,
        database_.number("SELECT n FROM receipt WHERE record = ?1 AND n = ?2", {id, static_cast<std::int64_t>(n)}));
    return found.has_value();
}

Result<std::int64_t> Outbox::fetched_up_to() {
    TRY(auto number, setting("fetched-up-to"));
    return number.value_or(0);
}

Done Outbox::set_fetched_up_to(std::int64_t number) {
    return set("fetched-up-to", number);
}

Done Outbox::leave_unbelieved() {
    TRY(auto number, fetched_up_to());
    TRY(auto first, setting("unbelieved-after"));
    return set("unbelieved-after", std::min(number, first.value_or(number)));
}

Done Outbox::go_back_to_unbelieved() {
    TRY(auto first, setting("unbelieved-after"));
    if (!first) return {};
    TRY(auto number, fetched_up_to());
    TRY_DONE(set_fetched_up_to(std::min(number, *first)));
    return database_.run("DELETE FROM setting WHERE key = 'unbelieved-after'");
}

Done Outbox::mark_on_stick(const std::vector<std::string>& ids, Instant at) {
    TRY(auto transaction, Transaction::begin(database_));
    for (const auto& id : ids) {
        TRY_DONE(database_.run("UPDATE entry SET on_stick = ?2 WHERE id = ?1", {id, number_of(at)}));
    }
    return transaction.commit();
}

Result<std::vector<BoardEntry>> Outbox::board() {
    std::vector<BoardEntry> found;
    TRY_DONE(database_.rows(
        "SELECT board.id, sealed, joined, at FROM board JOIN entry ON entry.id = board.id"
        " WHERE approved = 1 ORDER BY stored DESC",
        {}, [&](const Row& row) {
            found.push_back({row.bytes(0), row.bytes(1), static_cast<int>(row.number(2)), moment_of(row.number(3))});
        }));
    return found;
}

// A receipt that came while this kiosk's clock was far behind was heard long ago, as soon as the clock is put right. So
// the coordination point's own time must be over as well; where there is none of the two, nothing is wiped.
// One that was heard later than now was heard by a clock that ran ahead, perhaps by many years: it counts from now.
Result<std::size_t> Outbox::wipe(Instant before, Instant now) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(database_.run("UPDATE entry SET heard = ?1 WHERE heard > ?1", {number_of(now)}));
    TRY(auto count,
        database_.number("SELECT COUNT(*) FROM entry WHERE MAX(heard, received_at) < ?1", {number_of(before)}));
    TRY_DONE(database_.run("DELETE FROM entry WHERE MAX(heard, received_at) < ?1", {number_of(before)}));
    TRY_DONE(
        database_.run("DELETE FROM setting WHERE key GLOB 'practised-*'"
                      " AND SUBSTR(key, LENGTH('practised-') + 1) NOT IN (SELECT id FROM entry)",
                      {}));
    TRY_DONE(transaction.commit());
    if (count.value_or(0) == 0) return 0;
    // The log holds what was there; it goes too.
    TRY_DONE(database_.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    return static_cast<std::size_t>(*count);
}

Result<std::vector<records::StatisticsRow>> Outbox::counts() {
    std::vector<records::StatisticsRow> found;
    TRY_DONE(database_.rows(
        "SELECT hour, dimension, value, count FROM count ORDER BY hour, dimension, value", {}, [&](const Row& row) {
            found.push_back({moment_of(row.number(0)), static_cast<records::Dimension>(row.number(1)), row.bytes(2),
                             static_cast<int>(row.number(3))});
        }));
    return found;
}

Done Outbox::note(const AuditLine& line) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(database_.run("INSERT INTO audit(at, what, record) VALUES(?1, ?2, ?3)",
                           {number_of(line.at), line.what, line.record}));
    TRY_DONE(database_.run("DELETE FROM audit WHERE line <= ?1", {database_.last_id() - kAuditLines}));
    return transaction.commit();
}

Result<std::vector<AuditLine>> Outbox::audit(std::size_t most) {
    std::vector<AuditLine> lines;
    TRY_DONE(database_.rows(
        "SELECT at, what, record FROM audit ORDER BY line DESC LIMIT ?1", {static_cast<std::int64_t>(most)},
        [&](const Row& row) { lines.push_back({moment_of(row.number(0)), row.bytes(1), row.bytes(2)}); }));
    return lines;
}

}  // namespace baken::store
