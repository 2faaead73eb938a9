// What noodsteunpunten report of themselves. Such a report is sealed, and of one class with what staff tell of their
// steps, so the two are told apart by opening them; those that are none, once.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cp/inbox/inbox_office.hpp"

namespace baken::cp {

class SiteReports {
public:
    // The newest of each site, by site; none where no key for records is open. Looks back over thousands of a site's
    // statuses, but opens only so many at once: where a site's report lies behind more, a later call finds it. Used in
    // the desk's lane only. Errors: inbox.store.
    [[nodiscard]] Result<std::vector<KeptRecord>> newest(InboxOffice& office);

private:
    bool is_report(InboxOffice& office, const KeptRecord& status);
    std::optional<KeptRecord> first_of(InboxOffice& office, const std::vector<KeptRecord>& statuses);
    Result<std::optional<KeptRecord>> look_back(InboxOffice& office, const std::string& site);

    std::set<std::string> others_;  // KIOSK/ID of statuses that are no report
    std::size_t left_ = 0;          // how many may be opened yet in this call
};

}  // namespace baken::cp
