// What the coordination point keeps of records, in SQLite or in PostgreSQL; the same statements for both. Every call is
// one transaction: after success it survives, after an error nothing changed. Sealed things stay sealed in here.
//
// Several processes may hold the same store. One thread at a time per InboxStore.
//
// Errors of every call: inbox.store, with the database's own words.
#pragma once

#include <cstdint>
#include <functional>
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

namespace baken::cp {

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

struct ReceiptRow;
class SqlSession;

// What hubs on the same store are told at once (store_watch.hpp); of receipts with SQLite they see the file change.
enum class StoreBell : std::uint8_t { Receipts, Records };

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
    // Nothing for one that was wiped.
    [[nodiscard]] Result<std::optional<std::string>> envelope(std::string_view kiosk, std::string_view id);
    // The SHA-256 of the envelope as it came, also after it was wiped; empty when there never was one.
    [[nodiscard]] Result<std::string> fingerprint(std::string_view kiosk, std::string_view id);
    // By class and arrival; closed ones (handled, merged) only when asked for.
    enum class Which { Open, All };
    [[nodiscard]] Result<std::vector<KeptRecord>> records(Which which);
    // What people reported, the most urgent class first and the newest first within it; no reports of sites on
    // themselves.
    struct PageOf {
        Which which = Which::Open;
        std::optional<records::PriorityClass> priority;  // nothing: all of them
        std::size_t skip = 0;
        std::size_t most = 0;
    };
    [[nodiscard]] Result<std::vector<KeptRecord>> page(const PageOf& wish);
    // Those nobody at the coordination point took on yet: how many of each class.
    [[nodiscard]] Result<std::map<records::PriorityClass, std::int64_t>> count_fresh();
    // The same of one class, the newest first.
    [[nodiscard]] Result<std::vector<KeptRecord>> fresh_of(records::PriorityClass priority, std::size_t most);
    [[nodiscard]] Result<std::map<std::string, std::int64_t>> open_by_site();
    // The newest records of class status, reports of sites on themselves and steps of their staff, by site, the newest
    // first.
    [[nodiscard]] Result<std::vector<KeptRecord>> newest_statuses(std::size_t of_each_site);
    // Those of one site, the newest first.
    [[nodiscard]] Result<std::vector<KeptRecord>> statuses_of_site(std::string_view site, std::size_t skip,
                                                                   std::size_t most);
    // Those of one kiosk that were not wiped, the newest first; and how many each kiosk ever had.
    [[nodiscard]] Result<std::vector<KeptRecord>> statuses_of_kiosk(std::string_view kiosk, std::size_t most);
    [[nodiscard]] Result<std::map<std::string, std::int64_t>> statuses_by_kiosk();
    // Those whose id contains this; ten at most, as more than one is no name unless they are of several kiosks.
    [[nodiscard]] Result<std::vector<KeptRecord>> named(std::string_view part);
    // Those of a site with this number on their radio card.
    [[nodiscard]] Result<std::vector<KeptRecord>> emergencies_of(std::string_view site, int check_number);
    // Those without any receipt.
    [[nodiscard]] Result<std::vector<KeptRecord>> unanswered();

    // What this store calls its time since it was put back from a copy (store_archive.hpp); 0 when it never was. The
    // numbers of receipts go on above it, as those between were given and are known at kiosks.
    [[nodiscard]] Result<std::int64_t> era();

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

    // Takes away what was sealed in records, receipts and radio messages that were closed before the one moment or came
    // before the other, for good; how many records. What stays is that they were: number, class, site and moments. A
    // record is no older than its id says, by the kiosk's clock, unless that says it is from after `now`: this clock
    // may have been behind when it came.
    [[nodiscard]] Result<std::size_t> wipe(Instant closed_before, Instant any_before, Instant now);

    // When somebody looked last whether something is to be wiped, and from when on it may be. Absent before the first.
    struct Look {
        Instant at{};
        Instant ready{};
    };
    [[nodiscard]] Result<std::optional<Look>> last_look();
    [[nodiscard]] Done note(const Look& look);

    // All that `work` does with this store is kept together or not at all; calls in it that fail take the rest with
    // them, and on a lost connection `work` is done a second time.
    [[nodiscard]] Done together(const std::function<void()>& work);
    // The same for `work` that can refuse: then nothing of it is kept, and its refusal is the answer. Inside of
    // together() the rest stays, unless a call in it failed.
    [[nodiscard]] Done all_or_none(const std::function<Done()>& work);

    // Also told by add() of a receipt.
    void ring(StoreBell bell);

private:
    explicit InboxStore(std::unique_ptr<SqlSession> session);
    bool insert_receipt(ReceiptRow& row);
    bool is_kept(const ReceiptRow& row);
    std::size_t wipe_records(Instant closed_before, Instant any_before, Instant now);
    bool wipe_stubs(long long closed, long long any);
    Done forget_remains();

    std::unique_ptr<SqlSession> session_;
};

}  // namespace baken::cp
