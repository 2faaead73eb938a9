// A change of the situation or of a menu card while it is being made: from the page's form to the file that goes out.
#pragma once

#include <string>

#include "cp/region/settings.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

struct PlaceChange {
    std::string id;       // UUID version 7; empty before it is kept
    std::string site;     // whose menu card; empty: the situation
    std::string base;     // the print of the file that whoever wrote this had before them; empty: there was none
    trust::Json words;    // what the form says, as read_situation and read_card read it
    std::string author;   // who kept it last
    std::string written;  // when, RFC 3339
    bool waits = false;   // for a second person
    bool operator==(const PlaceChange&) const = default;
};

// What the page sends: the form's fields beside `print`, and `change` when it goes on with one that is kept, with that
// one's own print as `change_print`. Errors: desk.request naming the field; desk.draft when something needed is
// missing.
[[nodiscard]] Result<PlaceChange> read_situation_change(const trust::Json& json, Instant now);
[[nodiscard]] Result<PlaceChange> read_card_change(const trust::Json& json);
// What is kept.
[[nodiscard]] trust::Json json_of(const PlaceChange& change);
[[nodiscard]] Result<PlaceChange> read_place_change(const trust::Json& json);

// The same change has the same print; who looked at one approves that one. Says nothing of author and state.
[[nodiscard]] std::string print_of(const PlaceChange& change);
// "situation.toml" or "sites/<site>.toml"
[[nodiscard]] std::string target_of(const PlaceChange& change);
// The file as it would go out; `present` is the one that is published now. Errors: toml.*, desk.request, desk.draft.
[[nodiscard]] Result<std::string> write_change(const PlaceChange& change, const std::string& present);

// The situation heads every screen of the region, and says whether all of it is an exercise: it counts as a message
// that takes screens over. A menu card is one noodsteunpunt's, and changes by the hour.
[[nodiscard]] bool needs_two(const DeskSettings& settings, const PlaceChange& change);

}  // namespace baken::cp
