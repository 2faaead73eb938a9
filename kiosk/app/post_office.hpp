// Keeps records: gives each its ticket, seals it, stores it, and tells how it stands. One call is one whole step. One
// thread at a time.
#pragma once

#include "exchange/base/clock.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/app/post.hpp"

namespace baken::app {

struct PostWishes {
    Path data;         // the data partition; empty: all is kept in memory and gone at the end
    std::string site;  // its id
};

class PostOffice {
public:
    // `clock` outlives the office.
    PostOffice(const Clock& clock, PostWishes wishes) : clock_(clock), wishes_(std::move(wishes)) {}

    // Everything there is to know at the start.
    [[nodiscard]] PostNews first();
    [[nodiscard]] PostNews take(PostOrder order);

private:
    struct Kept {
        records::Record record;
        Delivery delivery;
        std::vector<records::FollowUp> steps;
    };
    PostNews take_one(SaveRecord order);
    PostNews take_one(TakeStep order);
    PostNews take_one(Unlock order);
    PostNews take_one(Lock order);
    PostNews take_one(StaffIsHere order);
    PostNews take_one(SetPin order);
    PostNews take_one(SetMode order);
    PostNews take_one(AskStatistics order);
    Result<Stored> keep(records::Record record);
    [[nodiscard]] PostNews all() const;
    [[nodiscard]] StaffNews staff() const;

    const Clock& clock_;
    PostWishes wishes_;
    std::vector<Kept> kept_;
    std::string pin_;
    bool open_ = false;
    records::Mode mode_ = records::Mode::Real;
};

}  // namespace baken::app
