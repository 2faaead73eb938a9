// Warnings of others at the desk. Below /desk/api/:
//
//   GET  imports           Viewer    {"imports": [{"id", "feed", "came", "state", "reaches", "over", "blocks",
//                                    "alert"}], "feeds": [..], "full": whether nothing new is taken in any more}:
//                                    newest first; "state" is waiting, taken or dismissed; "reaches" is inside,
//                                    undetermined or outside: whether the gravest warning in it concerns a site of
//                                    this region; "over": whether it has ended here; "alert" as in GET bulletins, and
//                                    "blocks" which of its "infos" tell that warning: a draft is made of them. Each
//                                    feed has, beside what GET feeds tells, what this hub knows of it: "succeeded" and
//                                    "failed" are when it was asked last with that end, "failed" only while it fails;
//                                    "check" says why; "lacking" is how many of its messages could not be had or read
//   GET  imports/count     Viewer    {"waiting": how many wait and are not outside}: all that a menu shows of them
//   POST imports/fetch     Operator  {"feed": name, or "" for all}: asks now; {"fresh", "known", "problems": [{"feed",
//                                    "check", "message"}]}
//   POST imports/file      Operator  {"name", "text"}: a file that was brought (CAP, EDXL, or a feed with the messages
//                                    in it); the same answer
//   POST imports/take      Operator  {"id"}: makes a draft of it; {"id": of the draft}; it goes out like any other
//                                    draft, by a publisher and with the rule of two persons. Refused: a Cancel
//                                    (desk.request), what has ended here (import.over), and what was taken over
//                                    already and does not wait again (desk.conflict)
//   POST imports/dismiss   Operator  {"id"}
//   POST imports/back      Operator  {"id"}: it waits again
//   GET  feeds             Viewer    {"feeds": [{"name", "address", "minutes"}]}
//   POST feeds             Administrator  {"feeds": [..]}: all of them; minutes 0: asked by hand only
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cp/office/cap_imports.hpp"
#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_feeds.hpp"

namespace baken::cp {

class DeskImports {
public:
    DeskImports(DeskTools tools, Fetch fetch);

    [[nodiscard]] std::vector<DeskDoor> doors();
    // Asks the feeds whose time has come; done about once a minute, begun in the desk's lane.
    [[nodiscard]] Work round();

private:
    // How it went with a feed since this hub began.
    struct FeedState {
        std::optional<Instant> succeeded;
        std::optional<Instant> failed;  // nothing while it goes well
        std::string check;
        std::size_t lacking = 0;
    };
    // Feeds that are asked one after another, and what came of them so far.
    struct Asking {
        std::deque<DeskFeed> feeds;
        CapImports::Kept sum;
        trust::JsonArray problems;
    };
    Result<Response> list(DeskCall& call);
    Result<Response> count(DeskCall& call);
    Result<Response> fetch(DeskCall& call);
    Result<Response> bring(DeskCall& call);
    Result<Response> take(DeskCall& call);
    Result<Response> set(DeskCall& call, ImportState state);
    Result<Response> list_feeds(DeskCall& call);
    Result<Response> set_feeds(DeskCall& call);
    // Goes out in the lane of feeds, and keeps what came in the desk's lane, before it goes out for the next. Those
    // that failed last time come last.
    Work ask(std::vector<DeskFeed> feeds);
    Work ask_next(std::shared_ptr<Asking> asking);
    [[nodiscard]] Result<Gathered> gather(const DeskFeed& feed) const;
    // Errors: of what was gathered; feed.slow when that was given up; those of CapImports::keep.
    Done keep(const std::string& from, const Result<Gathered>& gathered, Asking& asking);
    void note(const DeskFeed& feed, const Done& done, const Result<Gathered>& gathered);
    [[nodiscard]] bool is_failing(const DeskFeed& feed) const;
    // Does it concern no site of this publication?
    [[nodiscard]] bool is_elsewhere(const Import& import, const Shelf& shelf);
    [[nodiscard]] trust::Json json_of_states(const std::vector<DeskFeed>& feeds) const;

    DeskTools tools_;
    Fetch fetch_;
    CapImports imports_;
    DeskDrafts drafts_;
    std::map<FeedKey, Tick> asked_;  // when
    std::map<FeedKey, FeedState> states_;
    // By id, as every desk asks with every piece of news. What lies under an id stays the same.
    std::map<std::string, bool> elsewhere_;
    trust::Version elsewhere_of_ = 0;  // the publication
    // All of these are touched in the desk's lane only.
};

}  // namespace baken::cp
