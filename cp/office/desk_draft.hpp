// A bulletin while it is being written: from the page's form to a CAP alert.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cp/office/desk_shelf.hpp"
#include "cp/region/settings.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

enum class DraftAim : std::uint8_t {
    New,
    Update,    // takes the place of a published bulletin
    AllClear,  // says that what it warned of is over (a Cancel with words)
    Withdraw,  // takes it back without a word (a Cancel without)
};
[[nodiscard]] std::string_view name_of(DraftAim aim);  // "new", "update", "all-clear", "withdraw"

struct DraftWords {
    std::string headline;
    std::string description;
    std::string instruction;
    bool operator==(const DraftWords&) const = default;
};

struct Draft {
    std::string id;    // UUID version 7; empty before it is kept
    std::string uuid;  // version 7, given by whoever begins to write: what is sent twice is one message; may be empty
    DraftAim aim = DraftAim::New;
    std::string of;                           // identifier of the bulletin that it follows
    std::string form;                         // id of a template; empty: free words
    bulletins::BlankValues values;            // of the template
    std::map<std::string, DraftWords> words;  // free words by language, Dutch among them
    std::string severity;                     // CAP's words; empty: as the template says
    std::string urgency;
    std::string certainty;
    std::string category;
    bool exercise = false;
    std::vector<std::string> municipalities;  // codes; with `sites` empty too: the whole region
    std::vector<std::string> sites;           // ids of single noodsteunpunten
    int hours = 0;                            // how long it is valid; 0: as the template or its blanks say, else 24
    std::string author;                       // who kept it last
    std::string written;                      // when, RFC 3339
    bool waits = false;                       // for a second person
    bool operator==(const Draft&) const = default;
};

// What the page sends. Errors: desk.request naming the field.
[[nodiscard]] Result<Draft> read_draft(const trust::Json& json);
[[nodiscard]] trust::Json json_of(const Draft& draft);
// The same draft has the same print; who looked at one approves that one. Says nothing of author and state.
[[nodiscard]] std::string print_of(const Draft& draft);

// The name under which it is published, the same however often it is sent; empty for a draft without uuid and id.
[[nodiscard]] std::string identifier_of(const Draft& draft);

// Who speaks, and where.
struct Sender {
    const DeskSettings& settings;
    const std::string& region;
};

// The alert as it would go out now, under its identifier or else a new one. Errors: desk.draft when something needed is
// missing or the bulletin it follows is not published; desk.conflict when that one has ended, or another one has its
// place: two that follow the same one would push each other from the screens; those of bulletins::fill.
[[nodiscard]] Result<bulletins::Alert> make_alert(const Draft& draft, const Shelf& shelf, const Sender& sender,
                                                  Instant now);

// Does the message take the whole screen: severity Extreme, or urgency Immediate?
[[nodiscard]] bool takes_over(const bulletins::Alert& alert);

// Must a second person approve it? By the rule Extreme when it takes the screen over, and when what it replaces, ends
// or takes back did: nobody takes a danger away alone. `alert` was made of `draft`.
[[nodiscard]] bool needs_two(TwoPersons rule, const Draft& draft, const bulletins::Alert& alert, const Shelf& shelf);

}  // namespace baken::cp
