// The receipts of each kiosk, numbered in the order in which they were made.
#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/sql_session.hpp"

namespace baken::cp {
namespace {

constexpr const char* kReceiptColumns = "SELECT kiosk, number, record, n, state, at, note, bytes FROM receipt ";
// A kiosk gets more receipts than a record has.
constexpr long long kNumbersOfEra = 1000;

long long era_of(soci::session& sql) {
    long long era = 0;
    sql << "SELECT COALESCE(MAX(era), 0) FROM era", soci::into(era);
    return era;
}

}  // namespace

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
    long long before = era_of(sql) * kNumbersOfEra;
    long long first = before + 1;
    sql << "INSERT INTO feed VALUES(:kiosk, :first) ON CONFLICT(kiosk) DO UPDATE SET number = CASE WHEN feed.number <"
           " :before THEN excluded.number ELSE feed.number + 1 END",
        soci::use(row.kiosk), soci::use(first), soci::use(before);
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

Result<std::int64_t> InboxStore::era() {
    return session_->attempt([&] { return static_cast<std::int64_t>(era_of(session_->sql)); });
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

}  // namespace baken::cp
