// How what is personal goes away for good.
#include <algorithm>

#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/sql_session.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {

namespace {

struct Wish {
    Instant closed_before, any_before, now;
};

// A record taken in while this clock was behind came long ago as soon as the clock is put right; its kiosk knew better.
bool is_due(const KeptRecord& record, const Wish& wish) {
    using State = records::ReceiptState;
    auto made = is_uuid7(record.id) ? moment_of_uuid7(record.id) : Instant::min();
    if (made > wish.now) made = Instant::min();
    bool is_closed = record.last_n > 0 && (record.state == State::Handled || record.state == State::Merged);
    bool closed_long_ago = is_closed && record.since && std::max(*record.since, made) < wish.closed_before;
    return closed_long_ago || std::max(record.arrived, made) < wish.any_before;
}

std::vector<KeptRecord> find_due(soci::session& sql, const Wish& wish) {
    long long closed = wish.closed_before.time_since_epoch().count();
    long long any = wish.any_before.time_since_epoch().count();
    std::vector<KeptRecord> due;
    soci::rowset<soci::row> rows =
        (sql.prepare << kRecordColumns
                     << "WHERE ((last_n > 0 AND state IN (3, 5) AND since < :closed) OR arrived < :any) AND EXISTS"
                        " (SELECT 1 FROM envelope e WHERE e.kiosk = record.kiosk AND e.id = record.id AND e.bytes NOT"
                        " LIKE 'sha256:%')",
         soci::use(closed), soci::use(any));
    for (const auto& row : rows) {
        auto record = RecordRow::of(row).value();
        if (is_due(record, wish)) due.push_back(std::move(record));
    }
    return due;
}

}  // namespace

Result<std::size_t> InboxStore::wipe(Instant closed_before, Instant any_before, Instant now) {
    long long closed = closed_before.time_since_epoch().count();
    long long any = any_before.time_since_epoch().count();
    bool any_stub = false;
    auto wiped = session_->attempt([&] {
        std::size_t count = 0;
        session_->transact([&] {
            count = wipe_records(closed_before, any_before, now);
            any_stub = wipe_stubs(closed, any);
            return true;
        });
        return count;
    });
    if (wiped && (*wiped > 0 || any_stub)) TRY_DONE(forget_remains());
    return wiped;
}

std::size_t InboxStore::wipe_records(Instant closed_before, Instant any_before, Instant now) {
    auto& sql = session_->sql;
    auto due = find_due(sql, {closed_before, any_before, now});
    for (auto& record : due) {
        auto text = envelope_text(sql, record.kiosk, record.id).value_or("");
        auto mark = std::string(kWiped) + trust::sha256_hex(trust::from_base64(text).value_or(std::string{}));
        sql << "UPDATE envelope SET bytes = :mark WHERE kiosk = :kiosk AND id = :id", soci::use(mark),
            soci::use(record.kiosk), soci::use(record.id);
        sql << "DELETE FROM receipt WHERE kiosk = :kiosk AND record = :id", soci::use(record.kiosk),
            soci::use(record.id);
    }
    return due.size();
}

Result<std::optional<InboxStore::Look>> InboxStore::last_look() {
    return session_->attempt([&]() -> std::optional<Look> {
        long long at = 0, ready = 0;
        session_->sql << "SELECT looked, ready FROM wiping", soci::into(at), soci::into(ready);
        if (!session_->sql.got_data()) return std::nullopt;
        return Look{Instant{Duration{at}}, Instant{Duration{ready}}};
    });
}

Done InboxStore::note(const Look& look) {
    auto done = session_->attempt([&] {
        long long at = look.at.time_since_epoch().count(), ready = look.ready.time_since_epoch().count();
        session_->sql << "INSERT INTO wiping VALUES(1, :looked, :ready) ON CONFLICT(place) DO UPDATE SET looked ="
                         " excluded.looked, ready = excluded.ready",
            soci::use(at), soci::use(ready);
        return true;
    });
    return done ? Done{} : std::unexpected(std::move(done.error()));
}

// What was read out over a radio is as personal as what was typed, and goes with the record that it belongs to: of that
// its own steps tell nothing. Whether the record is closed for long by a clock that was right is decided where it is
// wiped, before this.
bool InboxStore::wipe_stubs(long long closed, long long any) {
    auto& sql = session_->sql;
    constexpr const char* kDue =
        " IN (SELECT s.id FROM stub s LEFT JOIN receipt p ON p.kiosk = '' AND p.record = s.id AND p.n = (SELECT MAX(n)"
        " FROM receipt q WHERE q.kiosk = '' AND q.record = s.id) WHERE s.at < :any OR (p.state IN (3, 5) AND p.at <"
        " :closed) OR EXISTS (SELECT 1 FROM record r JOIN envelope e ON e.kiosk = r.kiosk AND e.id = r.id WHERE r.kiosk"
        " = s.kiosk AND r.id = s.record AND r.last_n > 0 AND r.state IN (3, 5) AND r.since < :joined AND e.bytes LIKE"
        " 'sha256:%'))";
    auto overwrite = [&](const std::string& notes) {
        soci::statement update = (sql.prepare << notes << kDue, soci::use(any), soci::use(closed), soci::use(closed));
        update.execute(true);
        return update.get_affected_rows() > 0;
    };
    bool of_stubs = overwrite("UPDATE stub SET note = '' WHERE note <> '' AND id");
    bool of_steps = overwrite("UPDATE receipt SET note = '' WHERE note <> '' AND kiosk = '' AND record");
    return of_stubs || of_steps;
}

// What was overwritten stands in the write-ahead log, or in dead rows, until it is cleared.
Done InboxStore::forget_remains() {
    auto done = session_->attempt([&] {
        if (session_->on_postgresql()) {
            for (const auto* table : {"envelope", "receipt", "stub"}) session_->sql << "VACUUM " << table;
        } else {
            soci::row ignored;
            session_->sql << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(ignored);
        }
        return true;
    });
    return done ? Done{} : std::unexpected(std::move(done.error()));
}

}  // namespace baken::cp
