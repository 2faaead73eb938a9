// Any bytes as the zip of a courier's stick: what is taken from it is an envelope's file by name and by size, and
// asking in pieces gives the same as asking at once.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cp/office/courier_zip.hpp"
#include "exchange/records/envelope.hpp"

using namespace baken;
using namespace baken::cp;

namespace {

std::vector<std::string> read(std::string_view zip, std::size_t from, std::size_t most, bool& fine, bool& more) {
    std::vector<std::string> names;
    auto found = read_zip(zip, from, most, [&](std::string_view name, std::string_view bytes) -> Done {
        if (envelope_path(name) != name || bytes.size() > records::kMostEnvelopeBytes) std::abort();
        names.emplace_back(name);
        return {};
    });
    fine = found.has_value();
    more = found && found->more;
    return names;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view zip(reinterpret_cast<const char*>(data), size);
    bool fine = false;
    bool more = false;
    auto all = read(zip, 0, 1'000, fine, more);
    if (!fine || more) return 0;
    std::vector<std::string> pieces;
    bool goes_on = true;
    while (goes_on && fine) {
        for (auto& name : read(zip, pieces.size(), 1, fine, goes_on)) pieces.push_back(std::move(name));
    }
    if (fine && pieces != all) std::abort();
    return 0;
}
