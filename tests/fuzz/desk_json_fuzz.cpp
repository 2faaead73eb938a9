// Any bytes as the body of a request to the desk: what is read is within its limits, and holds no control characters.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cp/region/json_fields.hpp"
#include "cp/region/reader_keys.hpp"

using namespace baken::cp;

namespace {

bool has_control(std::string_view text, bool lines) {
    return std::ranges::any_of(text, [lines](char letter) {
        return (static_cast<unsigned char>(letter) < 0x20 && !(lines && letter == '\n')) || letter == 0x7F;
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view body(reinterpret_cast<const char*>(data), size);
    auto json = read_request(body);
    if (json) {
        for (const auto* key : {"id", "name", "text", "state", "password"}) {
            auto line = read_line(*json, key, {100});
            if (line && (line->size() > 100 || has_control(*line, false))) std::abort();
            auto needed = read_needed(*json, key, {100});
            if (needed && needed->empty()) std::abort();
            auto lines = read_lines(*json, key, {1'000});
            if (lines && has_control(*lines, true)) std::abort();
            auto number = read_number(*json, key, 5, 1, 10);
            if (number && (*number < 1 || *number > 10)) std::abort();
            auto list = read_list(*json, key, 10);
            if (list && list->size() > 10) std::abort();
        }
    }
    static_cast<void>(unpack_keys(body, "a session"));
    return 0;
}
