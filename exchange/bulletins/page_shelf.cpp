#include "exchange/bulletins/page_shelf.hpp"

#include <algorithm>

#include "exchange/base/toml_reader.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/local_text.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostTopicBytes{16 * 1024};
constexpr ByteLimit kMostPageBytes{64 * 1024};
constexpr std::size_t kMostTopics = 500;
constexpr std::size_t kMostFilesOfTopic = 200;
constexpr std::size_t kKeptPages = 8;
constexpr std::size_t kMostShelfFindings = 200;

bool shares_hazard(const Topic& topic, const Situation& situation) {
    return std::ranges::any_of(topic.hazards, [&](const auto& hazard) {
        return std::ranges::find(situation.hazards, hazard) != situation.hazards.end();
    });
}

int distance(const Topic& topic, const Situation& situation) {
    bool in_phase = std::ranges::find(topic.phases, situation.phase) != topic.phases.end();
    if (in_phase && shares_hazard(topic, situation)) return 0;
    return in_phase ? 1 : 2;
}

}  // namespace

Result<Topic> parse_topic(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostTopicBytes));
    Topic topic;
    topic.icon = table.text("icon");
    topic.order = static_cast<int>(table.number_or("order", 1000, 0, 100'000));
    for (const auto& name : table.texts("phases")) {
        auto phase = phase_of(name);
        if (!phase) table.refuse_key("phases", "may have before, first72 and after");
        topic.phases.push_back(phase.value_or(Phase::Before));
    }
    topic.hazards = table.texts("hazards");
    topic.urgent = table.flag_or("urgent", false);
    TRY_DONE(table.finish());
    return topic;
}

void PageShelf::report(const Path& path, const Error& error) {
    if (findings_.size() < kMostShelfFindings) findings_.push_back(finding_of(path.string(), error));
}

void PageShelf::add_root(Files& files, const Path& root, std::vector<Finding>& findings) {
    disk_ = &files;
    auto folders = files.list(root / "pages", kMostTopics);
    if (!folders) findings.push_back(finding_of((root / "pages").string(), folders.error()));
    if (!folders || !*folders) return;
    for (const auto& entry : **folders) {
        if (entry.kind == FolderEntry::Kind::Folder) add_topic(root / "pages" / entry.name, entry.name, findings);
    }
    std::ranges::sort(topics_, {}, [](const Topic& topic) { return std::tie(topic.order, topic.id); });
}

// A topic whose own file is broken or missing keeps its pages: they are shown without icon, after the others.
void PageShelf::add_topic(const Path& folder, const std::string& id, std::vector<Finding>& findings) {
    auto refused = [&](const Path& path, const Error& error) { findings.push_back(finding_of(path.string(), error)); };
    auto entries = disk_->list(folder, kMostFilesOfTopic);
    if (!entries) return refused(folder, entries.error());
    if (!*entries) return;
    auto known = std::ranges::find(topics_, id, &Topic::id);
    if (known == topics_.end()) {
        topics_.push_back({id, "", 1000, {}, {}, false, {}});
        known = std::prev(topics_.end());
    }
    auto bytes = disk_->read(folder / "page.toml", kMostTopicBytes);
    if (!bytes) refused(folder / "page.toml", bytes.error());
    if (bytes && *bytes) {
        auto topic = parse_topic(**bytes);
        if (!topic) refused(folder / "page.toml", topic.error());
        if (topic) {
            topic->id = id;
            topic->languages = std::move(known->languages);
            *known = std::move(*topic);
        }
    }
    for (const auto& entry : **entries) {
        if (entry.kind == FolderEntry::Kind::File) add_page(id, entry.name, folder);
    }
}

void PageShelf::add_page(const std::string& topic, const std::string& file_name, const Path& folder) {
    if (!file_name.ends_with(".md")) return;
    auto language = file_name.substr(0, file_name.size() - 3);
    if (!is_language_tag(language)) return;
    auto& same = candidates_[{topic, language}];
    same.insert(same.begin(), Candidate{folder / file_name, false, {}});
    auto& languages = std::ranges::find(topics_, topic, &Topic::id)->languages;
    auto place = std::ranges::lower_bound(languages, language);
    if (place == languages.end() || *place != language) languages.insert(place, language);
}

const Topic* PageShelf::topic(std::string_view id) const {
    auto found = std::ranges::find(topics_, id, &Topic::id);
    return found == topics_.end() ? nullptr : &*found;
}

std::vector<const Topic*> PageShelf::topics_for(const Situation& situation) const {
    std::vector<const Topic*> fitting;
    for (const auto& topic : topics_) fitting.push_back(&topic);
    std::ranges::stable_sort(fitting, {}, [&](const Topic* topic) { return distance(*topic, situation); });
    return fitting;
}

const std::optional<std::string>& PageShelf::bytes_of(Candidate& candidate) {
    if (std::exchange(candidate.read, true)) return candidate.bytes;
    auto bytes = disk_->read(candidate.path, kMostPageBytes);
    if (bytes) candidate.bytes = std::move(*bytes);
    if (!bytes) report(candidate.path, bytes.error());
    return candidate.bytes;
}

const PageHead* PageShelf::head_of(const Key& key) {
    auto known = heads_.find(key);
    if (known == heads_.end()) {
        std::optional<PageHead> found;
        auto files = candidates_.find(key);
        if (files == candidates_.end()) return nullptr;
        for (auto& candidate : files->second) {
            const auto& bytes = bytes_of(candidate);
            if (!bytes || found) continue;
            auto head = parse_page_head(*bytes);
            if (head) found = std::move(*head);
            if (!head) report(candidate.path, head.error());
        }
        known = heads_.emplace(key, std::move(found)).first;
    }
    return known->second ? &*known->second : nullptr;
}

std::optional<PageShelf::FoundHead> PageShelf::head(std::string_view topic, std::string_view language) {
    for (const auto& tag : fallback_chain(language)) {
        const auto* head = head_of({std::string(topic), tag});
        if (head != nullptr) return FoundHead{tag, *head};
    }
    return std::nullopt;
}

std::shared_ptr<const PageShelf::FoundPage> PageShelf::page_of(const Key& key) {
    auto kept = std::ranges::find(recent_, key, &std::pair<Key, std::shared_ptr<const FoundPage>>::first);
    if (kept != recent_.end()) return kept->second;
    auto files = candidates_.find(key);
    if (files == candidates_.end()) return nullptr;
    for (auto& candidate : files->second) {
        const auto& bytes = bytes_of(candidate);
        if (!bytes) continue;
        auto page = parse_page(*bytes);
        if (!page) {
            report(candidate.path, page.error());
            continue;
        }
        auto found = std::make_shared<FoundPage>(key.second, candidate.path.parent_path(), std::move(*page));
        if (recent_.size() == kKeptPages) recent_.erase(recent_.begin());
        recent_.emplace_back(key, found);
        return found;
    }
    return nullptr;
}

std::shared_ptr<const PageShelf::FoundPage> PageShelf::page(std::string_view topic, std::string_view language) {
    for (const auto& tag : fallback_chain(language)) {
        if (auto found = page_of({std::string(topic), tag})) return found;
    }
    return nullptr;
}

bool PageShelf::read_some(std::size_t most) {
    for (auto& [key, candidates] : candidates_) {
        for (auto& candidate : candidates) {
            if (candidate.read) continue;
            if (most-- == 0) return true;
            bytes_of(candidate);
        }
    }
    return false;
}

std::vector<PageShelf::File> PageShelf::files() const {
    std::vector<File> all;
    for (const auto& [key, candidates] : candidates_) {
        for (const auto& candidate : candidates) all.push_back({key.first, key.second, candidate.path});
    }
    return all;
}

}  // namespace baken::bulletins
