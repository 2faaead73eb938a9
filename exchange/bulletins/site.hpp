// sites/<site>.toml: one noodsteunpunt, what it is called, what is there now (the menu card), and where else to go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/alert.hpp"
#include "exchange/bulletins/area.hpp"
#include "exchange/bulletins/local_text.hpp"

namespace baken::bulletins {

enum class FacilityStatus : std::uint8_t { Unknown, Available, Limited, NotNow };

[[nodiscard]] std::optional<FacilityStatus> facility_status_of(std::string_view name);
[[nodiscard]] std::string_view name_of(FacilityStatus status);  // "available", "limited", "not-now", "unknown"

struct Facility {
    std::string kind;  // the name of its icon, and of its words: strings "facility.<kind>" when `name` is empty
    FacilityStatus status = FacilityStatus::Unknown;
    LocalText name;
    LocalText note;
    bool operator==(const Facility&) const = default;
};

// Another place to go: an emergency shelter, the general practice, the town hall.
struct Referral {
    std::string kind;  // the name of its icon
    LocalText name;
    std::string address;  // never translated
    LocalText note;
    bool operator==(const Referral&) const = default;
};

struct Municipality {
    std::string name;
    std::string code;  // "GM0406", or empty
    std::string logo;  // a picture, relative to the content root (load_content makes it a path), or empty
    bool operator==(const Municipality&) const = default;
};

struct Radio {
    std::string name;
    std::string frequency;  // as said aloud: "93.1 FM"
    bool operator==(const Radio&) const = default;
};

struct Site {
    std::string id;
    std::string name;
    std::string short_name;  // at most what fits a narrow header; the name when the file gives none
    std::string region;      // safety region, "VR14", or empty
    std::optional<Position> position;
    std::vector<std::string> languages;  // offered here, in this order; never empty
    std::vector<std::string> streets;    // to choose from in a report
    Municipality municipality;
    std::optional<Radio> radio;  // the emergency broadcaster
    std::vector<Facility> facilities;
    std::vector<Referral> referrals;
};

// Errors: toml.*, naming the key and the line. A file without `languages` offers Dutch and English.
[[nodiscard]] Result<Site> parse_site(std::string_view bytes);

// The valueName of a geocode that names one noodsteunpunt by its id.
constexpr std::string_view kSiteScheme = "BAKEN-NSP";

// What due() needs to know of a site: where it is and in which areas, its own id among them ("BAKEN-NSP:draaikom").
[[nodiscard]] SiteArea area_of(const Site& site);

}  // namespace baken::bulletins
