#include "cp/inbox/inbox_rows.hpp"

#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

long long number_of(Instant moment) {
    return moment.time_since_epoch().count();
}
Instant moment_of(long long number) {
    return Instant{Duration{number}};
}

std::string bytes_of(const std::string& text) {
    return trust::from_base64(text).value_or(std::string{});
}

}  // namespace

// The two databases do not call a BIGINT the same.
long long number_at(const soci::row& row, std::size_t column) {
    switch (row.get_properties(column).get_data_type()) {
        case soci::dt_integer:
            return row.get<int>(column);
        case soci::dt_string:
            // SQLite knows no kind for what was reckoned.
            return std::stoll(row.get<std::string>(column));
        case soci::dt_unsigned_long_long:
            return static_cast<long long>(row.get<unsigned long long>(column));
        default:
            return row.get<long long>(column);
    }
}

RecordRow::RecordRow(const KeptRecord& record)
    : kiosk(record.kiosk),
      id(record.id),
      site(record.site),
      priority(static_cast<long long>(record.priority)),
      arrived(number_of(record.arrived)),
      road(static_cast<long long>(record.road)),
      check_number(record.check_number) {}

RecordRow RecordRow::of(const soci::row& row) {
    RecordRow read;
    read.kiosk = row.get<std::string>(0);
    read.id = row.get<std::string>(1);
    read.site = row.get<std::string>(2);
    std::size_t column = 3;
    for (auto* number :
         {&read.priority, &read.arrived, &read.road, &read.check_number, &read.last_n, &read.state, &read.since}) {
        *number = number_at(row, column++);
    }
    return read;
}

KeptRecord RecordRow::value() const {
    KeptRecord record{kiosk,
                      id,
                      site,
                      static_cast<records::PriorityClass>(priority),
                      moment_of(arrived),
                      static_cast<RecordRoad>(road),
                      static_cast<int>(check_number),
                      static_cast<int>(last_n),
                      static_cast<records::ReceiptState>(state),
                      std::nullopt};
    if (last_n > 0) record.since = moment_of(since);
    return record;
}

ReceiptRow::ReceiptRow(const KeptReceipt& receipt)
    : kiosk(receipt.kiosk),
      record(receipt.record),
      note(trust::to_base64(receipt.note)),
      bytes(trust::to_base64(receipt.bytes)),
      n(receipt.n),
      state(static_cast<long long>(receipt.state)),
      at(number_of(receipt.at)) {}

ReceiptRow ReceiptRow::of(const soci::row& row) {
    ReceiptRow read;
    read.kiosk = row.get<std::string>(0);
    read.number = number_at(row, 1);
    read.record = row.get<std::string>(2);
    read.n = number_at(row, 3);
    read.state = number_at(row, 4);
    read.at = number_at(row, 5);
    read.note = row.get<std::string>(6);
    read.bytes = row.get<std::string>(7);
    return read;
}

KeptReceipt ReceiptRow::value() const {
    return {kiosk,         record,         static_cast<int>(n), static_cast<records::ReceiptState>(state),
            moment_of(at), bytes_of(note), bytes_of(bytes),     number};
}

StubRow::StubRow(const KeptStub& stub)
    : id(stub.id),
      site(stub.site),
      note(trust::to_base64(stub.note)),
      check_number(stub.check_number),
      at(number_of(stub.at)) {}

StubRow StubRow::of(const soci::row& row) {
    StubRow read;
    read.id = row.get<std::string>(0);
    read.site = row.get<std::string>(1);
    read.check_number = number_at(row, 2);
    read.at = number_at(row, 3);
    read.note = row.get<std::string>(4);
    read.kiosk = row.get<std::string>(5);
    read.record = row.get<std::string>(6);
    return read;
}

KeptStub StubRow::value() const {
    return {id, site, static_cast<int>(check_number), moment_of(at), bytes_of(note), kiosk, record};
}

std::optional<std::string> envelope_text(soci::session& sql, std::string_view kiosk, std::string_view id) {
    std::string bytes, of(kiosk), which(id);
    sql << "SELECT bytes FROM envelope WHERE kiosk = :kiosk AND id = :id", soci::into(bytes), soci::use(of),
        soci::use(which);
    return sql.got_data() ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace baken::cp
