#include "tests/trust/tuf_client/http_repository.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>
#include <string_view>

#include "exchange/trust/encoding.hpp"

namespace baken::tuf_client {
namespace {

struct Received {
    std::string bytes;
    std::uint64_t limit = 0;
    bool too_large = false;
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* user) {
    auto& received = *static_cast<Received*>(user);
    if (received.bytes.size() + size * count > received.limit) {
        received.too_large = true;
        return 0;
    }
    received.bytes.append(data, size * count);
    return size * count;
}

// What a URL's path may hold stays, a '%' among it: the writer of a target path may have quoted already.
std::string quote_path(std::string_view path) {
    constexpr std::string_view kKept = "/%:@!$&'()*+,;=";
    std::string quoted;
    for (char letter : path) {
        bool kept = kKept.find(letter) != std::string_view::npos;
        quoted += kept ? std::string(1, letter) : trust::percent_quote({&letter, 1});
    }
    return quoted;
}

std::string with_slash(std::string url) {
    if (!url.ends_with('/')) url += '/';
    return url;
}

void prepare(CURL* curl, const std::string& url, Received& received) {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 120L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &received);
}

}  // namespace

std::string HttpRepository::url_of(const std::string& name) const {
    constexpr std::string_view kMetadata = "metadata/";
    constexpr std::string_view kTargets = "targets/";
    // A metadata name is quoted already, and its quotes are part of it.
    if (name.starts_with(kMetadata)) return with_slash(metadata_url_) + name.substr(kMetadata.size());
    return with_slash(targets_url_) + quote_path(std::string_view(name).substr(kTargets.size()));
}

Result<std::optional<std::string>> HttpRepository::fetch(const std::string& name, ByteLimit limit) {
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return refuse("http.transfer", "libcurl does not start");
    Received received{.limit = limit.bytes};
    auto url = url_of(name);
    prepare(curl.get(), url, received);
    auto code = curl_easy_perform(curl.get());
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status == 404 || status == 403) return std::nullopt;
    if (received.too_large) return refuse("repository.too_large", fmt::format("{}: over {} bytes", url, limit.bytes));
    if (code != CURLE_OK) return refuse("http.transfer", fmt::format("{}: {}", url, curl_easy_strerror(code)));
    if (status != 200) return refuse("http.status", fmt::format("{}: {}", url, status));
    return std::move(received.bytes);
}

}  // namespace baken::tuf_client
