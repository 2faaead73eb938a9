// Any bytes as somebody else's feed, an entry's address, or a message: no more comes out than the limits say, no entry
// leads elsewhere, and what becomes a draft is one that the desk can read.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cp/office/cap_draft.hpp"
#include "cp/office/cap_imports.hpp"
#include "cp/office/feed_index.hpp"

using namespace baken;
using namespace baken::cp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto index = read_feed_index(bytes);
    if (index && index->size() > kMostFeedEntries) std::abort();
    auto whole = resolve_entry("https://feeds.example/atom", std::string(bytes.substr(0, bytes.find('\0'))));
    if (whole && !whole->starts_with("https://feeds.example/") && !whole->starts_with("https://feeds.example:443/")) {
        // A name before the machine's is no other machine.
        if (whole->find("@feeds.example") == std::string::npos) std::abort();
    }
    auto gathered = gather_from_bytes(bytes);
    if (!gathered) return 0;
    for (const auto& alert : gathered->alerts) {
        if (!read_draft(json_of(draft_of(alert, {}, Instant{})))) std::abort();
    }
    return 0;
}
