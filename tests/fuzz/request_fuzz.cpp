// Any bytes as the words of a request that this program reads itself: whatever is taken stays below the root and within
// the file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cp/hub/byte_range.hpp"
#include "cp/hub/request_target.hpp"
#include "exchange/base/text.hpp"

using namespace baken;
using namespace baken::cp;

namespace {

void check_target(std::string_view text) {
    auto target = parse_request_target(text);
    if (!target || target->path.empty()) return;
    if (target->path.find('\0') != std::string::npos) std::abort();
    for (auto part : split(target->path, '/')) {
        if (part.empty() || part.starts_with('.')) std::abort();
    }
    if (auto value = target->value("after")) static_cast<void>(parse_number(*value));
}

void check_range(std::string_view text, std::uint64_t size) {
    auto range = parse_range(text, size);
    bool inside = range.slice.length > 0 && range.slice.begin < size && range.slice.length <= size - range.slice.begin;
    if (range.verdict == RangeVerdict::Part && !inside) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    check_target(text);
    for (std::uint64_t length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, UINT64_MAX}) {
        check_range(text, length);
    }
    static_cast<void>(names_tag(text, "\"tag\""));
    return 0;
}
