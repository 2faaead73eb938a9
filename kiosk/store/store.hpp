// The kiosk's data partition: generations of content, what is believed about who may sign, and when the newest word of
// theirs was signed.
//
// Every call that changes something is one transaction: after success it survives a power cut, after an error nothing
// changed. One thread at a time. A database that is damaged is moved aside and begun anew: content travels again, and
// until then the kiosk shows what its image brought.
//
// Errors of every call: those of Database; see open() and room_for() for others.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/store/content_room.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/generation.hpp"
#include "kiosk/store/objects.hpp"

namespace baken::store {

struct StoreLimits {
    std::uint64_t bytes = 512ULL * 1024 * 1024;  // of all objects together
};

// What one update came to believe: documents by role.
struct TrustChanges {
    std::map<std::string, std::string> documents;
    std::map<std::int64_t, std::string> roots;  // by version, the newest also in `documents`
    std::vector<std::string> forgotten;         // roles whose keys changed; forgotten before `documents` are kept
};

struct JournalEntry {
    Instant at{};
    std::string what;
    bool operator==(const JournalEntry&) const = default;
};

class Store {
public:
    static constexpr const char* kFile = "baken.sqlite";  // of the database, in the store's folder

    // Opens or makes the store in this folder. `files` must outlive it. Errors: store.database, store.full, files.*;
    // then the kiosk has no data partition and lives on what its image brought.
    [[nodiscard]] static Result<Store> open(Files& files, Path folder, StoreLimits limits = {});

    // What was found wrong while opening (store.damaged, store.version): for staff, and for the journal.
    [[nodiscard]] const std::vector<Error>& troubles() const { return troubles_; }
    [[nodiscard]] const Path& folder() const { return folder_; }
    [[nodiscard]] Objects& objects() { return objects_; }
    [[nodiscard]] Files& files() const { return *files_; }

    // The generation that was switched in last, and the one before it.
    [[nodiscard]] Result<std::optional<Generation>> current();
    [[nodiscard]] Result<std::optional<Generation>> previous();
    // Objects of the current generation were found damaged: the next intake must bring them again, and what is
    // switched in next does not push out the previous generation, which is whole.
    [[nodiscard]] Done mark_damaged();
    [[nodiscard]] Result<bool> is_damaged();

    // Is there room for these files beside the two generations that stay, and beside what residents will tell: 64 MB of
    // the disk, or half of what is free where that is less? Removes what nobody needs any more. Errors: store.full,
    // naming the sizes.
    [[nodiscard]] Done room_for(const FileMap& files);
    // Removes all but the two generations: what was fetched and came to nothing.
    [[nodiscard]] Done forget_fetched();

    // Makes these files the current generation, with what is believed now; the present one becomes the previous, the
    // one before that is forgotten. Its objects must be there and synced. `signed_time`: when its timestamp was signed.
    [[nodiscard]] Result<Generation> switch_to(const Generation& next, const TrustChanges& changes,
                                               std::optional<Instant> signed_time);
    // The same files, vouched for anew.
    [[nodiscard]] Done renew(std::int64_t version, Arrival arrival, const TrustChanges& changes,
                             std::optional<Instant> signed_time);

    // What this machine believes of a role, or nothing.
    [[nodiscard]] Result<std::optional<std::string>> trusted(std::string_view role);
    // Every root there was since the first, oldest first.
    [[nodiscard]] Result<std::vector<std::string>> roots();
    // Begins to believe: everything believed before is forgotten; content stays, with no version any more.
    [[nodiscard]] Done begin_trust(std::int64_t version, std::string_view root);
    // Takes over only roots and what they make forgotten; a change of keys holds whatever becomes of the rest.
    [[nodiscard]] Done keep_roots(const TrustChanges& changes);

    // When the newest timestamp that was believed was signed: not the latest such moment, since a signer's clock may
    // have run ahead. The same version again changes nothing.
    [[nodiscard]] Result<std::optional<Instant>> signed_floor();
    // When the coordination point was last heard, and how.
    [[nodiscard]] Done heard(Arrival arrival);
    [[nodiscard]] Result<std::optional<Arrival>> last_heard();

    // Keeps the newest thousand.
    [[nodiscard]] Done note(Instant at, std::string_view what);
    // Newest first.
    [[nodiscard]] Result<std::vector<JournalEntry>> journal(std::size_t most);

private:
    Store(Files& files, Path folder, StoreLimits limits, Database database)
        : files_(&files),
          folder_(std::move(folder)),
          limits_(limits),
          database_(std::move(database)),
          objects_(files, folder_) {}
    Result<std::optional<Generation>> generation_at(std::string_view place);
    Result<ObjectSizes> staying();
    Result<std::int64_t> insert(const Generation& next);
    Done keep(const TrustChanges& changes);
    Done keep_only_roots(const TrustChanges& changes);
    Done set_floor(std::int64_t version, std::optional<Instant> moment);
    Done write_heard(Arrival arrival);
    Done set(std::string_view key, std::int64_t value);
    Result<std::optional<std::int64_t>> get(std::string_view key);

    Files* files_;
    Path folder_;
    StoreLimits limits_;
    Database database_;
    Objects objects_;
    std::vector<Error> troubles_;
};

}  // namespace baken::store
