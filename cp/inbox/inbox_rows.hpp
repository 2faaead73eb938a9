// The rows of the inbox as the database library gives and takes them: numbers as long long, moments in milliseconds,
// bytes in base64. Internal to the files of InboxStore; brings SOCI with it.
#pragma once

#include <soci/soci.h>

#include "cp/inbox/inbox_store.hpp"

namespace baken::cp {

// What RecordRow::of() reads, to be followed by a condition.
constexpr const char* kRecordColumns =
    "SELECT kiosk, id, site, class, arrived, road, check_number, last_n, state, since FROM record ";

// In place of the bytes of an envelope that was wiped: what it was, so that it is not taken in again.
constexpr std::string_view kWiped = "sha256:";

// An envelope as it stands in its table: base64, or the mark of one that was wiped; nothing: there never was one.
[[nodiscard]] std::optional<std::string> envelope_text(soci::session& sql, std::string_view kiosk, std::string_view id);

// A BIGINT, by whatever name the database calls it.
[[nodiscard]] long long number_at(const soci::row& row, std::size_t column);

struct RecordRow {
    std::string kiosk, id, site;
    long long priority = 0, arrived = 0, road = 0, check_number = 0, last_n = 0, state = 0, since = 0;

    RecordRow() = default;
    explicit RecordRow(const KeptRecord& record);
    [[nodiscard]] static RecordRow of(const soci::row& row);
    [[nodiscard]] KeptRecord value() const;
};

struct ReceiptRow {
    std::string kiosk, record, note, bytes;
    long long number = 0, n = 0, state = 0, at = 0;

    ReceiptRow() = default;
    explicit ReceiptRow(const KeptReceipt& receipt);
    [[nodiscard]] static ReceiptRow of(const soci::row& row);
    [[nodiscard]] KeptReceipt value() const;
};

struct StubRow {
    std::string id, site, note, kiosk, record;
    long long check_number = 0, at = 0;

    StubRow() = default;
    explicit StubRow(const KeptStub& stub);
    [[nodiscard]] static StubRow of(const soci::row& row);
    [[nodiscard]] KeptStub value() const;
};

}  // namespace baken::cp
