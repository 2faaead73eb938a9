// From a request to its answer; knows HTTP's meaning and nothing of sockets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cp/hub/announcements.hpp"
#include "cp/hub/byte_range.hpp"
#include "cp/hub/request_target.hpp"
#include "cp/hub/served_folder.hpp"
#include "cp/hub/traffic.hpp"

namespace baken::cp {

enum class Method { Get, Head, Post, Put, Other };

// Whether somebody was at work on the page just now, as it says in X-Baken-Attended: "yes" or "no".
enum class Attended : std::uint8_t { Untold, Yes, No };

struct Request {
    Method method = Method::Get;
    std::string target;
    std::string range;  // headers; empty when absent
    std::string if_range;
    std::string if_none_match;
    std::string content_type;
    std::string cookie;
    std::string token;       // X-Baken-Token
    std::string fetch_site;  // Sec-Fetch-Site
    std::string body;        // of a Post or Put
    Attended attended = Attended::Untold;
};

struct Answer {
    Route route = Route::Other;
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;  // without Content-Length, Date and Connection
    std::string text;                                          // the body, or
    std::shared_ptr<const Descriptor> file;                    // this part of a file
    Slice slice;

    [[nodiscard]] std::uint64_t length() const { return file ? slice.length : text.size(); }
    // A body, or a word on the length of one, does not belong to these.
    [[nodiscard]] bool is_bodiless() const { return status == 204 || status == 304; }
};

// A client that wants to hear of a version newer than this one: of the published timestamp, which is one number for all
// hubs, or of what the desk shows, where a number is a hub's own and a higher one is answered at once.
enum class Topic : std::uint8_t { Publications, Desk };
struct Poll {
    trust::Version after = 0;
    Topic topic = Topic::Publications;
};

// What takes longer than other clients should wait: it runs on a thread of its lane, one piece of work after another.
// It must not touch what the server's own thread uses.
enum class Lane : std::uint8_t { Desk, Renderer, Counter, Feeds, Door };

// Whose room in a lane a piece of work takes. Behind one address may sit a whole region, and a stranger beside it; so
// who is signed in has room of their own, and what is for the public takes nobody else's. What the hub does of itself
// is little, and always has room.
enum class Share : std::uint8_t { Origin, Session, Public, Own };
struct Party {
    Share share = Share::Origin;
    std::string session = {};  // its name for the hub alone, where the share is that of a session
};

struct Work;
struct Vigil;
using Response = std::variant<Answer, Poll, Work, Vigil>;
struct Work {
    Lane lane = Lane::Desk;
    std::function<Response()> run;
    // Done in the desk's lane when too much waits in this one, and `run` is not; the answer is 503 all the same. That
    // always has room.
    std::function<void()> give_up = {};
    // What follows from a piece of work is of the same party, but for what is the hub's own.
    Party party = {};
    std::size_t bytes = 0;  // of what came with it, and lies in memory until it is done
};

// A kiosk that wants to hear of a receipt with a higher number: when there is one, or after the longest poll, `then` is
// done.
struct Vigil {
    std::string kiosk;
    std::int64_t after = 0;
    Work then;
};

// What is known of a request before its body comes; empty when absent.
struct RequestHead {
    std::string_view target;
    std::string_view cookie;
};

// How large a body may be, and what a larger one is answered with; nothing: 413.
struct BodyLimit {
    std::uint64_t bytes = 0;
    std::optional<Answer> refusal = {};
};

// Answers below a path of its own.
class Routes {
public:
    virtual ~Routes() = default;
    // The path without the leading '/'; runs on the server's thread.
    [[nodiscard]] virtual bool owns(std::string_view path) const = 0;
    // How large the body of a Post or Put to this path may be; 0: it takes none. On the server's thread.
    [[nodiscard]] virtual BodyLimit body_limit(std::string_view path, const RequestHead& head) const = 0;
    [[nodiscard]] virtual Response respond(const RequestTarget& target, Request request) = 0;
};

[[nodiscard]] Answer plain_answer(Route route, int status, std::string text);
// 200 with the version when it is newer than `after`, else 204. With `hold`, it says how long a poll may wait, too.
[[nodiscard]] Answer poll_answer(trust::Version latest, trust::Version after,
                                 std::optional<std::chrono::seconds> hold = std::nullopt);
// A file, or the slice of it that is asked for: 200, 206, 304 or 416.
[[nodiscard]] Answer answer_file(std::string_view path, const ServedFile& file, const Request& request);
[[nodiscard]] std::string_view reason_of(int status);

class Responder {
public:
    // All must outlive this.
    Responder(ServedFolder& folder, const Announcements& announcements)
        : folder_(folder), announcements_(announcements) {}

    // To /baken/changes?after=N (and &site=ID, so that the desk knows who has what) a Poll, unless there is something
    // newer already; to /baken/... a file of the folder: 200, 206, 304, 404 or 416; to /healthz a word; and what the
    // added routes own. Anything else is 404, a target that is none 400, another method than GET and HEAD 405 where no
    // added route takes it.
    [[nodiscard]] Response respond(Request request);

    // How many bytes may follow this head of a Post or Put.
    [[nodiscard]] BodyLimit body_limit(const RequestHead& head) const;

    // `routes` must outlive this.
    void add(Routes& routes) { added_.push_back(&routes); }

    // Called for a poll that names its site, with the version it has; before the first request.
    using SiteHeard = std::function<void(std::string_view site, trust::Version version)>;
    void on_site(SiteHeard heard) { site_heard_ = std::move(heard); }

    // While it says yes, what tells kiosks what is newest is 503: the polls and the timestamp. Before the first
    // request.
    void on_behind(std::function<bool()> is_behind) { is_behind_ = std::move(is_behind); }

private:
    [[nodiscard]] Routes* owner_of(std::string_view path) const;
    Response respond_changes(const RequestTarget& target, Method method) const;
    Answer respond_file(std::string_view path, const Request& request);

    ServedFolder& folder_;
    const Announcements& announcements_;
    std::vector<Routes*> added_;
    SiteHeard site_heard_;
    std::function<bool()> is_behind_ = [] { return false; };
};

}  // namespace baken::cp
