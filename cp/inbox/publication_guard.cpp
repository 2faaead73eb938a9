#include "cp/inbox/publication_guard.hpp"

#include <fmt/format.h>

#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostBytes{64 * 1024};

}  // namespace

Done PublicationGuard::look() {
    TRY(auto bytes, files_.read(region_.repository() / "metadata/timestamp.json", kMostBytes));
    trust::Version here = 0;
    if (bytes) {
        TRY(auto timestamp, trust::read_timestamp(*bytes));
        here = timestamp.version;
    }
    TRY(auto newest, store_.newest_publication());
    if (here > newest) TRY_DONE(store_.note_publication(here));
    bool behind = here < newest;
    if (behind && !behind_) {
        log(LogLevel::Error, "hub", fmt::format("behind: here timestamp={}, published timestamp={}", here, newest));
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
