// Wrong passwords make a name wait, at every hub of the region: after the fifth half a minute, then twice as long each
// time, at most a quarter of an hour. Names that do not exist wait in the same way, so that waiting tells nothing. A
// browser that was in by the name before waits for itself alone (DeskAccess), whatever strangers try.
#pragma once

#include <optional>
#include <string_view>

#include "cp/inbox/desk_store.hpp"

namespace baken::cp {

// Errors of every call: inbox.store.
class Lockout {
public:
    // `store` must outlive this.
    explicit Lockout(DeskStore& store) : store_(&store) {}

    // How long this name must still wait; nothing when it may try.
    [[nodiscard]] Result<std::optional<Duration>> wait_of(std::string_view name, Instant now) const;
    [[nodiscard]] Done count_wrong(std::string_view name, Instant now);
    // A try that was counted, and at whose password nobody looked.
    [[nodiscard]] Done take_back(std::string_view name);
    [[nodiscard]] Done forget(std::string_view name);

private:
    DeskStore* store_;
};

}  // namespace baken::cp
