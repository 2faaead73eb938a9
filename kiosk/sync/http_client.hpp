// One HTTP request at a time, bounded, and broken off at once when something more urgent comes. Knows nothing of what
// it carries. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::sync {

struct CurlLibrary;

struct HttpOptions {
    // The only authority whose certificates are believed; empty: the system's. With one of our own the dates in
    // certificates are not looked at: a kiosk without a clock battery would otherwise never hear the right time, and
    // what it takes in is proven by signatures of its own.
    Path ca;
    std::string proxy;  // empty: what the environment says
    // From the first packet to the end of the TLS handshake, over a satellite that takes seconds for each step.
    std::chrono::seconds connect{120};
    // Slower than so many bytes a second for so long is broken off. There is no limit on the whole, but of what is
    // small: it takes no longer than this, and what is uploaded with it as long as the slowest line needs.
    long slowest_bytes = 20;
    std::chrono::seconds slow_for{60};
    std::chrono::seconds small_within{600};
    // File descriptors that break off a request when they can be read from.
    std::vector<int> interrupts;
};

struct HttpRequest {
    std::string url;
    std::vector<std::string> headers;  // "Range: bytes=5-"
    ByteLimit limit;                   // of the body
    // When set, the answer may be that late, and silence until then is no fault.
    std::optional<std::chrono::seconds> held_for;
    // When set, these bytes are PUT there; they must live until the answer.
    std::optional<std::string_view> upload;
    // Few kilobytes are to come. Whoever gives them drop by drop, or never ends them, is left in time for the next.
    bool is_small = false;
};

struct HttpAnswer {
    int status = 0;
    std::string etag;
    std::string content_type;
    // The file was changed in the very second of the answer or just before, so that one more change may bear the same
    // ETag (RFC 9110 section 8.8.2.2; nginx makes its tags from seconds and sizes).
    bool may_change_unseen = false;
    Duration took{};  // from the request to the whole answer
};

class HttpClient {
public:
    // Costs nothing: libcurl is taken in with the first request.
    explicit HttpClient(HttpOptions options) : options_(std::move(options)) {}

    // Sends a GET, or a PUT; redirects are not followed. `body` may hold the beginning of the file: it is kept when the
    // server goes on from there (206), replaced by a whole file (200, 201), and left alone by every other status, of
    // which no more than a little is waited for. After an error it holds what came so far. Errors: http.start (no
    // libcurl), http.interrupted, http.resolve, http.connect, http.tls (the certificate), http.slow, http.broken (the
    // connection, in the middle), http.range (another part than was asked for); repository.too_large.
    [[nodiscard]] Result<HttpAnswer> get(const HttpRequest& request, std::string& body);

private:
    struct CloseMulti {
        void operator()(void* multi) const;
    };
    struct CloseEasy {
        void operator()(void* easy) const;
    };
    [[nodiscard]] Done begin();
    void prepare(const HttpRequest& request, bool own_authority);
    void limit_time(const HttpRequest& request);
    // Runs the transfer to its end: libcurl's result code, or nothing when it was interrupted.
    std::optional<int> transfer();

    const CurlLibrary* curl_ = nullptr;  // until the first request
    HttpOptions options_;
    // The easy handle is closed before the multi handle that knows it.
    std::unique_ptr<void, CloseMulti> multi_;
    std::unique_ptr<void, CloseEasy> easy_;
};

}  // namespace baken::sync
