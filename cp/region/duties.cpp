#include "cp/region/duties.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::cp {
namespace {

bool is_small_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// A site's id stands in patterns, so nothing in it may mean something there.
bool is_site_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && is_small_or_digit(id.front()) &&
           std::ranges::all_of(id, [](char letter) { return is_small_or_digit(letter) || letter == '-'; });
}

bool is_municipality_code(std::string_view code) {
    return code.size() == 6 && code.starts_with("GM") &&
           std::ranges::all_of(code.substr(2), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

Result<Municipality> parse_municipality(std::string_view text) {
    auto equals = text.find('=');
    Municipality found{std::string(text.substr(0, equals)), {}};
    if (equals != std::string_view::npos) {
        for (auto site : split(text.substr(equals + 1), ',')) found.sites.emplace_back(site);
    }
    if (!is_municipality_code(found.code) || !std::ranges::all_of(found.sites, is_site_id)) {
        return refuse("duty.municipality", std::string(text) + ": is no municipality and its sites",
                      "write GM0406=first-site,second-site");
    }
    return found;
}

Duty duty_of(const Municipality& municipality) {
    auto code = to_lower_ascii(municipality.code);
    Duty duty{"municipality-" + code, {"pages/local-" + code + "-*/*"}};
    for (const auto& site : municipality.sites) {
        duty.patterns.push_back("sites/" + site + ".*");
    }
    return duty;
}

std::vector<Duty> duties_of(std::span<const Municipality> municipalities) {
    std::vector<Duty> duties;
    for (const auto& municipality : municipalities) duties.push_back(duty_of(municipality));
    duties.push_back({"region", {"bulletins/*", "situation.toml", std::string(records::kCpKeysPath)}});
    duties.push_back({"national", {"pages/*/*", "strings/*", "keyboards/*", "templates/*/*", "icons/*"}});
    return duties;
}

std::vector<std::string> left_out(const std::map<std::string, trust::FileFacts, std::less<>>& files, const Duty& duty) {
    std::vector<std::string> lost;
    for (const auto& [path, facts] : files) {
        bool reached = std::ranges::any_of(
            duty.patterns, [&path](const auto& pattern) { return trust::matches_pattern(pattern, path); });
        if (!reached) lost.push_back(path);
    }
    return lost;
}

Done check_dropped(const std::vector<std::string>& lost, const std::vector<std::string>& dropped) {
    for (const auto& path : lost) {
        auto site = path.substr(path.find('/') + 1);
        site = site.substr(0, site.find('.'));
        if (std::ranges::find(dropped, site) != dropped.end()) continue;
        return refuse("duty.left_out", path + ": would be taken from every screen",
                      fmt::format("name {0} as well, or say --drop {0}", site));
    }
    return {};
}

}  // namespace baken::cp
