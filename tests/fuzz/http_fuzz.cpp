// Any bytes as what a client sends: the same requests come out whether they come at once or byte by byte, nothing is
// read beyond a limit, and what is refused stays refused.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cp/hub/request_reader.hpp"

using namespace baken::cp;

namespace {

constexpr std::uint64_t kMostBody = 1'000;

std::string said(const HeardRequest& heard) {
    return heard.request.target + "|" + heard.request.body + "|" + heard.request.cookie + "|" +
           std::to_string(static_cast<int>(heard.request.method)) + (heard.keep_alive ? "k" : "c");
}

std::vector<std::string> read_in_pieces(std::string_view bytes, std::size_t piece) {
    RequestReader reader(
        [](const RequestHead& head) { return BodyLimit{head.target.starts_with("/in") ? kMostBody : 0}; });
    std::vector<std::string> heard_all;
    std::string came;
    while (!bytes.empty()) {
        came += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        for (auto state = RequestReader::State::Request; state == RequestReader::State::Request && !came.empty();) {
            HeardRequest heard;
            state = reader.take(came, heard);
            if (heard.request.body.size() > kMostBody) std::abort();
            if (state == RequestReader::State::Request) heard_all.push_back(said(heard));
            if (state == RequestReader::State::Refused && heard.refused < 400) std::abort();
            if (state == RequestReader::State::Refused) return heard_all;
        }
    }
    return heard_all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 16'000) return 0;
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto at_once = read_in_pieces(bytes, size + 1);
    // Heads that are too long are noticed at another byte in pieces; the rest is the same.
    if (size < 8'000 && at_once != read_in_pieces(bytes, 1)) std::abort();
    return 0;
}
