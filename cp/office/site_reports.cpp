#include "cp/office/site_reports.hpp"

#include <algorithm>
#include <map>

namespace baken::cp {
namespace {

// A site's last word on itself is mostly among so many.
constexpr std::size_t kFirstLook = 4;
constexpr std::size_t kPage = 500;
constexpr std::size_t kMostLookedAt = 5'000;
// Beyond the first look, of all sites together; each takes about a fifth of a millisecond.
constexpr std::size_t kMostReportsOpened = 1'000;
constexpr std::size_t kMostReportsKnown = 50'000;

}  // namespace

// One that these keys do not open may be opened by those of somebody else.
bool SiteReports::is_report(InboxOffice& office, const KeptRecord& status) {
    auto name = status.kiosk + "/" + status.id;
    if (left_ == 0 || others_.contains(name)) return false;
    --left_;
    auto record = office.inbox.open(status);
    if (record && records::kind_of(*record) == records::Kind::SituationReport) return true;
    if (!record && record.error().check != "inbox.wiped") return false;
    if (others_.size() >= kMostReportsKnown) others_.clear();
    others_.insert(std::move(name));
    return false;
}

std::optional<KeptRecord> SiteReports::first_of(InboxOffice& office, const std::vector<KeptRecord>& statuses) {
    auto found = std::ranges::find_if(statuses, [&](const auto& status) { return is_report(office, status); });
    return found == statuses.end() ? std::nullopt : std::optional(*found);
}

Result<std::optional<KeptRecord>> SiteReports::look_back(InboxOffice& office, const std::string& site) {
    for (std::size_t skip = kFirstLook; skip < kMostLookedAt && left_ > 0; skip += kPage) {
        TRY(auto page, office.store->statuses_of_site(site, skip, kPage));
        if (auto report = first_of(office, page)) return report;
        if (page.size() < kPage) break;
    }
    return std::nullopt;
}

Result<std::vector<KeptRecord>> SiteReports::newest(InboxOffice& office) {
    std::vector<KeptRecord> reports;
    if (office.keys.sealing.empty()) return reports;
    TRY(auto statuses, office.store->newest_statuses(kFirstLook));
    std::map<std::string, std::vector<KeptRecord>> by_site;
    for (auto& status : statuses) by_site[status.site].push_back(std::move(status));
    left_ = statuses.size() + kMostReportsOpened;
    std::vector<std::string> silent;
    for (const auto& [site, newest] : by_site) {
        auto report = first_of(office, newest);
        if (!report && newest.size() == kFirstLook) silent.push_back(site);
        if (report) reports.push_back(std::move(*report));
    }
    for (const auto& site : silent) {
        TRY(auto report, look_back(office, site));
        if (report) reports.push_back(std::move(*report));
    }
    return reports;
}

}  // namespace baken::cp
