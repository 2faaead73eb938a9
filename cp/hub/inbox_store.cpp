#include "cp/hub/inbox_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/hub/inbox_rows.hpp"
#include "cp/hub/sql_session.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::hub {
namespace {

// BIGINT and TEXT mean the same to both databases; bytes are kept as base64, because their blobs do not.
constexpr const char* kTables[] = {
    "CREATE TABLE IF NOT EXISTS record(kiosk TEXT NOT NULL, id TEXT NOT NULL, site TEXT NOT NULL, class BIGINT NOT "
    "NULL,"
    " arrived BIGINT NOT NULL, road BIGINT NOT NULL, check_number BIGINT NOT NULL, last_n BIGINT NOT NULL,"
    " state BIGINT NOT NULL, since BIGINT NOT NULL, PRIMARY KEY(kiosk, id))",
    "CREATE TABLE IF NOT EXISTS envelope(kiosk TEXT NOT NULL, id TEXT NOT NULL, bytes TEXT NOT NULL,"
    " PRIMARY KEY(kiosk, id))",
    "CREATE TABLE IF NOT EXISTS receipt(kiosk TEXT NOT NULL, number BIGINT NOT NULL, record TEXT NOT NULL,"
    " n BIGINT NOT NULL, state BIGINT NOT NULL, at BIGINT NOT NULL, note TEXT NOT NULL, bytes TEXT NOT NULL,"
    " PRIMARY KEY(kiosk, number), UNIQUE(kiosk, record, n))",
    "CREATE TABLE IF NOT EXISTS feed(kiosk TEXT PRIMARY KEY, number BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS stub(id TEXT PRIMARY KEY, site TEXT NOT NULL, check_number BIGINT NOT NULL,"
    " at BIGINT NOT NULL, note TEXT NOT NULL, kiosk TEXT NOT NULL, record TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS record_by_class ON record(class, arrived)",
    "CREATE INDEX IF NOT EXISTS record_by_id ON record(id)",
    // What the desk lists, in its order: open (not handled, 3, and not merged, 5), and not of the class of status, 4.
    "CREATE INDEX IF NOT EXISTS record_open ON record(class, arrived DESC, site) WHERE (last_n = 0 OR state NOT IN (3, "
    "5))"
    " AND class <> 4",
    "CREATE INDEX IF NOT EXISTS record_status ON record(site, arrived DESC) WHERE class = 4",
    "CREATE INDEX IF NOT EXISTS record_unanswered ON record(arrived) WHERE last_n = 0",
};

constexpr const char* kFresh = "(last_n = 0 OR state = 0)";
constexpr const char* kOpenOnDesk = "(last_n = 0 OR state NOT IN (3, 5)) AND class <> 4";
static_assert(static_cast<int>(records::ReceiptState::Handled) == 3 &&
              static_cast<int>(records::ReceiptState::Merged) == 5 &&
              static_cast<int>(records::PriorityClass::Status) == 4);

// In place of the bytes of an envelope that was wiped: what it was, so that it is not taken in again.
constexpr std::string_view kWiped = "sha256:";

constexpr const char* kRecordColumns =
    "SELECT kiosk, id, site, class, arrived, road, check_number, last_n, state, since FROM record ";

}  // namespace

InboxStore::InboxStore(std::unique_ptr<SqlSession> session) : session_(std::move(session)) {}
InboxStore::~InboxStore() = default;

Result<std::unique_ptr<InboxStore>> InboxStore::open(const std::string& address) {
    TRY(auto session, SqlSession::open(address, kTables));
    return std::unique_ptr<InboxStore>(new InboxStore(std::move(session)));
}

Done InboxStore::together(const std::function<void()>& work) {
    auto done = session_->attempt([&] {
        return session_->transact([&] {
            work();
            return true;
        });
    });
    return done ? Done{} : std::unexpected(std::move(done.error()));
}

void InboxStore::ring(StoreBell bell) {
    static_cast<void>(session_->attempt([&] {
        session_->ring(bell == StoreBell::Receipts ? "t" : "r");
        return true;
    }));
}

Result<bool> InboxStore::add(const KeptRecord& record, std::string_view envelope) {
    return session_->attempt([&] {
        return session_->transact([&] {
            auto& sql = session_->sql;
            RecordRow row(record);
            soci::statement insert =
                (sql.prepare
                     << "INSERT INTO record VALUES(:kiosk, :id, :site, :class, :arrived, :road, :check, 0, 0, 0)"
                        " ON CONFLICT DO NOTHING",
                 soci::use(row.kiosk), soci::use(row.id), soci::use(row.site), soci::use(row.priority),
                 soci::use(row.arrived), soci::use(row.road), soci::use(row.check_number));
            insert.execute(true);
            if (insert.get_affected_rows() == 0) return false;
            auto bytes = trust::to_base64(envelope);
            sql << "INSERT INTO envelope VALUES(:kiosk, :id, :bytes)", soci::use(row.kiosk), soci::use(row.id),
                soci::use(bytes);
            return true;
        });
    });
}

Result<std::optional<KeptRecord>> InboxStore::record(std::string_view kiosk, std::string_view id) {
    return session_->attempt([&]() -> std::optional<KeptRecord> {
        RecordRow row;
        std::string of(kiosk), which(id);
        session_->sql << "SELECT kiosk, id, site, class, arrived, road, check_number, last_n, state, since FROM record"
                         " WHERE kiosk = :kiosk AND id = :id",
            soci::into(row.kiosk), soci::into(row.id), soci::into(row.site), soci::into(row.priority),
            soci::into(row.arrived), soci::into(row.road), soci::into(row.check_number), soci::into(row.last_n),
            soci::into(row.state), soci::into(row.since), soci::use(of), soci::use(which);
        if (!session_->sql.got_data()) return std::nullopt;
        return row.value();
    });
}

namespace {

std::optional<std::string> envelope_text(soci::session& sql, std::string_view kiosk, std::string_view id) {
    std::string bytes, of(kiosk), which(id);
    sql << "SELECT bytes FROM envelope WHERE kiosk = :kiosk AND id = :id", soci::into(bytes), soci::use(of),
        soci::use(which);
    return sql.got_data() ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace

Result<std::optional<std::string>> InboxStore::envelope(std::string_view kiosk, std::string_view id) {
    return session_->attempt([&]() -> std::optional<std::string> {
        auto text = envelope_text(session_->sql, kiosk, id);
        return text && !text->starts_with(kWiped) ? trust::from_base64(*text) : std::nullopt;
    });
}

Result<std::string> InboxStore::fingerprint(std::string_view kiosk, std::string_view id) {
    return session_->attempt([&]() -> std::string {
        auto text = envelope_text(session_->sql, kiosk, id);
        if (!text) return {};
        if (text->starts_with(kWiped)) return text->substr(kWiped.size());
        return trust::sha256_hex(trust::from_base64(*text).value_or(std::string{}));
    });
}

namespace {

// `condition` is SQL from here: no word of a stranger is in it.
std::vector<KeptRecord> read_rows(soci::session& sql, const std::string& condition) {
    std::vector<KeptRecord> found;
    soci::rowset<soci::row> rows = (sql.prepare << kRecordColumns + condition);
    for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
    return found;
}

std::vector<KeptRecord> read_records(soci::session& sql, const std::string& where) {
    return read_rows(sql, where + " ORDER BY class, arrived, id");
}

constexpr const char* kReceiptColumns = "SELECT kiosk, number, record, n, state, at, note, bytes FROM receipt ";

}  // namespace

Result<std::vector<KeptRecord>> InboxStore::records(Which which) {
    using State = records::ReceiptState;
    auto where = "WHERE last_n = 0 OR state NOT IN (" + std::to_string(static_cast<int>(State::Handled)) + ", " +
                 std::to_string(static_cast<int>(State::Merged)) + ")";
    return session_->attempt([&] { return read_records(session_->sql, which == Which::All ? "" : where); });
}

Result<std::vector<KeptRecord>> InboxStore::unanswered() {
    return session_->attempt([&] { return read_records(session_->sql, "WHERE last_n = 0"); });
}

Result<std::vector<KeptRecord>> InboxStore::page(const PageOf& wish) {
    auto where = wish.which == Which::Open ? std::string(kOpenOnDesk) : std::string("class <> 4");
    if (wish.priority) where += fmt::format(" AND class = {}", static_cast<int>(*wish.priority));
    where += fmt::format(" ORDER BY class, arrived DESC, id LIMIT {} OFFSET {}", wish.most, wish.skip);
    return session_->attempt([&] { return read_rows(session_->sql, "WHERE " + where); });
}

Result<std::vector<KeptRecord>> InboxStore::fresh_of(records::PriorityClass priority, std::size_t most) {
    auto where = fmt::format("WHERE {} AND {} AND class = {} ORDER BY arrived DESC LIMIT {}", kOpenOnDesk, kFresh,
                             static_cast<int>(priority), most);
    return session_->attempt([&] { return read_rows(session_->sql, where); });
}

Result<std::map<records::PriorityClass, std::int64_t>> InboxStore::count_fresh() {
    return session_->attempt([&] {
        std::map<records::PriorityClass, std::int64_t> counts;
        soci::rowset<soci::row> rows = (session_->sql.prepare << "SELECT class, COUNT(*) FROM record WHERE "
                                                              << kOpenOnDesk << " AND " << kFresh << " GROUP BY class");
        for (const auto& row : rows) {
            counts.emplace(static_cast<records::PriorityClass>(number_at(row, 0)), number_at(row, 1));
        }
        return counts;
    });
}

Result<std::map<std::string, std::int64_t>> InboxStore::open_by_site() {
    return session_->attempt([&] {
        std::map<std::string, std::int64_t> counts;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare << "SELECT site, COUNT(*) FROM record WHERE " << kOpenOnDesk << " GROUP BY site");
        for (const auto& row : rows) counts.emplace(row.get<std::string>(0), number_at(row, 1));
        return counts;
    });
}

Result<std::vector<KeptRecord>> InboxStore::newest_statuses(std::size_t of_each_site) {
    return session_->attempt([&] {
        std::vector<KeptRecord> found;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare
             << "SELECT kiosk, id, site, class, arrived, road, check_number, last_n, state, since FROM (SELECT *,"
                " ROW_NUMBER() OVER (PARTITION BY site ORDER BY arrived DESC) AS place FROM record WHERE class = 4)"
                " AS newest WHERE place <= "
             << of_each_site << " ORDER BY site, arrived DESC");
        for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
        return found;
    });
}

// Only what an id may hold, so that nothing in it means something to LIKE.
Result<std::vector<KeptRecord>> InboxStore::named(std::string_view part) {
    bool is_part = !part.empty() && part.size() <= 36 && std::ranges::all_of(part, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || letter == '-';
    });
    if (!is_part) return std::vector<KeptRecord>{};
    auto pattern = part.size() == 36 ? std::string(part) : "%" + std::string(part) + "%";
    auto test = part.size() == 36 ? "WHERE id = :id LIMIT 2" : "WHERE id LIKE :id LIMIT 2";
    return session_->attempt([&] {
        std::vector<KeptRecord> found;
        soci::rowset<soci::row> rows = (session_->sql.prepare << kRecordColumns << test, soci::use(pattern));
        for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
        return found;
    });
}

Result<std::vector<KeptRecord>> InboxStore::emergencies_of(std::string_view site, int check_number) {
    return session_->attempt([&] {
        std::vector<KeptRecord> found;
        std::string at(site);
        soci::rowset<soci::row> rows = (session_->sql.prepare << kRecordColumns
                                                              << "WHERE site = :site AND check_number = :number"
                                                                 " AND class = 0 ORDER BY arrived",
                                        soci::use(at), soci::use(check_number));
        for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
        return found;
    });
}

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

// The kiosk's line in `feed` is changed first: whoever comes second waits there, so that numbers have no gaps and are
// seen in their order.
Result<bool> InboxStore::add(const KeptReceipt& receipt) {
    return session_->attempt([&] {
        ReceiptRow row(receipt);
        bool added = session_->transact([&] { return insert_receipt(row); });
        if (added) session_->ring("t");
        // The connection may have been lost while this very receipt was being kept.
        return added || is_kept(row);
    });
}

bool InboxStore::insert_receipt(ReceiptRow& row) {
    auto& sql = session_->sql;
    sql << "INSERT INTO feed VALUES(:kiosk, 1) ON CONFLICT(kiosk) DO UPDATE SET number = feed.number + 1",
        soci::use(row.kiosk);
    sql << "SELECT number FROM feed WHERE kiosk = :kiosk", soci::into(row.number), soci::use(row.kiosk);
    soci::statement insert =
        (sql.prepare << "INSERT INTO receipt VALUES(:kiosk, :number, :record, :n, :state, :at, :note, :bytes)"
                        " ON CONFLICT DO NOTHING",
         soci::use(row.kiosk), soci::use(row.number), soci::use(row.record), soci::use(row.n), soci::use(row.state),
         soci::use(row.at), soci::use(row.note), soci::use(row.bytes));
    insert.execute(true);
    if (insert.get_affected_rows() == 0) return false;
    sql << "UPDATE record SET last_n = :n, state = :state, since = :at WHERE kiosk = :kiosk AND id = :id"
           " AND last_n < :same",
        soci::use(row.n), soci::use(row.state), soci::use(row.at), soci::use(row.kiosk), soci::use(row.record),
        soci::use(row.n);
    return true;
}

bool InboxStore::is_kept(const ReceiptRow& row) {
    if (row.bytes.empty()) return false;
    std::string bytes;
    session_->sql << "SELECT bytes FROM receipt WHERE kiosk = :kiosk AND record = :record AND n = :n",
        soci::into(bytes), soci::use(row.kiosk), soci::use(row.record), soci::use(row.n);
    return session_->sql.got_data() && bytes == row.bytes;
}

Result<std::vector<KeptReceipt>> InboxStore::receipts(std::string_view kiosk, std::string_view record) {
    return session_->attempt([&] {
        std::vector<KeptReceipt> found;
        std::string of(kiosk), which(record);
        soci::rowset<soci::row> rows =
            (session_->sql.prepare << kReceiptColumns << "WHERE kiosk = :kiosk AND record = :record ORDER BY n",
             soci::use(of), soci::use(which));
        for (const auto& row : rows) found.push_back(ReceiptRow::of(row).value());
        return found;
    });
}

Result<std::vector<KeptReceipt>> InboxStore::receipts_after(std::string_view kiosk, std::int64_t number,
                                                            std::size_t most) {
    return session_->attempt([&] {
        std::vector<KeptReceipt> found;
        std::string of(kiosk);
        long long after = number;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare << kReceiptColumns
                                   << "WHERE kiosk = :kiosk AND number > :after ORDER BY number LIMIT " << most,
             soci::use(of), soci::use(after));
        for (const auto& row : rows) found.push_back(ReceiptRow::of(row).value());
        return found;
    });
}

Result<std::map<std::string, std::int64_t>> InboxStore::newest_numbers() {
    return session_->attempt([&] {
        std::map<std::string, std::int64_t> numbers;
        soci::rowset<soci::row> rows = (session_->sql.prepare << "SELECT kiosk, number FROM feed");
        for (const auto& row : rows) numbers.emplace(row.get<std::string>(0), number_at(row, 1));
        return numbers;
    });
}

Result<std::int64_t> InboxStore::newest_number(std::string_view kiosk) {
    return session_->attempt([&] {
        long long number = 0;
        std::string of(kiosk);
        session_->sql << "SELECT number FROM feed WHERE kiosk = :kiosk", soci::into(number), soci::use(of);
        return static_cast<std::int64_t>(session_->sql.got_data() ? number : 0);
    });
}

Result<std::vector<KeptReceipt>> InboxStore::newest_receipts() {
    return session_->attempt([&] {
        std::vector<KeptReceipt> found;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare << "SELECT p.kiosk, p.number, p.record, p.n, p.state, p.at, p.note, p.bytes"
                                      " FROM receipt p JOIN record r ON r.kiosk = p.kiosk AND r.id = p.record"
                                      " AND r.last_n = p.n ORDER BY p.kiosk, p.number");
        for (const auto& row : rows) found.push_back(ReceiptRow::of(row).value());
        return found;
    });
}

Done InboxStore::add(const KeptStub& stub) {
    auto done = session_->attempt([&] {
        StubRow row(stub);
        session_->sql << "INSERT INTO stub VALUES(:id, :site, :check, :at, :note, '', '') ON CONFLICT DO NOTHING",
            soci::use(row.id), soci::use(row.site), soci::use(row.check_number), soci::use(row.at), soci::use(row.note);
        return true;
    });
    return done ? Done{} : std::unexpected(std::move(done.error()));
}

Result<std::vector<KeptStub>> InboxStore::stubs() {
    return session_->attempt([&] {
        std::vector<KeptStub> found;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare
             << "SELECT id, site, check_number, at, note, kiosk, record FROM stub ORDER BY at, id");
        for (const auto& row : rows) found.push_back(StubRow::of(row).value());
        return found;
    });
}

Result<bool> InboxStore::join(std::string_view stub, std::string_view kiosk, std::string_view record) {
    return session_->attempt([&] {
        std::string id(stub), of(kiosk), which(record);
        soci::statement update =
            (session_->sql.prepare << "UPDATE stub SET kiosk = :kiosk, record = :record WHERE id = :id AND record = ''",
             soci::use(of), soci::use(which), soci::use(id));
        update.execute(true);
        return update.get_affected_rows() == 1;
    });
}

}  // namespace baken::hub
