// The network: the tree under one or more base URLs, asked in order. Besides the errors of HttpClient:
//   http.captive   what came is the page of a network that wants a password first, not ours
//   http.status    the server answered with this status
//   http.name      a name that climbs
#pragma once

#include <map>

#include "kiosk/sync/http_client.hpp"
#include "kiosk/sync/road.hpp"

namespace baken::sync {

// A coordination point waits for news for longer than this before it says that there is none. Who says so sooner, such
// as a cache that keeps that answer, would be asked without end, on emergency power and by the megabyte.
inline constexpr Duration kHeldAtLeast = std::chrono::seconds{5};

class HttpsRoad final : public Road {
public:
    // `bases` are what stands before "/baken/..."; the first that answers is used for as long as it does and is not
    // left.
    HttpsRoad(std::vector<std::string> bases, HttpOptions options)
        : bases_(std::move(bases)), client_(std::move(options)) {}

    [[nodiscard]] store::RoadKind kind() const override { return store::RoadKind::Network; }
    [[nodiscard]] Done begin_round() override;
    // A file whose transfer breaks off is continued from where it was, at once and in the next round, where the
    // same base is asked: what another one began may be anything. What a round begins with, roots and the timestamp, is
    // small and begun anew, at the next base: none holds up the others by it.
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;

    // What came in this round from the base in use is not to be believed, which only its reader can know: from now on
    // the next one is asked, and nothing of this one's is gone on with. With one base nothing changes.
    void leave_base();

    // Asks the coordination point to answer when there is something newer than this version of the signed timestamp,
    // and waits for it. What it says is a hint and no more. The site lets the point see who shows what already; it may
    // be empty.
    enum class News : std::uint8_t {
        Something,    // worth a round now
        Nothing,      // ask again at once
        NotHeld,      // nothing either, but nobody waited for it: ask again after a while
        NotOffered,   // a plain web server: look in from time to time
        Interrupted,  // something more urgent came
        NotReached,
    };
    [[nodiscard]] News wait_for_news(std::int64_t version, const std::string& site);

private:
    struct Partial {
        std::string base;
        std::string name;
        std::string etag;
        std::string bytes;
    };
    struct Remembered {
        std::string etag;
        std::string bytes;
    };
    Result<std::optional<std::string>> fetch_from(const std::string& base, const std::string& name, ByteLimit limit);
    [[nodiscard]] HttpRequest request_for(const std::string& url, const std::string& name, ByteLimit limit) const;
    Result<std::optional<std::string>> accept(const HttpAnswer& answer, const std::string& url,
                                              const std::string& name);

    std::vector<std::string> bases_;
    HttpClient client_;
    std::size_t base_ = 0;  // the one that is asked first
    int rounds_ = 0;
    Partial partial_;                               // the one transfer that broke off last
    std::map<std::string, Remembered> remembered_;  // small files that change, for If-None-Match
};

// The URL of a name below a base: every byte that is not plain is percent-quoted, a percent sign too.
[[nodiscard]] std::string url_of(std::string_view base, std::string_view name);

}  // namespace baken::sync
