// Everything a kiosk shows, read from one or more content roots. A broken file is a finding; everything else loads.
// Where an alert merely departs from the standard it is shown without a finding: its issuer is not ours to correct.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/files.hpp"
#include "exchange/bulletins/alert.hpp"
#include "exchange/bulletins/finding.hpp"
#include "exchange/bulletins/page_shelf.hpp"
#include "exchange/bulletins/site.hpp"
#include "exchange/bulletins/situation.hpp"
#include "exchange/bulletins/strings.hpp"

namespace baken::bulletins {

// An alert and the file it stands in; one file may hold several.
struct LoadedAlert {
    std::string file;
    Alert alert;
};

struct Content {
    std::vector<LoadedAlert> alerts;  // by file name, then as in the file; what is due of them is due()'s to say
    PageShelf pages;
    StringLibrary strings;
    std::optional<Situation> situation;
    std::vector<Site> sites;        // by id; of those in a file named after another none
    std::vector<Finding> findings;  // of what load_content read; pages and strings have their own

    [[nodiscard]] const Site* site(std::string_view id) const;
    // Findings of everything, those of files read since included, each once.
    [[nodiscard]] std::vector<Finding> all_findings() const;
};

// Reads the roots in order; a later root adds to, and wins over, an earlier one. Pages and the bodies of strings are
// read when they are first wanted, so `files` must outlive the content. Never fails: a missing root is a finding.
[[nodiscard]] Content load_content(Files& files, std::span<const Path> roots);

}  // namespace baken::bulletins
