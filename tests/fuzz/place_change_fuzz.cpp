// Any bytes as a change of the situation or of a menu card: what is taken is kept and read back as the same change, and
// makes a file that a kiosk reads.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cp/office/place_change.hpp"
#include "cp/region/content_check.hpp"
#include "cp/region/json_fields.hpp"

using namespace baken;
using namespace baken::cp;

namespace {

const std::string kSite = "id = \"noord\"\nname = \"Noord\"\nlanguages = [\"nl\"]\n";

void look_at(const Result<PlaceChange>& change, const std::string& present) {
    if (!change) return;
    auto kept = read_request(trust::write_json(json_of(*change)));
    if (!kept) std::abort();
    auto same = read_place_change(*kept);
    if (!same || !(*same == *change) || print_of(*same) != print_of(*change)) std::abort();
    auto bytes = write_change(*same, present);
    if (!bytes || !check_target(change->site.empty() ? "situation.toml" : "sites/noord.toml", *bytes)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    auto json = read_request(text);
    if (!json) return 0;
    look_at(read_situation_change(*json, Instant{}), "");
    look_at(read_card_change(*json), kSite);
    static_cast<void>(read_place_change(*json));
    return 0;
}
