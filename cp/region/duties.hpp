// Who answers for which files: the roles below "targets" and their path patterns.
//
// "The same everywhere" and "tailored here" are kept apart by keys: a national role signs the guidance and the words on
// the screen, the safety region its bulletins and the situation, a municipality its own sites and local pages.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {

struct Municipality {
    std::string code;                // "GM0406"
    std::vector<std::string> sites;  // ids
    bool operator==(const Municipality&) const = default;
};

// "GM0406=draaikom,havenhuis". Errors: duty.municipality.
[[nodiscard]] Result<Municipality> parse_municipality(std::string_view text);

struct Duty {
    std::string role;
    std::vector<std::string> patterns;  // of target paths
};

[[nodiscard]] Duty duty_of(const Municipality& municipality);

// The delegations of a region, municipalities first: for a local page the municipality is asked before the nation.
[[nodiscard]] std::vector<Duty> duties_of(std::span<const Municipality> municipalities);

// What of these published files a reader would look for in vain once their role answers for this duty.
[[nodiscard]] std::vector<std::string> left_out(const std::map<std::string, trust::FileFacts, std::less<>>& files,
                                                const Duty& duty);
// What is left out was meant: it is of sites in `dropped` alone. Errors: duty.left_out naming the first that is not.
[[nodiscard]] Done check_dropped(const std::vector<std::string>& lost, const std::vector<std::string>& dropped);

}  // namespace baken::cp
