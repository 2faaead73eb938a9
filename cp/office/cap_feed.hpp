// The region's own bulletins for everyone: an Atom feed (RFC 4287) of CAP messages, as other warning services read it.
//
//   /cap/feed.atom          the messages that hold now or later and whose status is Actual or Exercise, newest first,
//                           and for a week what took one back
//   /cap/<identifier>.xml   one of these, as it was signed and published
//
// What is over is offered to nobody: it may name a child who was found. A hub whose folder is behind that of another
// does not know what is over, and offers nothing.
#pragma once

#include <functional>
#include <string>

#include "cp/hub/responder.hpp"
#include "cp/office/desk_shelf.hpp"
#include "exchange/base/clock.hpp"

namespace baken::cp {

class CapFeed final : public Routes {
public:
    // All must outlive this; the shelf is touched in the desk's lane only.
    CapFeed(Files& files, const RegionFolder& region, DeskShelf& shelf, const Clock& clock)
        : files_(files), region_(region), shelf_(shelf), clock_(clock) {}

    // While it says yes, the answer is 503. Before the first request; called on the server's thread.
    void on_behind(std::function<bool()> is_behind) { is_behind_ = std::move(is_behind); }

    [[nodiscard]] bool owns(std::string_view path) const override;
    [[nodiscard]] BodyLimit body_limit(std::string_view /*path*/, const RequestHead& /*head*/) const override {
        return {};
    }
    [[nodiscard]] Response respond(const RequestTarget& target, Request request) override;

private:
    Result<std::string> feed();
    Result<std::optional<std::string>> message(std::string_view identifier);
    Answer answer(const std::string& path);

    Files& files_;
    const RegionFolder& region_;
    DeskShelf& shelf_;
    const Clock& clock_;
    std::function<bool()> is_behind_ = [] { return false; };
};

}  // namespace baken::cp
