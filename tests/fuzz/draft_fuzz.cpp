// Any bytes as the body of a request at the desk: what is taken as a draft is written and read back as the same draft.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cp/office/desk_access.hpp"
#include "cp/office/desk_draft.hpp"
#include "cp/region/json_fields.hpp"

using namespace baken;
using namespace baken::cp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(cookie_value(text, "baken"));
    auto json = read_request(text);
    if (!json) return 0;
    auto draft = read_draft(*json);
    if (!draft) return 0;
    auto again = read_request(trust::write_json(json_of(*draft)));
    if (!again) std::abort();
    auto same = read_draft(*again);
    if (!same || !(*same == *draft) || print_of(*same) != print_of(*draft)) std::abort();
    return 0;
}
