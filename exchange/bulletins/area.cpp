#include "exchange/bulletins/area.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

// A code and the list it comes from; two codes say something about each other only within one scheme.
struct Code {
    std::string scheme;  // "GM", "VR", "PV", "NUTS", "NL", another name in capitals, or empty when not known
    std::string value;   // in capitals
};

std::string capitals(std::string_view text) {
    std::string upper(trim(text));
    for (char& letter : upper) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return upper;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

bool has_form(std::string_view value, std::string_view prefix, std::size_t digits) {
    return value.size() == prefix.size() + digits && value.starts_with(prefix) &&
           all_digits(value.substr(prefix.size()));
}

// Which Dutch list a name speaks of when the code itself is a bare number.
std::string_view dutch_scheme(const std::string& name) {
    auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
    if (says("GEMEENTE") || says("MUNICIPALITY") || name == "GM" || name == "CBS_GM" || name == "CBS") return "GM";
    if (says("VEILIGHEIDSREGIO") || name == "VR" || name == "CBS_VR") return "VR";
    if (says("PROVINCIE") || name == "PV" || name == "CBS_PV") return "PV";
    return {};
}

Code read_code(std::string_view written_name, std::string_view written_value) {
    auto name = capitals(written_name);
    auto value = capitals(written_value);
    if (has_form(value, "GM", 4)) return {"GM", value};
    if (has_form(value, "VR", 2)) return {"VR", value};
    if (has_form(value, "PV", 2)) return {"PV", value};
    if (value == "NL" || value == "NL01") return {"NL", "NL"};
    auto scheme = dutch_scheme(name);
    std::size_t digits = scheme == "GM" ? 4 : 2;
    if (!scheme.empty() && all_digits(value) && value.size() <= digits)
        return {std::string(scheme), std::string(scheme) + std::string(digits - value.size(), '0') + value};
    if (name.starts_with("NUTS")) return {"NUTS", value};
    return {name, value};
}

std::vector<Code> codes_of(const SiteArea& site) {
    std::vector<Code> codes;
    for (const auto& written : site.codes) {
        auto colon = written.rfind(':');
        bool named = colon != std::string::npos;
        codes.push_back(named ? read_code(written.substr(0, colon), written.substr(colon + 1))
                              : read_code({}, written));
    }
    return codes;
}

// NUTS codes of a larger area are the beginning of those inside it.
bool same_code(const Code& one, const Code& other) {
    bool same_scheme = one.scheme == other.scheme || one.scheme.empty() || other.scheme.empty();
    if (!same_scheme) return false;
    if (one.value == other.value) return true;
    return one.scheme == "NUTS" && other.scheme == "NUTS" &&
           (one.value.starts_with(other.value) || other.value.starts_with(one.value));
}

AreaVerdict match_code(const Code& code, const std::vector<Code>& site) {
    bool comparable = false;
    for (const auto& own : site) {
        bool in_netherlands = own.scheme == "GM" || own.scheme == "VR" || own.scheme == "PV";
        if (same_code(code, own) || (code.scheme == "NL" && in_netherlands)) return AreaVerdict::Inside;
        comparable = comparable || (!code.scheme.empty() && code.scheme == own.scheme);
    }
    return comparable ? AreaVerdict::Outside : AreaVerdict::Undetermined;
}

// What the parts of an area say, taken together.
struct Votes {
    bool inside = false;
    bool outside = false;
    std::string undecided;  // why, of the first part that could not be decided

    void add(AreaVerdict verdict, std::string_view doubt) {
        inside = inside || verdict == AreaVerdict::Inside;
        outside = outside || verdict == AreaVerdict::Outside;
        if (verdict == AreaVerdict::Undetermined && undecided.empty()) undecided = doubt;
    }
    [[nodiscard]] AreaMatch result() const {
        if (inside) return {AreaVerdict::Inside, "the site lies in the area"};
        if (!undecided.empty()) return {AreaVerdict::Undetermined, undecided};
        if (outside) return {AreaVerdict::Outside, "the site lies outside the area"};
        return {AreaVerdict::Undetermined, "the alert gives no area"};
    }
};

AreaVerdict verdict_of(bool inside) {
    return inside ? AreaVerdict::Inside : AreaVerdict::Outside;
}

// Whether the shapes alone settle the matter.
enum class Settled { No, Yes };

Settled add_shapes(const Area& area, const SiteArea& site, Votes& votes) {
    if (area.geometry_lost) votes.add(AreaVerdict::Undetermined, "part of the area could not be read");
    if (area.polygons.empty() && area.circles.empty()) return Settled::No;
    if (!site.position) {
        votes.add(AreaVerdict::Undetermined, "the position of the site is not known");
        return Settled::No;
    }
    auto point = *site.position;
    bool excluded =
        std::any_of(area.holes.begin(), area.holes.end(), [&](const Polygon& hole) { return contains(hole, point); });
    bool only_points = area.polygons.empty();
    for (const auto& polygon : area.polygons) votes.add(verdict_of(!excluded && contains(polygon, point)), {});
    for (const auto& circle : area.circles) {
        bool is_point = circle.radius_km <= 0;
        only_points = only_points && is_point;
        bool inside = !excluded && distance_km(circle.centre, point) <= circle.radius_km;
        votes.add(is_point ? AreaVerdict::Undetermined : verdict_of(inside), "the alert gives a point, not an area");
    }
    return only_points || area.geometry_lost ? Settled::No : Settled::Yes;
}

// Beside a usable shape a code says the same thing once more (CAP 1.2 section 3.2.4, geocode), so one from a list that
// is not known here raises no doubt.
void add_codes(const Area& area, const SiteArea& site, Settled by_shapes, Votes& votes) {
    auto own = codes_of(site);
    for (const auto& geocode : area.geocodes) {
        std::string list = geocode.value;
        std::replace_if(list.begin(), list.end(), [](char letter) { return letter == ',' || letter == ';'; }, ' ');
        std::replace(list.begin(), list.end(), '\n', ' ');
        for (auto value : split(list, ' ')) {
            if (trim(value).empty()) continue;
            auto verdict = match_code(read_code(geocode.name, value), own);
            if (verdict == AreaVerdict::Undetermined && by_shapes == Settled::Yes) continue;
            votes.add(verdict, "an area code is not known here");
        }
    }
}

void add_area(const Area& area, const SiteArea& site, Votes& votes) {
    auto settled = add_shapes(area, site, votes);
    add_codes(area, site, settled, votes);
    bool says_nothing = area.polygons.empty() && area.circles.empty() && area.geocodes.empty();
    if (says_nothing) votes.add(AreaVerdict::Undetermined, "the area is only described in words");
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

// East of `from` by so many degrees, between -180 and 180.
double east_of(double from, double longitude) {
    return std::remainder(longitude - from, 360.0);
}

}  // namespace

AreaMatch match_area(const Area& area, const SiteArea& site) {
    Votes votes;
    add_area(area, site, votes);
    return votes.result();
}

AreaMatch match_areas(const std::vector<Area>& areas, const SiteArea& site) {
    Votes votes;
    for (const auto& area : areas) add_area(area, site, votes);
    return votes.result();
}

// Counts the edges that cross the point's meridian north of it. Measured from the point, an edge that spans more than
// 180 degrees crosses the opposite meridian instead, so longitude 180 needs no special case.
bool contains(const Polygon& polygon, Position point) {
    bool inside = false;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const auto& from = polygon[i];
        const auto& to = polygon[(i + 1) % polygon.size()];
        double x1 = east_of(point.longitude, from.longitude);
        double x2 = east_of(point.longitude, to.longitude);
        double y1 = from.latitude - point.latitude;
        double y2 = to.latitude - point.latitude;
        if (std::abs(x2 - x1) > 180) continue;
        bool on_edge = x1 * y2 == x2 * y1 && x1 * x2 <= 0 && y1 * y2 <= 0;
        if (on_edge) return true;
        if ((x1 > 0) == (x2 > 0)) continue;
        if (y1 - x1 * (y2 - y1) / (x2 - x1) > 0) inside = !inside;
    }
    return inside;
}

double distance_km(Position from, Position to) {
    constexpr double kEarthRadiusKm = 6371.0088;
    double latitude = std::sin(radians(to.latitude - from.latitude) / 2);
    double longitude = std::sin(radians(to.longitude - from.longitude) / 2);
    double half_chord =
        latitude * latitude + std::cos(radians(from.latitude)) * std::cos(radians(to.latitude)) * longitude * longitude;
    return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, half_chord)));
}

}  // namespace baken::bulletins
