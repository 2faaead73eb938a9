// Any bytes as a message: read or refused by name, never a crash; what is read is clean text, and is shown or hidden.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/due_report.hpp"

using namespace baken;
using namespace baken::bulletins;

namespace {

bool is_clean(std::string_view text) {
    for (char letter : text) {
        if (static_cast<std::uint8_t>(letter) < 0x20 && letter != '\n') return false;
    }
    return is_utf8(text);
}

bool is_clean(const Info& info) {
    return is_clean(info.headline) && is_clean(info.description) && is_clean(info.instruction) &&
           is_clean(info.event) && is_clean(info.language);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto parsed = parse_alerts({reinterpret_cast<const char*>(data), size});
    if (!parsed) {
        if (!parsed.error().check.starts_with("cap.")) std::abort();
        return 0;
    }
    const Instant now = *parse_rfc3339("2026-11-23T10:30:00Z");
    std::vector<Received> messages;
    for (auto& one : *parsed) {
        if (!is_clean(one.alert.identifier) || !is_clean(one.alert.sender)) std::abort();
        for (const auto& info : one.alert.infos) {
            if (!is_clean(info)) std::abort();
        }
        messages.push_back({std::move(one.alert), now, Road::Stick});
    }
    const SiteArea site{Position{53.2194, 6.5665}, {"GM0014", "VR01", "NUTS:NL112"}};
    for (auto clock : {ClockTrust::Sure, ClockTrust::Doubtful}) {
        DuePolicy policy;
        policy.clock = clock;
        auto answer = due(messages, site, now, policy);
        if (answer.shown.size() + answer.hidden.size() != messages.size()) std::abort();
        if (due_report_json(messages, answer, "nl").empty()) std::abort();
    }
    return 0;
}
