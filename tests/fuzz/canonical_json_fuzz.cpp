// Any bytes as JSON: no crash, and what is accepted means the same after it was written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/trust/json.hpp"

using namespace baken::trust;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto json = parse_json(bytes, {.bytes = 100'000, .depth = 32, .values = 10'000});
    if (!json) return 0;
    auto again = parse_json(write_json(*json));
    if (!again || *again != *json || canonical_json(*again) != canonical_json(*json)) std::abort();
    return 0;
}
