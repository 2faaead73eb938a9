#include "cp/inbox/publication_guard.hpp"

#include <fmt/format.h>

#include "exchange/base/log.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostMarkBytes{64 * 1024};

}  // namespace

Result<NotedPublication> PublicationGuard::here() {
    TRY(auto bytes, files_.read(region_.repository() / "metadata/timestamp.json", kMostMarkBytes));
    if (!bytes) return NotedPublication{};
    TRY(auto timestamp, trust::read_timestamp(*bytes));
    return NotedPublication{timestamp.version, trust::sha256_hex(*bytes)};
}

// What is published is in the folder before the store hears of it: so whoever asks the store first never takes what
// comes in between for something that is missing here.
Done PublicationGuard::look() {
    TRY(auto newest, store_.newest_publication());
    TRY(auto own, here());
    if (own.version > newest.version) {
        TRY(auto is_first, store_.note_publication(own));
        if (!is_first) return look();
        newest = own;
    }
    bool is_another = own.version == newest.version && !newest.hash.empty() && own.hash != newest.hash;
    bool behind = own.version < newest.version || is_another;
    if (behind && !behind_) {
        log(LogLevel::Error, "hub",
            fmt::format("behind: here timestamp={}, published timestamp={}{}", own.version, newest.version,
                        is_another ? ", which is another" : ""));
    }
    behind_ = behind;
    return {};
}

Done PublicationGuard::check() {
    TRY_DONE(look());
    if (!behind_) return {};
    return refuse("region.behind", "another hub published something that this one does not have",
                  "see that all hubs have the same region folder");
}

}  // namespace baken::cp
