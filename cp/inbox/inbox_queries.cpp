// What is asked of the records that are kept: lists, pages and counts.
#include <fmt/format.h>

#include <algorithm>

#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/sql_session.hpp"

namespace baken::cp {
namespace {

constexpr const char* kFresh = "(last_n = 0 OR state = 0)";
constexpr const char* kOpenOnDesk = "(last_n = 0 OR state NOT IN (3, 5)) AND class <> 4";
constexpr const char* kKeptOfKiosk =
    "kiosk = :whose AND EXISTS (SELECT 1 FROM envelope e WHERE e.kiosk = record.kiosk AND e.id = record.id"
    " AND e.bytes NOT LIKE 'sha256:%')";
static_assert(static_cast<int>(records::ReceiptState::Handled) == 3 &&
              static_cast<int>(records::ReceiptState::Merged) == 5 &&
              static_cast<int>(records::PriorityClass::Status) == 4);

// `condition` is SQL from here: no word of a stranger is in it.
std::vector<KeptRecord> read_rows(soci::session& sql, const std::string& condition) {
    std::vector<KeptRecord> found;
    soci::rowset<soci::row> rows = (sql.prepare << kRecordColumns + condition);
    for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
    return found;
}

// Those of a site or a kiosk, the newest first.
std::vector<KeptRecord> read_statuses_of(soci::session& sql, const std::string& condition, std::string& whose,
                                         const std::string& limit) {
    std::vector<KeptRecord> found;
    auto rest = fmt::format("WHERE {} AND class = 4 ORDER BY arrived DESC, id DESC {}", condition, limit);
    soci::rowset<soci::row> rows = (sql.prepare << kRecordColumns << rest, soci::use(whose));
    for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
    return found;
}

std::vector<KeptRecord> read_records(soci::session& sql, const std::string& where) {
    return read_rows(sql, where + " ORDER BY class, arrived, id");
}

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
                " ROW_NUMBER() OVER (PARTITION BY site ORDER BY arrived DESC, id DESC) AS place FROM record WHERE "
                "class = 4)"
                " AS newest WHERE place <= "
             << of_each_site << " ORDER BY site, arrived DESC, id DESC");
        for (const auto& row : rows) found.push_back(RecordRow::of(row).value());
        return found;
    });
}

Result<std::vector<KeptRecord>> InboxStore::statuses_of_site(std::string_view site, std::size_t skip,
                                                             std::size_t most) {
    std::string of(site);
    return session_->attempt([&] {
        return read_statuses_of(session_->sql, "site = :whose", of, fmt::format("LIMIT {} OFFSET {}", most, skip));
    });
}

Result<std::vector<KeptRecord>> InboxStore::statuses_of_kiosk(std::string_view kiosk, std::size_t most) {
    std::string of(kiosk);
    return session_->attempt(
        [&] { return read_statuses_of(session_->sql, kKeptOfKiosk, of, fmt::format("LIMIT {}", most)); });
}

Result<std::map<std::string, std::int64_t>> InboxStore::statuses_by_kiosk() {
    return session_->attempt([&] {
        std::map<std::string, std::int64_t> counts;
        soci::rowset<soci::row> rows =
            (session_->sql.prepare << "SELECT kiosk, COUNT(*) FROM record WHERE class = 4 GROUP BY kiosk");
        for (const auto& row : rows) counts.emplace(row.get<std::string>(0), number_at(row, 1));
        return counts;
    });
}

// Only what an id may hold, so that nothing in it means something to LIKE.
Result<std::vector<KeptRecord>> InboxStore::named(std::string_view part) {
    bool is_part = !part.empty() && part.size() <= 36 && std::ranges::all_of(part, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || letter == '-';
    });
    if (!is_part) return std::vector<KeptRecord>{};
    auto pattern = part.size() == 36 ? std::string(part) : "%" + std::string(part) + "%";
    auto test = part.size() == 36 ? "WHERE id = :id LIMIT 10" : "WHERE id LIKE :id LIMIT 10";
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

}  // namespace baken::cp
