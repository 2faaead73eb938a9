#include "exchange/bulletins/content.hpp"

#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostContentBytes{1024 * 1024};
constexpr ByteLimit kMostAlertBytes{ParseLimits{}.bytes};
constexpr std::size_t kMostFiles = 5000;

// Reads one root into the content.
class Loader {
public:
    Loader(Files& files, Content& content) : files_(files), content_(content) {}

    void load(const Path& root) {
        auto seen = files_.list(root, kMostFiles);
        if (!seen) return refused(root, seen.error());
        if (!*seen) return refused(root, Error{"content.root", "there is no such folder", ""});
        content_.pages.add_root(files_, root, content_.findings);
        load_situation(root / "situation.toml");
        list_alerts(root / "bulletins");
        each_file(root / "strings", ".toml", [this](const Path& path, std::string bytes) {
            if (auto added = content_.strings.add(path.string(), std::move(bytes)); !added)
                refused(path, added.error());
        });
        each_file(root / "sites", ".toml",
                  [this, &root](const Path& path, const std::string& bytes) { add_site(root, path, bytes); });
    }

    void load_alerts() {
        for (const auto& [name, path] : alert_files_) {
            auto bytes = read(path, kMostAlertBytes);
            if (!bytes) continue;
            auto parsed = parse_alerts(*bytes);
            if (!parsed) {
                refused(path, parsed.error());
                continue;
            }
            for (auto& one : *parsed) content_.alerts.push_back({path.string(), std::move(one.alert)});
        }
    }

private:
    void refused(const Path& path, const Error& error) {
        content_.findings.push_back(finding_of(path.string(), error));
    }

    std::optional<std::string> read(const Path& path, ByteLimit limit = kMostContentBytes) {
        auto bytes = files_.read(path, limit);
        if (bytes) return std::move(*bytes);
        refused(path, bytes.error());
        return std::nullopt;
    }

    template <typename Take>
    void each_file(const Path& folder, std::string_view suffix, const Take& take) {
        auto entries = files_.list(folder, kMostFiles);
        if (!entries) return refused(folder, entries.error());
        if (!*entries) return;
        for (const auto& entry : **entries) {
            if (entry.kind != FolderEntry::Kind::File || !entry.name.ends_with(suffix)) continue;
            if (auto bytes = read(folder / entry.name)) take(folder / entry.name, std::move(*bytes));
        }
    }

    // A file of a later root stands in for the one of the same name before it, so alerts are read when all are known.
    void list_alerts(const Path& folder) {
        auto entries = files_.list(folder, kMostFiles);
        if (!entries) return refused(folder, entries.error());
        if (!*entries) return;
        for (const auto& entry : **entries) {
            if (entry.kind == FolderEntry::Kind::File && entry.name.ends_with(".xml"))
                alert_files_.insert_or_assign(entry.name, folder / entry.name);
        }
    }

    void load_situation(const Path& path) {
        auto bytes = read(path);
        if (!bytes) return;
        auto situation = parse_situation(*bytes);
        if (situation) content_.situation = std::move(*situation);
        if (!situation) refused(path, situation.error());
    }

    // Who may sign a site is a matter of its file's name, so no other site may stand in it.
    void add_site(const Path& root, const Path& path, const std::string& bytes) {
        auto site = parse_site(bytes);
        if (!site) return refused(path, site.error());
        if (site->id != path.stem()) return refused(path, {"content.site_id", "the site's id is " + site->id, {}});
        auto& logo = site->municipality.logo;
        if (!logo.empty()) logo = (root / logo).string();
        auto place = std::ranges::lower_bound(content_.sites, site->id, {}, &Site::id);
        bool known = place != content_.sites.end() && place->id == site->id;
        if (known) *place = std::move(*site);
        if (!known) content_.sites.insert(place, std::move(*site));
    }

    Files& files_;
    Content& content_;
    std::map<std::string, Path> alert_files_;
};

}  // namespace

const Site* Content::site(std::string_view id) const {
    auto found = std::ranges::find(sites, id, &Site::id);
    return found == sites.end() ? nullptr : &*found;
}

std::vector<Finding> Content::all_findings() const {
    auto all = findings;
    for (const auto& more : {pages.findings(), strings.findings()}) {
        for (const auto& finding : more) {
            if (std::ranges::find(all, finding) == all.end()) all.push_back(finding);
        }
    }
    return all;
}

Content load_content(Files& files, std::span<const Path> roots) {
    Content content;
    Loader loader(files, content);
    for (const auto& root : roots) loader.load(root);
    loader.load_alerts();
    return content;
}

}  // namespace baken::bulletins
