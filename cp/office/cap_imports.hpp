// Warnings of others that wait for a person to look at them: desk/imports/<id>.json, one for each CAP message. Nothing
// here is published; who takes one over gets a draft, to be looked at, changed and published like any other.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/bulletins/alert.hpp"

namespace baken::cp {

// Does it warn of something: an Alert or Update, or a msgType that nobody knows? Only that can be taken over; a Cancel
// takes a warning back.
[[nodiscard]] bool is_warning(const bulletins::Alert& alert);

enum class ImportState : std::uint8_t { Waiting, Taken, Dismissed };
[[nodiscard]] std::string_view name_of(ImportState state);  // "waiting", "taken", "dismissed"

struct Import {
    std::string id;    // 64 hexadecimal digits, of sender, identifier and sent: the same message is the same import
    std::string feed;  // whence it came: the name of a feed, or of a file
    Instant came{};
    ImportState state = ImportState::Waiting;
    bulletins::Alert alert;
    Instant listed{};  // when a feed had it last, to the day; counts for what does not say when it ends
};

// Where alerts come from; replaced in tests.
using Fetch = std::function<Result<std::string>(const std::string& address)>;

// What a feed or a file gave. An index is followed to the messages it points to (at most `most`, newest first as the
// index has them); one of them that cannot be had or read is a problem, not an error. After three that did not come in
// time (feed.slow) no more are asked for, as others wait.
struct Gathered {
    std::vector<bulletins::Alert> alerts;
    std::vector<Error> problems;
    bool given_up = false;
};

// Errors: feed.*, cap.* when the first file itself is of no use.
[[nodiscard]] Result<Gathered> gather_alerts(const std::string& address, const Fetch& fetch, std::size_t most = 200);
// The alerts in a file that somebody brought; an index is refused (cap.feed_index), as nothing is fetched for it.
[[nodiscard]] Result<Gathered> gather_from_bytes(std::string_view bytes);

class CapImports {
public:
    // `files` must outlive this.
    CapImports(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}

    static constexpr std::size_t kMost = 2'000;
    struct Kept {
        std::size_t fresh = 0;
        std::size_t known = 0;
        std::size_t left = 0;  // new, and not taken in: there are kMost already
    };
    // Keeps what is new. What ended more than a month ago goes, whether it was decided on or not: until then a feed may
    // have it still, and it would come back as new. Where there is no room, what was decided on and ended first goes
    // before that. Messages that neither warn the public nor take such a warning back (status other than Actual and
    // Exercise, scope other than Public, msgType Ack and Error) are left out. What waits and was replaced or taken back
    // by its sender (resolve_chains) is laid aside. Errors: those of Files.
    [[nodiscard]] Result<Kept> keep(const std::string& feed, const std::vector<bulletins::Alert>& alerts, Instant now);

    // Is nothing new taken in any more?
    [[nodiscard]] static bool is_full(const std::vector<Import>& present, Instant now);

    // Newest first; a file that cannot be read is left out. Of those that lie there as they did the last time none is
    // read again: there may be thousands, and every page asks for them when there is news.
    [[nodiscard]] Result<std::vector<Import>> all();
    // Errors: desk.missing; those of Files.
    [[nodiscard]] Result<Import> find(const std::string& id);
    [[nodiscard]] Done set(const std::string& id, ImportState state);

private:
    // What a file held when it had this stamp.
    struct ReadFile {
        FileStamp stamp;
        Import import;
    };
    using ReadFiles = std::map<std::string, ReadFile>;  // by id
    // Of the file that the folder lists. Errors: those of find().
    Result<Import> read_anew_or_not(const FolderEntry& entry, ReadFiles& before);
    Done write(const Import& import);
    Done note_listed(std::vector<Import>& present, const std::set<std::string>& ids, Instant now);
    void clear(std::vector<Import>& present, Instant now);
    bool make_room(std::vector<Import>& present, Instant now);
    // The last `fresh` of `present` came just now.
    Done lay_aside_what_is_over(std::vector<Import>& present, std::size_t fresh);

    Files* files_;
    Path folder_;
    ReadFiles known_;
};

}  // namespace baken::cp
