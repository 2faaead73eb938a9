#include "kiosk/linter/due_command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/due.hpp"
#include "exchange/bulletins/due_report.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/site.hpp"

namespace baken::linter {
namespace {

using namespace bulletins;

constexpr std::size_t kMostEntries = 10'000;
constexpr int kDeepest = 8;

// What alerts, feeds and distributions are called; in a folder nothing else is looked at.
bool is_cap_name(std::string_view name) {
    constexpr std::string_view kEndings[] = {".xml", ".cap", ".atom", ".rss", ".edxl", ".edxlde"};
    return std::ranges::any_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); });
}

Done collect(Files& files, const Path& path, int depth, std::vector<Path>& found) {
    TRY(auto entries, files.list(path, kMostEntries));
    if (!entries) return refuse("due.path", path.string() + ": there is no such file or folder");
    for (const auto& entry : *entries) {
        if (entry.kind == FolderEntry::Kind::Folder && depth < kDeepest) {
            TRY_DONE(collect(files, path / entry.name, depth + 1, found));
        } else if (entry.kind == FolderEntry::Kind::File && is_cap_name(entry.name)) {
            found.push_back(path / entry.name);
        }
    }
    return {};
}

// Named by hand, a file may be called anything.
Done find_files(Files& files, const Path& path, std::vector<Path>& found) {
    auto entries = files.list(path, kMostEntries);
    if (entries && *entries) return collect(files, path, 0, found);
    auto bytes = files.read(path, ByteLimit{ParseLimits{}.bytes});
    if (bytes && !*bytes) return refuse("due.path", path.string() + ": there is no such file or folder");
    found.push_back(path);
    return {};
}

struct Messages {
    std::vector<Received> received;
    std::vector<RefusedFile> refused;
};

void read_message(Files& files, const Path& path, Instant now, Messages& messages) {
    auto bytes = files.read(path, ByteLimit{ParseLimits{}.bytes});
    auto refused = [&](const Error& error) { messages.refused.push_back({path.string(), error}); };
    if (!bytes) return refused(bytes.error());
    if (!*bytes) return;
    auto alerts = parse_alerts(**bytes);
    if (!alerts) return refused(alerts.error());
    for (auto& one : *alerts) {
        auto came = one.alert.sent ? std::min(one.alert.sent->at, now) : now;
        messages.received.push_back({std::move(one.alert), came, Road::Image});
    }
}

Result<SiteArea> read_site(Files& files, const std::optional<Path>& path) {
    SiteArea area;
    if (!path) return area;
    TRY(auto bytes, files.read(*path, ByteLimit{256 * 1024}));
    if (!bytes) return refuse("due.path", path->string() + ": there is no such file");
    auto site = parse_site(*bytes);
    if (!site) return std::unexpected(std::move(site).error().within(path->string()));
    return area_of(*site);
}

std::string names_of(const Shown& shown) {
    std::string names;
    for (const auto& reason : shown.reasons) names += (names.empty() ? "" : ", ") + std::string(name_of(reason.why));
    return names.empty() ? "in effect" : names;
}

std::string to_text(const Messages& messages, const Due& due, const std::string& language) {
    std::string text;
    for (const auto& shown : due.shown) {
        const auto& alert = messages.received[shown.alert].alert;
        auto choice = choose_language(alert, shown.infos, language);
        const auto& info = alert.infos[choice.blocks.empty() ? shown.infos.front() : choice.blocks.front()];
        text += fmt::format("show {}{}{} [{}] {} ({}; {})\n", name_of(shown.kind), shown.takeover ? ", takeover" : "",
                            shown.exercise ? ", exercise" : "", choice.language, title_of(info), alert.identifier,
                            names_of(shown));
    }
    for (const auto& hidden : due.hidden) {
        text += fmt::format("hide {} ({}; {})\n", messages.received[hidden.alert].alert.identifier, name_of(hidden.why),
                            hidden.words);
    }
    for (const auto& refused : messages.refused)
        text += fmt::format("refuse {} ({})\n", refused.file, refused.error.text());
    return text;
}

}  // namespace

Result<DueAnswer> answer_due(Files& files, const DueQuestion& question) {
    TRY(auto site, read_site(files, question.site));
    std::vector<Path> paths;
    for (const auto& path : question.paths) {
        TRY_DONE(find_files(files, path, paths));
    }
    Messages messages;
    for (const auto& path : paths) read_message(files, path, question.now, messages);
    auto shown = due(messages.received, site, question.now);
    bool json = question.form == DueQuestion::Form::Json;
    auto text = json ? due_report_json(messages.received, shown, question.language, messages.refused)
                     : to_text(messages, shown, question.language);
    return DueAnswer{std::move(text), messages.refused.empty()};
}

}  // namespace baken::linter
