#include "kiosk/app/holdings.hpp"

#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"

namespace baken::app {
namespace {

constexpr std::size_t kMostAlertFiles = 2000;

void take_alert(Holdings& holdings, const Path& file, std::string_view bytes) {
    auto parsed = bulletins::parse_alert(bytes);
    if (!parsed) return holdings.findings.push_back(bulletins::finding_of(file.string(), parsed.error()));
    auto sent = parsed->alert.sent;
    auto at = sent ? sent->at : Instant{};
    holdings.alerts.push_back({std::move(parsed->alert), at, bulletins::Road::Image});
}

void read_alerts(Files& files, const Path& root, Holdings& holdings) {
    auto folder = root / "bulletins";
    auto entries = files.list(folder, kMostAlertFiles);
    if (!entries) return holdings.findings.push_back(bulletins::finding_of(folder.string(), entries.error()));
    if (!*entries) return;
    for (const auto& entry : **entries) {
        if (entry.kind != FolderEntry::Kind::File || !entry.name.ends_with(".xml")) continue;
        auto bytes = files.read(folder / entry.name, ByteLimit{bulletins::ParseLimits{}.bytes});
        if (bytes && *bytes) {
            take_alert(holdings, folder / entry.name, **bytes);
        } else if (!bytes) {
            holdings.findings.push_back(bulletins::finding_of((folder / entry.name).string(), bytes.error()));
        }
    }
}

}  // namespace

const bulletins::Site* Holdings::site() const {
    if (const auto* named = content.site(site_id)) return named;
    return content.sites.empty() ? nullptr : &content.sites.front();
}

bulletins::SiteArea Holdings::area() const {
    bulletins::SiteArea area;
    const auto* here = site();
    if (here == nullptr) return area;
    if (here->position) area.position = bulletins::Position{here->position->latitude, here->position->longitude};
    for (const auto& code : {here->municipality.code, here->region}) {
        if (!code.empty()) area.codes.push_back(code);
    }
    return area;
}

bool Holdings::empty() const {
    return alerts.empty() && content.pages.topics().empty();
}

std::shared_ptr<Holdings> load_holdings(Files& files, std::span<const Path> roots, const std::string& site_id) {
    auto holdings = std::make_shared<Holdings>();
    holdings->content = bulletins::load_content(files, roots);
    holdings->site_id = site_id;
    if (!roots.empty()) holdings->root = roots.back();
    for (const auto& root : roots) read_alerts(files, root, *holdings);
    return holdings;
}

}  // namespace baken::app
