// How what is personal goes away for good.
#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/sql_session.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {

Result<std::size_t> InboxStore::wipe(Instant closed_before, Instant any_before) {
    long long closed = closed_before.time_since_epoch().count();
    long long any = any_before.time_since_epoch().count();
    auto wiped = session_->attempt([&] {
        std::size_t count = 0;
        session_->transact([&] {
            count = wipe_records(closed, any);
            wipe_stubs(closed, any);
            return true;
        });
        return count;
    });
    if (wiped && *wiped > 0) TRY_DONE(forget_remains());
    return wiped;
}

std::size_t InboxStore::wipe_records(long long closed, long long any) {
    auto& sql = session_->sql;
    std::vector<std::pair<std::string, std::string>> due;
    {
        soci::rowset<soci::row> rows =
            (sql.prepare << "SELECT r.kiosk, r.id FROM record r JOIN envelope e ON e.kiosk = r.kiosk AND e.id = r.id"
                            " WHERE ((r.last_n > 0 AND r.state IN (3, 5) AND r.since < :closed) OR r.arrived < :any)"
                            " AND e.bytes NOT LIKE 'sha256:%'",
             soci::use(closed), soci::use(any));
        for (const auto& row : rows) due.emplace_back(row.get<std::string>(0), row.get<std::string>(1));
    }
    for (auto& [kiosk, id] : due) {
        auto text = envelope_text(sql, kiosk, id).value_or("");
        auto mark = std::string(kWiped) + trust::sha256_hex(trust::from_base64(text).value_or(std::string{}));
        sql << "UPDATE envelope SET bytes = :mark WHERE kiosk = :kiosk AND id = :id", soci::use(mark), soci::use(kiosk),
            soci::use(id);
        sql << "DELETE FROM receipt WHERE kiosk = :kiosk AND record = :id", soci::use(kiosk), soci::use(id);
    }
    return due.size();
}

// What was read out over a radio is as personal as what was typed.
void InboxStore::wipe_stubs(long long closed, long long any) {
    auto& sql = session_->sql;
    constexpr const char* kDue =
        " IN (SELECT s.id FROM stub s LEFT JOIN receipt p ON p.kiosk = '' AND p.record = s.id AND p.n = (SELECT MAX(n)"
        " FROM receipt q WHERE q.kiosk = '' AND q.record = s.id) WHERE s.at < :any OR (p.state IN (3, 5) AND p.at <"
        " :closed))";
    sql << "UPDATE stub SET note = '' WHERE note <> '' AND id" << kDue, soci::use(any), soci::use(closed);
    sql << "UPDATE receipt SET note = '' WHERE note <> '' AND kiosk = '' AND record" << kDue, soci::use(any),
        soci::use(closed);
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
