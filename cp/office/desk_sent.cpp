#include "cp/office/desk_sent.hpp"

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"

namespace baken::cp {

// Made once more as it was made then: at its own moment, when it had not yet ended what it follows.
bool is_sent(const Draft& draft, const Shelf& shelf, const Sender& sender) {
    const auto identifier = identifier_of(draft);
    const auto* sent = identifier.empty() ? nullptr : shelf.alert(identifier);
    if (sent == nullptr || !sent->sent) return false;
    auto then = shelf;
    std::erase_if(then.alerts, [&](const auto& loaded) { return loaded.alert.identifier == identifier; });
    auto made = make_alert(draft, then, sender, sent->sent->at);
    if (!made) return false;
    auto read = bulletins::parse_alert(bulletins::write_alert(*made));
    return read && read->alert == *sent;
}

}  // namespace baken::cp
