// The region's own bulletins for everyone: an Atom feed (RFC 4287) of CAP messages, as other warning services read it.
//
//   /cap/feed.atom          every published message whose status is Actual or Exercise, newest first
//   /cap/<identifier>.xml   the message as it was signed and published
#pragma once

#include <string>

#include "cp/hub/responder.hpp"
#include "cp/office/desk_shelf.hpp"
#include "exchange/base/clock.hpp"

namespace baken::cp {

class CapFeed final : public Routes {
public:
    // All must outlive this; the shelf is touched in the desk's lane only.
    CapFeed(Files& files, const RegionFolder& region, DeskShelf& shelf)
        : files_(files), region_(region), shelf_(shelf) {}

    [[nodiscard]] bool owns(std::string_view path) const override;
    [[nodiscard]] std::uint64_t body_limit(std::string_view /*path*/) const override { return 0; }
    [[nodiscard]] Response respond(const RequestTarget& target, Request request) override;

private:
    Result<std::string> feed();
    Result<std::optional<std::string>> message(std::string_view identifier);
    Answer answer(const std::string& path);

    Files& files_;
    const RegionFolder& region_;
    DeskShelf& shelf_;
};

}  // namespace baken::cp
