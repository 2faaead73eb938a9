#include "cp/region/desk_content.hpp"

#include <filesystem>
#include <optional>

#include "cp/region/changes.hpp"

namespace baken::cp {
namespace {

std::optional<ContentFile> published(const RegionFolder& region, const Edition& edition, const std::string& target) {
    for (const auto& [name, role] : edition.roles) {
        auto found = role.files.find(target);
        if (found == role.files.end()) continue;
        return ContentFile{place_in_repository(region, target, found->second), found->second};
    }
    return std::nullopt;
}

}  // namespace

Result<DeskContent> read_desk_content(const RegionLock& /*held*/, Files& files, const RegionFolder& region) {
    DeskContent written;
    std::vector<Path> roots{region.desk_content()};
    if (!std::filesystem::is_directory(roots.front())) return written;
    TRY(auto edition, Edition::read(files, region.repository()));
    TRY(auto found, check_content(files, roots));
    for (const auto& [target, file] : found.files) {
        auto present = published(region, edition, target);
        if (!present || present->facts != file.facts) written.unpublished.push_back(file.source);
        if (present) written.published.files.emplace(target, std::move(*present));
    }
    return written;
}

}  // namespace baken::cp
