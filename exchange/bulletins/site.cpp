#include "exchange/bulletins/site.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "exchange/base/text.hpp"
#include "exchange/base/toml_reader.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostSiteBytes{256 * 1024};
using NamedStatus = std::pair<std::string_view, FacilityStatus>;
constexpr std::array<NamedStatus, 4> kStatuses{{{"unknown", FacilityStatus::Unknown},
                                                {"available", FacilityStatus::Available},
                                                {"limited", FacilityStatus::Limited},
                                                {"not-now", FacilityStatus::NotNow}}};

// "GM0406" after "GM" and four digits; "VR14" after "VR" and two.
bool is_code(std::string_view code, std::string_view letters, std::size_t digits) {
    return code.size() == letters.size() + digits && code.starts_with(letters) &&
           std::ranges::all_of(code.substr(letters.size()), is_digit);
}

// A picture inside the content tree: relative, no way up, no hidden parts.
bool is_inside_tree(std::string_view path) {
    return !path.starts_with('/') && !path.starts_with('.') && path.find("/.") == std::string_view::npos &&
           path.find('\\') == std::string_view::npos;
}

Municipality read_municipality(TomlTable& site) {
    auto table = site.table("municipality");
    if (!table) return {};
    Municipality municipality{table->text("name"), table->text_or("code", ""), table->text_or("logo", "")};
    if (!municipality.code.empty() && !is_code(municipality.code, "GM", 4)) {
        table->refuse_key("code", "must be GM and four digits");
    }
    if (!is_inside_tree(municipality.logo)) table->refuse_key("logo", "must be a file inside the content tree");
    return municipality;
}

std::optional<Position> read_position(TomlTable& site) {
    auto numbers = site.decimals("position");
    if (numbers.empty()) return std::nullopt;
    if (numbers.size() == 2 && std::abs(numbers[0]) <= 90 && std::abs(numbers[1]) <= 180) {
        return Position{numbers[0], numbers[1]};
    }
    site.refuse_key("position", "must be [latitude, longitude] in degrees");
    return std::nullopt;
}

std::vector<std::string> read_languages(TomlTable& site) {
    auto languages = site.texts("languages");
    if (!std::ranges::all_of(languages, is_language_tag)) site.refuse_key("languages", "must be language tags");
    if (languages.empty()) return {"nl", "en"};
    return languages;
}

std::optional<Radio> read_radio(TomlTable& site) {
    auto table = site.table("radio");
    if (!table) return std::nullopt;
    return Radio{table->text("name"), table->text("frequency")};
}

Facility read_facility(TomlTable table) {
    Facility facility;
    facility.kind = table.text("kind");
    auto status = facility_status_of(table.text_or("status", "unknown"));
    if (!status) table.refuse_key("status", "must be available, limited, not-now or unknown");
    facility.status = status.value_or(FacilityStatus::Unknown);
    facility.name = read_local_text(table, "name");
    facility.note = read_local_text(table, "note");
    return facility;
}

Referral read_referral(TomlTable table) {
    Referral referral;
    referral.kind = table.text("kind");
    referral.name = read_local_text(table, "name");
    referral.address = table.text_or("address", "");
    referral.note = read_local_text(table, "note");
    if (referral.name.empty()) table.refuse_key("name", "is needed, in at least one language");
    return referral;
}

}  // namespace

std::optional<FacilityStatus> facility_status_of(std::string_view name) {
    auto found = std::ranges::find(kStatuses, name, &NamedStatus::first);
    if (found == kStatuses.end()) return std::nullopt;
    return found->second;
}

std::string_view name_of(FacilityStatus status) {
    return std::ranges::find(kStatuses, status, &NamedStatus::second)->first;
}

Result<Site> parse_site(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostSiteBytes));
    Site site;
    site.id = table.text("id");
    site.name = table.text("name");
    site.short_name = table.text_or("short_name", site.name);
    site.region = table.text_or("region", "");
    if (!site.region.empty() && !is_code(site.region, "VR", 2)) table.refuse_key("region", "must be VR and two digits");
    site.position = read_position(table);
    site.languages = read_languages(table);
    site.streets = table.texts("streets");
    site.municipality = read_municipality(table);
    site.radio = read_radio(table);
    for (auto& facility : table.tables("facility")) site.facilities.push_back(read_facility(facility));
    for (auto& referral : table.tables("referral")) site.referrals.push_back(read_referral(referral));
    TRY_DONE(table.finish());
    return site;
}

SiteArea area_of(const Site& site) {
    // A message for single sites names them by a code of our own beside the circle around each.
    SiteArea area{site.position, {std::string(kSiteScheme) + ":" + site.id}};
    for (const auto& code : {site.municipality.code, site.region}) {
        if (!code.empty()) area.codes.push_back(code);
    }
    return area;
}

}  // namespace baken::bulletins
