// What the coordination point keeps of records, in SQLite or in PostgreSQL; the same statements for both. Every call is
// one transaction: after success it survives, after an error nothing changed. Sealed things stay sealed in here.
//
// Several processes may hold the same store. One thread at a time per InboxStore.
//
// Errors of every call: inbox.store, with the database's own words.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/records/words.hpp"

namespace baken::hub {

enum class RecordRoad : std::uint8_t { Network, Stick };

// A record as it came. Ids are only unique within a kiosk.
struct KeptRecord {
    std::string kiosk;
    std::string id;
    std::string site;  // where the kiosk stood when it came
    records::PriorityClass priority = records::PriorityClass::Status;
    Instant arrived{};
    RecordRoad road = RecordRoad::Network;
    int check_number = 0;  // of its radio card, if it has one
    int last_n = 0;        // how many receipts it has, and what the last one said
    records::ReceiptState state = records::ReceiptState::Received;
    std::optional<Instant> since;
};

// One receipt, or one step with a stub (then `kiosk` and `bytes` are empty).
struct KeptReceipt {
    std::string kiosk;
    std::string record;
    int n = 1;
    records::ReceiptState state = records::ReceiptState::Received;
    Instant at{};
    std::string note;         // the answer, sealed to the coordination point itself; may be empty
    std::string bytes;        // as it travels, sealed to the kiosk
    std::int64_t number = 0;  // counts a kiosk's receipts in the order in which they were made; given by add()
};

// What came by radio.
struct KeptStub {
    std::string id;
    std::string site;
    int check_number = 0;
    Instant at{};
    std::string note;   // what was read out, sealed to the coordination point
    std::string kiosk;  // the record it was joined with, when it came
    std::string record;
};

class InboxStore {
public:
    // A PostgreSQL address ("postgresql://user@host/name"), or a file of SQLite's. Makes the tables that are missing.
    [[nodiscard]] static Result<std::unique_ptr<InboxStore>> open(const std::string& address);
    ~InboxStore();
    InboxStore(const InboxStore&) = delete;
    InboxStore& operator=(const InboxStore&) = delete;

    // False when this kiosk's record of this id is here already; then nothing is kept.
    [[nodiscard]] Result<bool> add(const KeptRecord& record, std::string_view envelope);
    [[nodiscard]] Result<std::optional<KeptRecord>> record(std::string_view kiosk, std::string_view id);
    [[nodiscard]] Result<std::optional<std::string>> envelope(std::string_view kiosk, std::string_view id);
    // By class and arrival; closed ones (handled, merged) only when asked for.
    enum class Which { Open, All };
    [[nodiscard]] Result<std::vector<KeptRecord>> records(Which which);
    // Those without any receipt.
    [[nodiscard]] Result<std::vector<KeptRecord>> unanswered();

    // False when its n is taken; nothing is kept then. Gives the receipt its number.
    [[nodiscard]] Result<bool> add(const KeptReceipt& receipt);
    [[nodiscard]] Result<std::vector<KeptReceipt>> receipts(std::string_view kiosk, std::string_view record);
    // A kiosk's receipts with a higher number, in order.
    [[nodiscard]] Result<std::vector<KeptReceipt>> receipts_after(std::string_view kiosk, std::int64_t number,
                                                                  std::size_t most);
    [[nodiscard]] Result<std::map<std::string, std::int64_t>> newest_numbers();
    [[nodiscard]] Result<std::int64_t> newest_number(std::string_view kiosk);
    // The newest of every record.
    [[nodiscard]] Result<std::vector<KeptReceipt>> newest_receipts();

    [[nodiscard]] Done add(const KeptStub& stub);
    // All, oldest first.
    [[nodiscard]] Result<std::vector<KeptStub>> stubs();
    // False when it was joined with a record before.
    [[nodiscard]] Result<bool> join(std::string_view stub, std::string_view kiosk, std::string_view record);

private:
    struct Session;
    explicit InboxStore(std::unique_ptr<Session> session);
    std::unique_ptr<Session> session_;
};

}  // namespace baken::hub
