#include "cp/office/feed_fetch.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>
#include <mutex>

namespace baken::cp {
namespace {

struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

// libcurl calls this; it may not throw.
struct Landing {
    std::string bytes;
    std::uint64_t most = 0;
    bool too_large = false;
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* user) {
    auto& landing = *static_cast<Landing*>(user);
    landing.too_large = size * count > landing.most - landing.bytes.size();
    if (landing.too_large) return 0;
    landing.bytes.append(data, size * count);
    return size * count;
}

std::unexpected<Error> refuse_code(CURLcode code, const std::string& address) {
    auto text = fmt::format("{}: {}", address, curl_easy_strerror(code));
    if (code == CURLE_OPERATION_TIMEDOUT) return refuse("feed.slow", text);
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) return refuse("feed.address", text);
    return refuse("feed.unreachable", text);
}

void set_up(CURL* easy, const std::string& address, const FetchLimits& limits, Landing& landing) {
    curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, limits.redirects);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.patience.count()));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "baken-cp");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &landing);
}

}  // namespace

Result<std::string> fetch_address(const std::string& address, const FetchLimits& limits) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
    if (!easy) return refuse("feed.unreachable", "no memory");
    Landing landing{.most = limits.bytes.bytes};
    set_up(easy.get(), address, limits, landing);
    auto code = curl_easy_perform(easy.get());
    if (landing.too_large) return refuse("feed.size", address + ": is too large");
    if (code != CURLE_OK) return refuse_code(code, address);
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) return refuse("feed.status", fmt::format("{}: the server answered {}", address, status));
    return std::move(landing.bytes);
}

}  // namespace baken::cp
