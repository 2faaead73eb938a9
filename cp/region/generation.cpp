#include "cp/region/generation.hpp"

#include <algorithm>

namespace baken::cp {
namespace {

// Remembers what was there when it was asked for.
class Recorder final : public trust::Repository {
public:
    explicit Recorder(trust::Repository& inner) : inner_(inner) {}
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override {
        auto bytes = inner_.fetch(name, limit);
        if (bytes && *bytes) names_.push_back(name);
        if (bytes && *bytes && name == kTimestampName) timestamp_ = **bytes;
        return bytes;
    }
    [[nodiscard]] const std::string& timestamp() const { return timestamp_; }
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    trust::Repository& inner_;
    std::vector<std::string> names_;
    std::string timestamp_;
};

class MemoryStore final : public trust::TrustedStore {
public:
    Result<std::optional<std::string>> load(std::string_view role) override {
        auto found = documents_.find(role);
        return found == documents_.end() ? std::nullopt : std::optional(found->second);
    }
    Done save(std::string_view role, std::string_view bytes) override {
        documents_[std::string(role)] = bytes;
        return {};
    }
    Done remove(std::string_view role) override {
        if (auto found = documents_.find(role); found != documents_.end()) documents_.erase(found);
        return {};
    }

private:
    std::map<std::string, std::string, std::less<>> documents_;
};

bool is_root(const std::string& name) {
    return name.ends_with(".root.json");
}

}  // namespace

Result<Generation> read_generation(Files& files, const Path& repository, Instant now) {
    trust::FolderRepository folder(files, repository);
    Recorder recorder(folder);
    MemoryStore store;
    const std::string first_root = "metadata/1.root.json";
    TRY(auto root, recorder.fetch(first_root, ByteLimit{trust::UpdaterLimits{}.root_bytes}));
    if (!root) return refuse("repository.missing", repository.string() + ": nothing was published");
    TRY_DONE(store.save("root", *root));
    TRY(auto updater, trust::Updater::begin(store, recorder, now, trust::ExpiryPolicy::Kiosk));
    TRY_DONE(updater.refresh());
    TRY(auto targets, updater.all_targets());
    Generation generation{.timestamp = recorder.timestamp(), .version = updater.timestamp().version};
    std::ranges::copy_if(recorder.names(), std::back_inserter(generation.metadata), is_root);
    // A reader asks for the timestamp, then for what it names, and so on.
    for (auto name = recorder.names().rbegin(); name != recorder.names().rend(); ++name) {
        if (!is_root(*name)) generation.metadata.push_back(*name);
    }
    for (const auto& [path, target] : targets) {
        TRY(generation.targets[path], updater.file_name(target));
        if (auto whole = updater.fetch(target); !whole) return std::unexpected(std::move(whole).error());
    }
    return generation;
}

}  // namespace baken::cp
