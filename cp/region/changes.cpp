#include "cp/region/changes.hpp"

#include <fmt/format.h>

namespace baken::cp {
namespace {

using Facts = std::map<std::string, trust::FileFacts, std::less<>>;

std::vector<std::string> compare_files(const Facts& before, const Facts& after) {
    std::map<std::string, char> marks;
    for (const auto& [path, facts] : before) marks[path] = '-';
    for (const auto& [path, facts] : after) {
        auto old = before.find(path);
        bool same = old != before.end() && old->second == facts;
        marks[path] = same ? '=' : old == before.end() ? '+' : '~';
    }
    std::vector<std::string> lines;
    for (const auto& [path, mark] : marks) {
        if (mark != '=') lines.push_back(fmt::format("{} {}", mark, path));
    }
    return lines;
}

Result<Edition::Role> read_role(const trust::Publisher& publisher, const std::string& name) {
    TRY(auto targets,
        trust::read_targets(publisher.document(name).value_or(""), name == "targets" ? name : "delegated"));
    return Edition::Role{targets.version, std::move(targets.files)};
}

}  // namespace

Path place_in_repository(const RegionFolder& region, const std::string& target, const trust::FileFacts& facts) {
    auto hash = facts.hashes.find("sha256");
    Path path(target);
    auto name = (hash == facts.hashes.end() ? "" : hash->second + ".") + path.filename().string();
    return region.repository() / "targets" / path.parent_path() / name;
}

Result<Edition> Edition::read(Files& files, const Path& repository) {
    Edition edition;
    TRY(auto publisher, trust::Publisher::open(files, repository));
    auto snapshot = publisher.document("snapshot");
    auto timestamp = publisher.document("timestamp");
    if (!publisher.root() || !snapshot || !timestamp) return edition;
    TRY(auto read_timestamp, trust::read_timestamp(*timestamp));
    TRY(auto read_snapshot, trust::read_snapshot(*snapshot));
    edition.roles["root"] = {publisher.root()->version, {}};
    edition.roles["timestamp"] = {read_timestamp.version, {}};
    edition.roles["snapshot"] = {read_snapshot.version, {}};
    for (const auto& [name, file] : read_snapshot.files) {
        TRY(auto role, read_role(publisher, name));
        edition.roles[name] = std::move(role);
    }
    return edition;
}

Changes compare(const Edition& before, const Edition& after) {
    Changes changes;
    for (const auto& [name, role] : after.roles) {
        auto old = before.roles.find(name);
        auto known = old == before.roles.end() ? Edition::Role{} : old->second;
        if (known.version == role.version) continue;
        changes.roles.push_back({name, known.version, role.version, compare_files(known.files, role.files)});
    }
    return changes;
}

std::string to_text(const Changes& changes) {
    if (changes.roles.empty()) return "nothing changed\n";
    std::string text;
    for (const auto& role : changes.roles) {
        text += role.before == 0 ? fmt::format("{} {}\n", role.name, role.after)
                                 : fmt::format("{} {} -> {}\n", role.name, role.before, role.after);
        for (const auto& file : role.files) text += "  " + file + "\n";
    }
    text += fmt::format("{} files written, {} bytes\n", changes.published.written.size(), changes.published.bytes);
    return text;
}

}  // namespace baken::cp
