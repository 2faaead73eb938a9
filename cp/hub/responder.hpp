// From a request to its answer; knows HTTP's meaning and nothing of sockets.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cp/hub/announcements.hpp"
#include "cp/hub/byte_range.hpp"
#include "cp/hub/served_folder.hpp"
#include "cp/hub/traffic.hpp"

namespace baken::hub {

enum class Method { Get, Head, Other };

struct Request {
    Method method = Method::Get;
    std::string target;
    std::string range;  // headers; empty when absent
    std::string if_range;
    std::string if_none_match;
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

// A client that wants to hear of a timestamp newer than this one.
struct Poll {
    trust::Version after = 0;
};

[[nodiscard]] Answer plain_answer(Route route, int status, std::string text);
// 200 with the version when it is newer than `after`, else 204.
[[nodiscard]] Answer poll_answer(trust::Version latest, trust::Version after);
[[nodiscard]] std::string_view reason_of(int status);

class Responder {
public:
    // All must outlive this.
    Responder(ServedFolder& folder, const Announcements& announcements, const Traffic& traffic)
        : folder_(folder), announcements_(announcements), traffic_(traffic) {}

    //   /baken/changes?after=N   a Poll, unless there is something newer already
    //   /baken/...               a file of the folder: 200, 206, 304, 404 or 416
    //   /healthz, /metrics
    // Anything else is 404, a target that is none 400, another method than GET and HEAD 405.
    [[nodiscard]] std::variant<Answer, Poll> respond(const Request& request);

private:
    std::variant<Answer, Poll> respond_changes(std::optional<std::string_view> after, Method method) const;
    Answer respond_file(std::string_view path, const Request& request);

    ServedFolder& folder_;
    const Announcements& announcements_;
    const Traffic& traffic_;
};

}  // namespace baken::hub
