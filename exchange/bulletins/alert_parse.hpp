// From the bytes of a CAP message to the model: lenient in what it takes, strict in what it reports.
//
// Refused, with nothing changed anywhere: cap.size (more than the limit), cap.encoding (cannot be read as text),
// cap.dtd (a DOCTYPE or entity declaration: never processed), cap.limits (too many elements or too deep), cap.xml (not
// XML, or only half of it), cap.version (CAP 1.0), cap.namespace (an alert of another standard), cap.root (other XML),
// cap.feed_index (a feed that only points to alerts), cap.empty (an alert without identifier, sender and info).
// Everything else is kept and shows up as a Remark. Nothing is ever fetched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

struct ParseLimits {
    std::size_t bytes = std::size_t{2} << 20U;  // at most kMostBytes
    std::size_t vertices = 50'000;              // of all polygons of one alert; beyond it geometry is dropped
    std::size_t elements = 200'000;
    std::size_t depth = 40;
    std::size_t infos = 200;
    std::size_t alerts = 1'000;           // of one feed
    std::size_t text_bytes = 64U << 10U;  // of one text; beyond it the text is cut
    std::size_t image_bytes = 512U << 10U;
    std::size_t remarks = 200;
};
inline constexpr std::size_t kMostBytes = std::size_t{4} << 20U;

// One deviation. `check` is stable: "cap.schema.*" is what the official schema would refuse too, "cap.text.*",
// "cap.area.*", "cap.image.*", "cap.references" and "cap.signature" are what only the standard's prose or care for the
// reader would object to.
struct Remark {
    std::string check;
    std::string message;
    int line = 0;  // of the file, from 1; 0 when not known
    bool operator==(const Remark&) const = default;
};

struct ParsedAlert {
    Alert alert;
    std::vector<Remark> remarks;
};

// A file that is one alert.
[[nodiscard]] Result<ParsedAlert> parse_alert(std::string_view bytes, const ParseLimits& limits = {});

// The same, and every alert that stands inside an EDXL-DE distribution, an Atom feed or another XML wrapping, in the
// order of the file; at least one.
[[nodiscard]] Result<std::vector<ParsedAlert>> parse_alerts(std::string_view bytes, const ParseLimits& limits = {});

}  // namespace baken::bulletins
