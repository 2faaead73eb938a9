#include "kiosk/sync/http_client.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <charconv>
#include <ctime>

#include "exchange/base/clock.hpp"
#include "exchange/base/text.hpp"
#include "kiosk/sync/curl_library.hpp"

namespace baken::sync {
namespace {

constexpr int kLookAgainMs = 1000;
// What a server says about an error is taken in up to here, to keep the connection; to begin another costs about as
// much.
constexpr std::uint64_t kMostUnwanted = 4096;

// What the callbacks of one transfer write down; they are called by libcurl and may not throw.
struct Transfer {
    const CurlLibrary& curl;
    std::string& body;
    std::size_t begun;  // bytes that were there before
    std::uint64_t limit;
    HttpAnswer answer;
    std::optional<std::uint64_t> range_begin;
    std::time_t date = -1;
    std::time_t modified = -1;
    bool receiving = false;
    bool too_large = false;
    bool other_part = false;
    std::uint64_t unwanted = 0;  // bytes of a body that nobody reads
    bool enough = false;         // of those
};

std::string_view value_of(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || line[name.size()] != ':') return {};
    if (to_lower_ascii(line.substr(0, name.size())) != name) return {};
    return trim(line.substr(name.size() + 1));
}

void read_range(std::string_view value, Transfer& transfer) {
    constexpr std::string_view kUnit = "bytes ";
    if (!value.starts_with(kUnit)) return;
    value.remove_prefix(kUnit.size());
    std::uint64_t begin = 0;
    auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), begin);
    if (code == std::errc{} && end != value.data() + value.size() && *end == '-') transfer.range_begin = begin;
}

// -1 for what is no date.
std::time_t moment_of(const CurlLibrary& curl, std::string_view value) {
    return curl.getdate(std::string(value).c_str(), nullptr);
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    std::string_view line(data, size * count);
    // A proxy's or an interim answer comes before the real one.
    if (line.starts_with("HTTP/")) {
        transfer.answer = {};
        transfer.range_begin.reset();
        transfer.date = transfer.modified = -1;
        auto space = line.find(' ');
        if (space != std::string_view::npos) {
            std::from_chars(line.data() + space + 1, line.data() + line.size(), transfer.answer.status);
        }
    }
    if (auto value = value_of(line, "etag"); !value.empty()) transfer.answer.etag = value;
    if (auto value = value_of(line, "content-type"); !value.empty()) transfer.answer.content_type = value;
    if (auto value = value_of(line, "content-range"); !value.empty()) read_range(value, transfer);
    if (auto value = value_of(line, "date"); !value.empty()) transfer.date = moment_of(transfer.curl, value);
    if (auto value = value_of(line, "last-modified"); !value.empty())
        transfer.modified = moment_of(transfer.curl, value);
    return size * count;
}

// The first bytes of the body: does it go on from where we are?
bool begin_body(Transfer& transfer) {
    transfer.receiving = true;
    if (transfer.answer.status == 206) {
        transfer.other_part = transfer.range_begin != transfer.begun;
        return !transfer.other_part;
    }
    transfer.body.clear();
    return true;
}

// What a server says about an error is not read; the connection is of more use than its words, as long as they end.
std::size_t pass_over(std::size_t bytes, Transfer& transfer) {
    transfer.unwanted += bytes;
    transfer.enough = transfer.unwanted > kMostUnwanted;
    return transfer.enough ? 0 : bytes;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    auto bytes = size * count;
    bool wanted = transfer.answer.status == 200 || transfer.answer.status == 201 || transfer.answer.status == 206;
    if (!wanted) return pass_over(bytes, transfer);
    if (!transfer.receiving && !begin_body(transfer)) return 0;
    transfer.too_large = bytes > transfer.limit - std::min<std::uint64_t>(transfer.body.size(), transfer.limit);
    if (transfer.too_large) return 0;
    transfer.body.append(data, bytes);
    return bytes;
}

CURLcode ignore_dates(CURL* /*easy*/, void* context, void* /*user*/) {
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(static_cast<SSL_CTX*>(context)), X509_V_FLAG_NO_CHECK_TIME);
    return CURLE_OK;
}

std::unexpected<Error> refuse_code(const CurlLibrary& curl, int code, const std::string& url) {
    auto text = fmt::format("{}: {}", url, curl.easy_strerror(static_cast<CURLcode>(code)));
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return refuse("http.resolve", text);
        case CURLE_COULDNT_CONNECT:
            return refuse("http.connect", text);
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
            return refuse("http.tls", text, "a network that asks for a password or payment does this too");
        case CURLE_OPERATION_TIMEDOUT:
            return refuse("http.slow", text);
        default:
            return refuse("http.broken", text);
    }
}

// Owns a header list.
class HeaderList {
public:
    HeaderList(const CurlLibrary& curl, const std::vector<std::string>& lines) : curl_(curl) {
        for (const auto& line : lines) list_ = curl_.slist_append(list_, line.c_str());
    }
    ~HeaderList() { curl_.slist_free_all(list_); }
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    [[nodiscard]] curl_slist* get() const { return list_; }

private:
    const CurlLibrary& curl_;
    curl_slist* list_ = nullptr;
};

}  // namespace

// What made these handles is there.
void HttpClient::CloseMulti::operator()(void* multi) const {
    (*CurlLibrary::load())->multi_cleanup(multi);
}

void HttpClient::CloseEasy::operator()(void* easy) const {
    (*CurlLibrary::load())->easy_cleanup(easy);
}

Done HttpClient::begin() {
    if (multi_ && easy_) return {};
    TRY(curl_, CurlLibrary::load());
    multi_.reset(curl_->multi_init());
    easy_.reset(curl_->easy_init());
    if (!multi_ || !easy_) return refuse("http.start", "libcurl does not start");
    return {};
}

void HttpClient::prepare(const HttpRequest& request, bool own_authority) {
    auto* easy = easy_.get();
    curl_->easy_reset(easy);  // keeps connections
    curl_->easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_->easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_->easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_->easy_setopt(easy, CURLOPT_USERAGENT, "baken-kiosk");
    curl_->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_->easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect.count()));
    if (!options_.proxy.empty()) curl_->easy_setopt(easy, CURLOPT_PROXY, options_.proxy.c_str());
    limit_time(request);
    if (request.upload) {
        curl_->easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.upload->size()));
        curl_->easy_setopt(easy, CURLOPT_POSTFIELDS, request.upload->data());
        curl_->easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT");
    }
    if (!own_authority) return;
    curl_->easy_setopt(easy, CURLOPT_CAINFO, options_.ca.c_str());
    curl_->easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_->easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, ignore_dates);
}

void HttpClient::limit_time(const HttpRequest& request) {
    auto* easy = easy_.get();
    if (request.held_for) {
        curl_->easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(request.held_for->count()));
        return;
    }
    curl_->easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, options_.slowest_bytes);
    curl_->easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_for.count()));
    if (!request.is_small) return;
    auto uploading = static_cast<long>(request.upload.value_or("").size()) / options_.slowest_bytes;
    curl_->easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(options_.small_within.count()) + uploading);
}

std::optional<int> HttpClient::transfer() {
    std::vector<curl_waitfd> urgent;
    for (int descriptor : options_.interrupts) urgent.push_back({descriptor, CURL_WAIT_POLLIN, 0});
    while (true) {
        int running = 0;
        curl_->multi_perform(multi_.get(), &running);
        int left = 0;
        while (const auto* message = curl_->multi_info_read(multi_.get(), &left)) {
            if (message->msg == CURLMSG_DONE) return static_cast<int>(message->data.result);
        }
        curl_->multi_poll(multi_.get(), urgent.data(), static_cast<unsigned>(urgent.size()), kLookAgainMs, nullptr);
        if (std::ranges::any_of(urgent, [](const curl_waitfd& one) { return one.revents != 0; })) return std::nullopt;
    }
}

Result<HttpAnswer> HttpClient::get(const HttpRequest& request, std::string& body) {
    TRY_DONE(begin());
    Transfer state{.curl = *curl_, .body = body, .begun = body.size(), .limit = request.limit.bytes, .answer = {}};
    HeaderList headers(*curl_, request.headers);
    prepare(request, !options_.ca.empty());
    curl_->easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_->easy_setopt(easy_.get(), CURLOPT_HEADERFUNCTION, take_header);
    curl_->easy_setopt(easy_.get(), CURLOPT_HEADERDATA, &state);
    curl_->easy_setopt(easy_.get(), CURLOPT_WRITEFUNCTION, take_body);
    curl_->easy_setopt(easy_.get(), CURLOPT_WRITEDATA, &state);
    curl_->multi_add_handle(multi_.get(), easy_.get());
    SystemClock clock;
    auto begun = clock.tick();
    auto code = transfer();
    state.answer.took = clock.tick() - begun;
    curl_->multi_remove_handle(multi_.get(), easy_.get());
    if (!code) return refuse("http.interrupted", request.url + ": something more urgent came");
    if (state.too_large) {
        return refuse("repository.too_large", fmt::format("{}: over {} bytes", request.url, state.limit));
    }
    if (state.other_part) return refuse("http.range", request.url + ": another part came than was asked for");
    // Of an error the status tells all, also where its page would have gone on.
    if (*code != CURLE_OK && !state.enough) return refuse_code(*curl_, *code, request.url);
    // A whole file of no bytes makes no call for its body.
    if (state.answer.status == 200 && !state.receiving) body.clear();
    constexpr std::time_t kSettled = 2;
    bool dated = state.modified >= 0 && state.date >= 0;
    state.answer.may_change_unseen = dated && state.date - state.modified < kSettled;
    return state.answer;
}

}  // namespace baken::sync
