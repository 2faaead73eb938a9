#include "kiosk/supply/holdings.hpp"

#include <utility>

namespace baken::supply {
namespace {

// What came with the image counts as received when it was sent.
bulletins::Received received_with_image(bulletins::Alert alert, Instant came) {
    auto sent = alert.sent;
    return {std::move(alert), sent ? sent->at : came, bulletins::Road::Image};
}

// The last root that has them.
std::optional<records::CpKeys> find_cp_keys(Files& files, std::span<const Path> roots,
                                            std::vector<bulletins::Finding>& findings) {
    std::optional<records::CpKeys> found;
    for (const auto& root : roots) {
        auto path = root / records::kCpKeysPath;
        auto bytes = files.read(path, ByteLimit{64 * 1024});
        if (!bytes || !*bytes) continue;
        auto keys = records::read_cp_keys(**bytes);
        if (keys) found = std::move(*keys);
        if (!keys) findings.push_back({path.string(), 0, keys.error().check, keys.error().message});
    }
    return found;
}

// Layouts of a later root stand in for those of the same name before it.
void load_keyboards(Files& files, const Path& folder, Holdings& holdings) {
    constexpr std::size_t kMostFiles = 200;
    constexpr ByteLimit kMostBytes{64 * 1024};
    auto entries = files.list(folder, kMostFiles);
    if (!entries || !*entries) return;
    for (const auto& entry : **entries) {
        if (entry.kind != FolderEntry::Kind::File || !entry.name.ends_with(".toml")) continue;
        auto path = folder / entry.name;
        auto bytes = files.read(path, kMostBytes);
        if (!bytes || !*bytes) continue;
        auto layout = ui::parse_keyboard(path.stem().string(), **bytes);
        if (!layout) {
            holdings.content.findings.push_back(bulletins::finding_of(path.string(), layout.error()));
            continue;
        }
        auto id = layout->id;
        holdings.keyboards.layouts[id] = std::make_shared<const ui::KeyboardLayout>(std::move(*layout));
    }
}

}  // namespace

const bulletins::Site* Holdings::site() const {
    // Another place's name and area would be worse than none: without a place every message is shown.
    if (!site_id.empty()) return content.site(site_id);
    return content.sites.empty() ? nullptr : &content.sites.front();
}

bulletins::SiteArea Holdings::area() const {
    const auto* here = site();
    return here == nullptr ? bulletins::SiteArea{} : bulletins::area_of(*here);
}

bool Holdings::empty() const {
    return alerts.empty() && content.pages.topics().empty();
}

std::shared_ptr<Holdings> load_holdings(Files& files, std::span<const Path> roots, const std::string& site_id,
                                        Instant came) {
    auto holdings = std::make_shared<Holdings>();
    holdings->content = bulletins::load_content(files, roots);
    holdings->site_id = site_id;
    if (!site_id.empty() && holdings->content.site(site_id) == nullptr) {
        holdings->content.findings.push_back(
            {"", 0, "site.unknown", "there is no site \"" + site_id + "\" in the content"});
    }
    if (!roots.empty()) holdings->root = roots.back();
    holdings->cp_keys = find_cp_keys(files, roots, holdings->content.findings);
    holdings->roots.assign(roots.begin(), roots.end());
    for (const auto& root : roots) load_keyboards(files, root / "keyboards", *holdings);
    for (auto& loaded : std::exchange(holdings->content.alerts, {})) {
        holdings->alerts.push_back(received_with_image(std::move(loaded.alert), came));
    }
    return holdings;
}

}  // namespace baken::supply
