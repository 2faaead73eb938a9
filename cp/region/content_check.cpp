#include "cp/region/content_check.hpp"

#include "exchange/base/ids.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/page.hpp"
#include "exchange/bulletins/page_shelf.hpp"
#include "exchange/bulletins/site.hpp"
#include "exchange/bulletins/situation.hpp"
#include "exchange/bulletins/strings.hpp"
#include "exchange/bulletins/templates.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/trust/publisher.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostContentBytes{64'000'000};

template <typename T>
Done forget(Result<T> read) {
    if (read) return {};
    return std::unexpected(std::move(read).error());
}

// Nobody can tell what such a message comes after, nor when it ends.
Done check_alerts(std::string_view bytes) {
    TRY(auto alerts, bulletins::parse_alerts(bytes));
    for (const auto& one : alerts) {
        if (one.alert.sent) continue;
        return refuse("cap.sent", one.alert.identifier + ": does not say when it was sent",
                      "write <sent> as 2026-11-30T19:00:00+01:00");
    }
    return {};
}

Done check_site(std::string_view name, std::string_view bytes) {
    TRY(auto site, bulletins::parse_site(bytes));
    if (!is_identifier(site.id))
        return refuse("content.site_id", "the site's id is " + site.id + ", and no record can name it so",
                      "use small letters, digits and hyphens, at most 64");
    if (site.id + ".toml" == name) return {};
    return refuse("content.site_id", "the site's id is " + site.id, "name the file after the id");
}

Done check_page_file(std::string_view name, std::string_view bytes) {
    if (name == "page.toml") return forget(bulletins::parse_topic(bytes));
    return name.ends_with(".md") ? forget(bulletins::parse_page(bytes)) : Done{};
}

Done check_template_file(std::string_view name, std::string_view bytes) {
    if (name == "template.toml") return forget(bulletins::parse_template_facts(bytes));
    return name.ends_with(".toml") ? forget(bulletins::parse_template_words(bytes)) : Done{};
}

}  // namespace

Done check_target(std::string_view path, std::string_view bytes) {
    auto name = path.substr(path.rfind('/') + 1);
    if (path == "situation.toml") return forget(bulletins::parse_situation(bytes));
    if (path == records::kCpKeysPath) return forget(records::read_cp_keys(bytes));
    if (path.starts_with("bulletins/")) return check_alerts(bytes);
    if (path.starts_with("sites/") && name.ends_with(".toml")) return check_site(name, bytes);
    if (path.starts_with("strings/")) return forget(bulletins::parse_strings(bytes));
    if (path.starts_with("pages/")) return check_page_file(name, bytes);
    if (path.starts_with("templates/")) return check_template_file(name, bytes);
    return {};
}

Result<CheckedContent> check_content(Files& files, std::span<const Path> roots) {
    trust::TargetSources sources;
    for (const auto& root : roots) {
        TRY(auto found, trust::list_tree(files, root));
        for (auto& [path, source] : found) sources.insert_or_assign(path, std::move(source));
    }
    std::erase_if(sources, [](const auto& file) { return file.second.filename() == "README.md"; });
    CheckedContent content;
    for (const auto& [path, source] : sources) {
        TRY_DONE(add_file(files, content, path, source));
        if (!content.files.contains(path)) return refuse("tree.missing", source.string() + ": is gone");
    }
    return content;
}

Done add_file(Files& files, CheckedContent& content, const std::string& path, const Path& source) {
    TRY(auto bytes, files.read(source, kMostContentBytes));
    if (!bytes) return {};
    if (auto fine = check_target(path, *bytes); !fine) {
        content.findings.push_back(bulletins::finding_of(source.string(), fine.error()));
    }
    content.files[path] = {source, {bytes->size(), {{"sha256", trust::sha256_hex(*bytes)}}}};
    return {};
}

}  // namespace baken::cp
