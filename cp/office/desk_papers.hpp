// What somebody at the desk is still at work with: one JSON file for each, FOLDER/<id>.json.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

class DeskPapers {
public:
    // `files` must outlive this.
    DeskPapers(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}

    // Oldest first; a file that cannot be read is left out. Errors: those of Files.
    [[nodiscard]] Result<std::vector<trust::Json>> all();
    // An object. Errors: desk.missing; those of Files.
    [[nodiscard]] Result<trust::Json> find(const std::string& id);
    // The id to keep something under: a new one for an empty one. Errors: desk.missing when `id` is not kept;
    // desk.drafts when there are too many; those of Files.
    [[nodiscard]] Result<std::string> id_for(const std::string& id, Instant now);
    // `id` comes from id_for. Errors: those of Files; what was there before stays then.
    [[nodiscard]] Done keep(const std::string& id, const trust::Json& paper);
    // Errors: desk.missing; those of Files.
    [[nodiscard]] Done remove(const std::string& id);

private:
    [[nodiscard]] Path file_of(const std::string& id) const { return folder_ / (id + ".json"); }

    Files* files_;
    Path folder_;
};

}  // namespace baken::cp
