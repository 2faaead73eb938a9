// The small languages inside CAP's elements: times, positions, references (CAP 1.2 section 3.2 and 3.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

// Takes every way of writing a moment that its meaning can be told from: also "Z", fractions, a blank for "T", no
// seconds, an offset without colon, or no offset (then UTC, and the offset is absent in the answer).
[[nodiscard]] std::optional<CapTime> read_cap_time(std::string_view text);

// Is it written exactly as CAP 1.2 wants it, "YYYY-MM-DDThh:mm:ss+hh:mm"?
[[nodiscard]] bool is_strict_cap_time(std::string_view text);

struct ReadPolygon {
    Polygon polygon;           // empty when it cannot be used
    std::string deviation;     // one sentence; empty when all was well
    std::size_t vertices = 0;  // that were written
};

// "lat,lon lat,lon ...": an open ring is closed, equal neighbours are one corner. Not usable: fewer than three corners,
// a pair that is no position. At most `most` vertices are read; more make it unusable.
[[nodiscard]] ReadPolygon read_polygon(std::string_view text, std::size_t most);

// "lat,lon radius", radius in kilometres.
[[nodiscard]] std::optional<Circle> read_circle(std::string_view text);

struct ReadReferences {
    std::vector<Identity> references;
    std::vector<std::string> malformed;  // what was no triple, shortened
};

// White space between triples "sender,identifier,sent". What else occurs is read too and told of as malformed: triples
// joined by commas, blanks inside an identifier, a bare identifier (then sender and sent are unknown), an unreadable
// time. At most 500 are read.
[[nodiscard]] ReadReferences read_references(std::string_view text);

// Words separated by white space; words with blanks stand in double quotes (addresses, incidents).
[[nodiscard]] std::vector<std::string> read_quoted_words(std::string_view text);

}  // namespace baken::bulletins
