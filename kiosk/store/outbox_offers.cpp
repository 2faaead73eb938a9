// What is to be brought to the coordination point: what it never had, and what it may have lost.
#include <algorithm>

#include "kiosk/store/offers_table.hpp"
#include "kiosk/store/outbox.hpp"

namespace baken::store {
namespace {

records::Waiting waiting_of(const Row& row) {
    return {row.bytes(0), static_cast<records::PriorityClass>(row.number(1)), static_cast<std::uint64_t>(row.number(2)),
            0, std::nullopt};
}

static_assert(static_cast<int>(records::ReceiptState::Handled) == 3 &&
              static_cast<int>(records::ReceiptState::Merged) == 5);

}  // namespace

// Two questions, so that each has an index to answer it.
Result<std::vector<records::Waiting>> Outbox::waiting(std::size_t most) {
    std::vector<records::Waiting> found;
    for (const auto* question :
         {"SELECT id, class, stored FROM entry WHERE receipt = 0 ORDER BY class, stored LIMIT ?1",
          "SELECT entry.id, class, stored FROM offer JOIN entry ON entry.id = offer.id ORDER BY class, stored"
          " LIMIT ?1"}) {
        TRY_DONE(database_.rows(question, {static_cast<std::int64_t>(most)},
                                [&](const Row& row) { found.push_back(waiting_of(row)); }));
    }
    std::ranges::sort(found, records::leaves_before);
    if (found.size() > most) found.resize(most);
    return found;
}

Result<std::int64_t> Outbox::era() {
    TRY(auto known, setting("era"));
    return known.value_or(0);
}

Done Outbox::begin_era(std::int64_t era) {
    TRY(auto transaction, Transaction::begin(database_));
    // An era that is kept without its offers would never offer anything.
    TRY_DONE(database_.run(std::string(kOffers)));
    TRY_DONE(database_.run(std::string(kNoOwnOffers)));
    // The coordination point counts receipts on from its era: what has one above it, it has.
    TRY_DONE(database_.run(
        "INSERT OR IGNORE INTO offer SELECT id FROM entry WHERE receipt > 0 AND receipt <= ?1 AND state NOT IN (3, 5)",
        {era}));
    TRY_DONE(set_fetched_up_to(0));
    TRY_DONE(set("era", era));
    return transaction.commit();
}

Done Outbox::note_offered(std::string_view id) {
    return database_.run("DELETE FROM offer WHERE id = ?1", {id});
}

}  // namespace baken::store
