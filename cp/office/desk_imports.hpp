// Warnings of others at the desk. Below /desk/api/:
//
//   GET  imports           Viewer    {"imports": [{"id", "feed", "came", "state", "reaches", "alert"}], "feeds": [..],
//                                    "full": whether nothing new is taken in any more}:
//                                    newest first; "state" is waiting, taken or dismissed; "reaches" is inside,
//                                    undetermined or outside: whether it concerns a site of this region; "alert" as in
//                                    GET bulletins
//   POST imports/fetch     Operator  {"feed": name, or "" for all}: asks now; {"fresh", "known", "problems": [{"feed",
//                                    "check", "message"}]}
//   POST imports/file      Operator  {"name", "text"}: a file that was brought (CAP, EDXL, or a feed with the messages
//                                    in it); the same answer
//   POST imports/take      Operator  {"id"}: makes a draft of it; {"id": of the draft}; it goes out like any other
//                                    draft, by a publisher and with the rule of two persons. A Cancel is refused
//                                    (desk.request)
//   POST imports/dismiss   Operator  {"id"}
//   POST imports/back      Operator  {"id"}: it waits again
//   GET  feeds             Viewer    {"feeds": [{"name", "address", "minutes"}]}
//   POST feeds             Administrator  {"feeds": [..]}: all of them; minutes 0: asked by hand only
#pragma once

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
    struct Asked {
        DeskFeed feed;
        Result<Gathered> gathered;
    };
    Result<Response> list(DeskCall& call);
    Result<Response> fetch(DeskCall& call);
    Result<Response> bring(DeskCall& call);
    Result<Response> take(DeskCall& call);
    Result<Response> set(DeskCall& call, ImportState state);
    Result<Response> list_feeds(DeskCall& call);
    Result<Response> set_feeds(DeskCall& call);
    // Goes out in the lane of feeds, and keeps what came in the desk's lane.
    Work ask(std::vector<DeskFeed> feeds);
    Response keep(const std::vector<Asked>& asked);

    DeskTools tools_;
    Fetch fetch_;
    CapImports imports_;
    DeskDrafts drafts_;
    std::map<std::string, Tick> asked_;  // when, by the name of the feed
};

}  // namespace baken::cp
