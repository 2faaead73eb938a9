// What staff read while the door is open: records are opened a few at a time, the most urgent first, and forgotten when
// it is locked.
#pragma once

#include <deque>
#include <set>

#include "kiosk/post/post_ledger.hpp"

namespace baken::post {

class PostReader {
public:
    // Begins with everything in the ledger.
    void begin(const PostLedger& ledger);
    // Forgets everything that was opened.
    void end();
    // Opens at most so many; true while there are more.
    bool open_some(store::Outbox& outbox, const PostLedger& ledger, const store::Identity& identity,
                   const trust::SealingKey& staff, std::size_t most);
    // One that was just written here and need not be opened.
    void add(const records::Record& record, const PostLedger& ledger);
    // How they stand changed.
    void renew(const PostLedger& ledger);

    [[nodiscard]] std::shared_ptr<const StaffList> list() const;
    [[nodiscard]] bool is_complete() const { return to_open_.empty(); }
    [[nodiscard]] std::size_t unreadable() const { return unreadable_; }

private:
    struct Rank {
        records::PriorityClass priority;
        records::Priority urgency;
        std::uint64_t stored;
        auto operator<=>(const Rank&) const = default;
    };
    void place(const records::Record& record, const PostLedger& ledger);

    std::deque<std::string> to_open_;  // ids
    std::map<Rank, std::shared_ptr<const StaffRecord>> opened_;
    std::map<std::string, Rank, std::less<>> ranks_;
    std::map<std::string, std::vector<records::FollowUp>, std::less<>> steps_;  // by the record they are about
    std::size_t unreadable_ = 0;
};

}  // namespace baken::post
