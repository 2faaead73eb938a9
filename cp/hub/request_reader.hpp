// From the bytes of a connection to requests: HTTP/1.1 as far as the hub speaks it. Knows no sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "cp/hub/responder.hpp"

namespace baken::cp {

// What the client said: a request, or with `refused` the status that answers what is none.
struct HeardRequest {
    Request request;
    bool keep_alive = false;
    int refused = 0;
    std::optional<Answer> refusal = {};  // more than the status, where a body was too large
};

class RequestReader {
public:
    // How many bytes may follow this head of a Post or Put.
    using LimitBody = std::function<BodyLimit(const RequestHead& head)>;
    explicit RequestReader(LimitBody limit) : limit_(std::move(limit)) {}

    // Takes one request away from the front of what came. Refused: 400 for what is no HTTP, 411 for a body that does
    // not say how long it is, 413 (or as the limit says) and 431 for what is too large; nothing more can be read then.
    // However small the pieces are in which a request comes, its body is looked at once.
    enum class State : std::uint8_t { NeedMore, Request, Refused };
    [[nodiscard]] State take(std::string& came, HeardRequest& heard);

    // Something of a request came, and not all of it.
    [[nodiscard]] std::size_t bytes_wanted() const { return wanted_; }

private:
    // How long the request is, when its head is whole.
    State measure(std::string_view came, HeardRequest& heard);

    LimitBody limit_;
    std::size_t wanted_ = 0;  // of the request at the front; 0: not known yet
};

}  // namespace baken::cp
