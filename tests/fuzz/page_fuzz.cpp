// A guidance page of any bytes is a page or a refusal, and what it says is still UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace baken::bulletins;
    auto page = parse_page({reinterpret_cast<const char*>(data), size});
    if (page && !baken::is_utf8(trace(page->blocks))) std::abort();
    return 0;
}
