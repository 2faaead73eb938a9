#include "cp/inbox/inbox_store.hpp"

#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/sql_session.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
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
    // One row each.
    "CREATE TABLE IF NOT EXISTS era(place BIGINT PRIMARY KEY, era BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS wiping(place BIGINT PRIMARY KEY, looked BIGINT NOT NULL, ready BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS record_by_class ON record(class, arrived)",
    "CREATE INDEX IF NOT EXISTS record_by_id ON record(id)",
    // What the desk lists, in its order: open (not handled, 3, and not merged, 5), and not of the class of status, 4.
    "CREATE INDEX IF NOT EXISTS record_open ON record(class, arrived DESC, site) WHERE (last_n = 0 OR state NOT IN (3, "
    "5))"
    " AND class <> 4",
    "CREATE INDEX IF NOT EXISTS record_status ON record(site, arrived DESC) WHERE class = 4",
    "CREATE INDEX IF NOT EXISTS record_status_of ON record(kiosk, arrived DESC) WHERE class = 4",
    "CREATE INDEX IF NOT EXISTS record_unanswered ON record(arrived) WHERE last_n = 0",
};

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

Done InboxStore::all_or_none(const std::function<Done()>& work) {
    Done done;
    auto kept = session_->attempt([&] {
        return session_->transact([&] {
            done = work();
            return done.has_value();
        });
    });
    if (!done) return done;
    return kept ? Done{} : std::unexpected(std::move(kept.error()));
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

}  // namespace baken::cp
