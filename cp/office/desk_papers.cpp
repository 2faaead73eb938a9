#include "cp/office/desk_papers.hpp"

#include "cp/region/json_fields.hpp"
#include "exchange/base/ids.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostPaperBytes{512 * 1024};
constexpr std::size_t kMostPapers = 500;

}  // namespace

Result<trust::Json> DeskPapers::find(const std::string& id) {
    auto missing = refuse("desk.missing", "this draft is not there; somebody may have published or removed it");
    if (!is_uuid7(id)) return missing;
    TRY(auto bytes, files_->read(file_of(id), kMostPaperBytes));
    if (!bytes) return missing;
    return read_request(*bytes, kMostPaperBytes.bytes);
}

Result<std::vector<trust::Json>> DeskPapers::all() {
    std::vector<trust::Json> papers;
    TRY(auto listed, files_->list(folder_, kMostPapers * 2));
    if (!listed) return papers;
    for (const auto& entry : *listed) {
        auto id = entry.name.substr(0, entry.name.find('.'));
        if (auto paper = find(id)) papers.push_back(std::move(*paper));
    }
    return papers;
}

Result<std::string> DeskPapers::id_for(const std::string& id, Instant now) {
    if (!id.empty()) {
        TRY([[maybe_unused]] auto before, find(id));
        return id;
    }
    TRY(auto present, all());
    if (present.size() >= kMostPapers) return refuse("desk.drafts", "there are too many drafts; remove some");
    return new_uuid7(now);
}

Done DeskPapers::keep(const std::string& id, const trust::Json& paper) {
    TRY_DONE(files_->make_folder(folder_));
    return files_->replace(file_of(id), trust::write_json(paper));
}

Done DeskPapers::remove(const std::string& id) {
    TRY([[maybe_unused]] auto before, find(id));
    return files_->remove(file_of(id));
}

}  // namespace baken::cp
