// Does an alert concern this place? Fails open: only what is certainly elsewhere is elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

// Where a kiosk stands. `codes` are the areas it lies in: municipality "GM0363", safety region "VR13", province "PV27",
// and codes of other schemes with their name before a colon, "EMMA_ID:NL009" or "NUTS:NL329".
struct SiteArea {
    std::optional<Position> position;
    std::vector<std::string> codes;
};

enum class AreaVerdict { Inside, Undetermined, Outside };

struct AreaMatch {
    AreaVerdict verdict = AreaVerdict::Undetermined;
    std::string why;  // one phrase, for staff
};

// CAP 1.2 section 3.2.4: the area is everything in its polygons, circles and geocodes together, less its holes. Outside
// needs every one of them to be outside; one that cannot be decided (lost geometry, a circle of radius 0, no position
// of the site, a code from a list unknown here unless a usable shape stands beside it) leaves it Undetermined.
[[nodiscard]] AreaMatch match_area(const Area& area, const SiteArea& site);

// All areas of the block together; a block that names none is Undetermined.
[[nodiscard]] AreaMatch match_areas(const std::vector<Area>& areas, const SiteArea& site);

// A point on the edge is inside. Also right where a polygon crosses longitude 180.
[[nodiscard]] bool contains(const Polygon& polygon, Position point);

// Along the great circle of a sphere of 6371.0088 km radius.
[[nodiscard]] double distance_km(Position from, Position to);

}  // namespace baken::bulletins
