#include "cp/hub/inbox_store.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "cp/hub/inbox_rows.hpp"
#include "exchange/trust/encoding.hpp"

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
};

bool is_postgresql(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

void connect(soci::session& sql, const std::string& address) {
    if (is_postgresql(address)) return sql.open(soci::postgresql, address);
    sql.open(soci::sqlite3, "dbname=\"" + address + "\" timeout=5");
    std::string mode;
    sql << "PRAGMA journal_mode=WAL", soci::into(mode);
    sql << "PRAGMA synchronous=FULL";
}

}  // namespace

struct InboxStore::Session {
    soci::session sql;
    std::string address;

    // A connection that was lost is made anew, once; what was asked is asked again, and every statement here may be.
    template <typename Work>
    auto attempt(Work&& work) -> Result<decltype(work())> {
        for (bool again = true;; again = false) {
            try {
                if (!sql.is_connected()) sql.reconnect();
                return work();
            } catch (const std::exception& error) {
                bool lost = is_postgresql(address) && again;
                if (!lost) return refuse("inbox.store", error.what());
                forget();
            }
        }
    }
    void forget() {
        try {
            sql.close();
            connect(sql, address);
        } catch (const std::exception&) {
            // The next attempt tells.
        }
    }
};

InboxStore::InboxStore(std::unique_ptr<Session> session) : session_(std::move(session)) {}
InboxStore::~InboxStore() = default;

Result<std::unique_ptr<InboxStore>> InboxStore::open(const std::string& address) {
    auto session = std::make_unique<Session>();
    session->address = address;
    try {
        connect(session->sql, address);
        // Two hubs that start at once may trip over each other; both find the tables in the end.
        for (const auto* table : kTables) session->sql << table;
    } catch (const std::exception& error) {
        return refuse("inbox.store", error.what());
    }
    return std::unique_ptr<InboxStore>(new InboxStore(std::move(session)));
}

Result<bool> InboxStore::add(const KeptRecord& record, std::string_view envelope) {
    return session_->attempt([&] {
        auto& sql = session_->sql;
        soci::transaction transaction(sql);
        RecordRow row(record);
        soci::statement insert =
            (sql.prepare << "INSERT INTO record VALUES(:kiosk, :id, :site, :class, :arrived, :road, :check, 0, 0, 0)"
                            " ON CONFLICT DO NOTHING",
             soci::use(row.kiosk), soci::use(row.id), soci::use(row.site), soci::use(row.priority),
             soci::use(row.arrived), soci::use(row.road), soci::use(row.check_number));
        insert.execute(true);
        if (insert.get_affected_rows() == 0) return false;
        auto bytes = trust::to_base64(envelope);
        sql << "INSERT INTO envelope VALUES(:kiosk, :id, :bytes)", soci::use(row.kiosk), soci::use(row.id),
            soci::use(bytes);
        transaction.commit();
        return true;
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

Result<std::optional<std::string>> InboxStore::envelope(std::string_view kiosk, std::string_view id) {
    return session_->attempt([&]() -> std::optional<std::string> {
        std::string bytes, of(kiosk), which(id);
        session_->sql << "SELECT bytes FROM envelope WHERE kiosk = :kiosk AND id = :id", soci::into(bytes),
            soci::use(of), soci::use(which);
        return session_->sql.got_data() ? trust::from_base64(bytes) : std::nullopt;
    });
}

namespace {

std::vector<KeptRecord> read_records(soci::session& sql, const std::string& where) {
    std::vector<KeptRecord> found;
    soci::rowset<soci::row> rows =
        (sql.prepare
         << "SELECT kiosk, id, site, class, arrived, road, check_number, last_n, state, since FROM record " + where +
                " ORDER BY class, arrived, id");
    for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
    return found;
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

// The kiosk's line in `feed` is changed first: whoever comes second waits there, so that numbers have no gaps and are
// seen in their order.
Result<bool> InboxStore::add(const KeptReceipt& receipt) {
    return session_->attempt([&] {
        auto& sql = session_->sql;
        ReceiptRow row(receipt);
        soci::transaction transaction(sql);
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
        transaction.commit();
        return true;
    });
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
