// Which sessions there are, also those that rest and only watch: the server counts by them what waits, as only the
// desk's lane may ask the store who somebody is. A cookie that anybody may invent is nobody's before that lane has
// looked at it.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "cp/hub/responder.hpp"

namespace baken::cp {

// From any thread.
class KnownSessions {
public:
    // These, and no others. To be told again and again: other hubs let people in, too, and a hub that begins knows
    // nobody.
    void know(std::set<std::string, std::less<>> hashes);

    // What is learnt of one sooner.
    enum class Fate { LetIn, Refused };
    void note(std::string_view name, Fate fate);

    // That of the session of this name, told by its hash; that of where the request comes from when it is not known.
    [[nodiscard]] Party party_of(std::string_view name) const;

private:
    mutable std::mutex guard_;
    std::set<std::string, std::less<>> hashes_;
};

}  // namespace baken::cp
