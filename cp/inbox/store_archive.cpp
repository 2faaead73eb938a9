#include "cp/inbox/store_archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <istream>
#include <limits>
#include <ostream>

#include "cp/inbox/desk_store.hpp"
#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/sql_session.hpp"
#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kPage = 2'000;
constexpr std::size_t kMostLine = 512 * 1024;

// Columns in the order of the table: t a text, n a number.
struct Table {
    std::string_view name;
    std::string_view kinds;
    std::string_view order;
};
constexpr std::array<Table, 6> kTables{{{"record", "tttnnnnnnn", "kiosk, id"},
                                        {"envelope", "ttt", "kiosk, id"},
                                        {"receipt", "tntnnntt", "kiosk, number"},
                                        {"feed", "tn", "kiosk"},
                                        {"stub", "ttnnttt", "id"},
                                        {"presence", "tnnn", "site"}}};

// Makes the tables that are missing, and gives a connection.
Result<std::unique_ptr<SqlSession>> open_store(const std::string& address) {
    TRY_DONE(InboxStore::open(address));
    TRY_DONE(DeskStore::open(address));
    return SqlSession::open(address, {});
}

std::string line_of(const Table& table, const soci::row& row) {
    trust::JsonArray values{json_of(std::string(table.name))};
    for (std::size_t at = 0; at < table.kinds.size(); ++at) {
        values.push_back(table.kinds[at] == 't' ? json_of(row.get<std::string>(at)) : json_of(number_at(row, at)));
    }
    return trust::write_json(json_of(std::move(values))) + "\n";
}

std::size_t write_table(soci::session& sql, const Table& table, std::ostream& out) {
    std::size_t written = 0;
    for (std::size_t before = kPage; before == kPage;) {
        before = 0;
        soci::rowset<soci::row> rows = (sql.prepare << fmt::format("SELECT * FROM {} ORDER BY {} LIMIT {} OFFSET {}",
                                                                   table.name, table.order, kPage, written));
        for (const auto& row : rows) {
            out << line_of(table, row);
            ++before;
        }
        written += before;
    }
    return written;
}

// The values of a line, by kind; nothing when it is no line of a table.
struct Values {
    const Table* table = nullptr;
    std::vector<std::string> texts;
    std::vector<long long> numbers;
};
std::optional<Values> values_of(std::string_view line) {
    auto json = trust::parse_json(line, {.bytes = kMostLine, .depth = 2, .values = 20});
    const auto* array = json ? json->array() : nullptr;
    const auto* name = array == nullptr || array->empty() ? nullptr : array->front().text();
    if (name == nullptr) return std::nullopt;
    const auto* table = std::ranges::find(kTables, *name, &Table::name);
    if (table == kTables.end() || array->size() != table->kinds.size() + 1) return std::nullopt;
    Values values{table, {}, {}};
    for (std::size_t at = 0; at < table->kinds.size(); ++at) {
        const auto& value = (*array)[at + 1];
        bool is_text = table->kinds[at] == 't';
        bool fits = is_text ? value.text() != nullptr && value.text()->find('\0') == std::string::npos
                            : value.integer().has_value();
        if (!fits) return std::nullopt;
        if (is_text) values.texts.push_back(*value.text());
        if (!is_text) values.numbers.push_back(*value.integer());
    }
    return values;
}

void insert(soci::session& sql, const Values& values) {
    std::string places;
    for (std::size_t at = 0; at < values.table->kinds.size(); ++at)
        places += fmt::format("{}:c{}", at == 0 ? "" : ", ", at);
    soci::statement statement(sql);
    statement.alloc();
    statement.prepare(fmt::format("INSERT INTO {} VALUES({})", values.table->name, places));
    auto text = values.texts.begin();
    auto number = values.numbers.begin();
    for (char kind : values.table->kinds) {
        if (kind == 't') statement.exchange(soci::use(*text++));
        if (kind == 'n') statement.exchange(soci::use(*number++));
    }
    statement.define_and_bind();
    statement.execute(true);
}

bool is_empty(soci::session& sql) {
    long long rows = 0;
    sql << "SELECT (SELECT COUNT(*) FROM record) + (SELECT COUNT(*) FROM receipt) + (SELECT COUNT(*) FROM stub)",
        soci::into(rows);
    return rows == 0;
}

// A copy may be put back more than once, and not by a clock that can be trusted: so each is well above the numbers in
// the copy, and later ones above earlier ones.
void begin_era(soci::session& sql, Instant now) {
    using namespace std::chrono;
    constexpr long long kGap = 1'000'000;
    long long newest = 0, most = std::numeric_limits<int>::max() / 2;
    sql << "SELECT COALESCE(MAX(n), 0) FROM receipt", soci::into(newest);
    auto since = floor<seconds>(now) - sys_days{2020y / January / 1};
    long long era = std::clamp<long long>(since.count(), std::min(newest + kGap, most), most);
    sql << "DELETE FROM era";
    sql << "INSERT INTO era VALUES(1, :era)", soci::use(era);
}

}  // namespace

bool is_store_line(std::string_view line) {
    return values_of(line).has_value();
}

Result<std::size_t> write_store(const std::string& address, std::ostream& out) {
    TRY(auto session, open_store(address));
    try {
        // A snapshot: what is written meanwhile is not in it, and is not held up by it.
        session->sql << (session->on_postgresql() ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
        std::size_t written = 0;
        for (const auto& table : kTables) written += write_table(session->sql, table, out);
        session->sql << "COMMIT";
        if (!out.flush()) return refuse("backup.write", "the store could not be written", "is the disk full?");
        return written;
    } catch (const std::exception& error) {
        return refuse("inbox.store", error.what());
    }
}

Result<std::size_t> read_store(const std::string& address, std::istream& in, Instant now) {
    TRY(auto session, open_store(address));
    std::size_t count = 0;
    std::optional<Error> refused;
    auto done = session->attempt([&] {
        count = 0;
        refused.reset();
        in.clear();
        in.seekg(0);
        return session->transact([&] {
            if (!is_empty(session->sql)) {
                refused = Error{"restore.store", "there are records in the store already", "restore into an empty one"};
                return false;
            }
            session->sql << "DELETE FROM feed";
            session->sql << "DELETE FROM presence";
            for (std::string line; std::getline(in, line);) {
                auto values = values_of(line);
                if (!values) {
                    refused = Error{"restore.line", fmt::format("line {} is damaged", count + 1), {}};
                    return false;
                }
                insert(session->sql, *values);
                ++count;
            }
            begin_era(session->sql, now);
            return true;
        });
    });
    if (!done) return std::unexpected(std::move(done.error()));
    if (refused) return std::unexpected(std::move(*refused));
    return count;
}

}  // namespace baken::cp
