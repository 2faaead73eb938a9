#include "cp/hub/desk_drafts.hpp"

#include "cp/hub/desk_json.hpp"
#include "exchange/base/ids.hpp"

namespace baken::hub {
namespace {

constexpr ByteLimit kMostBytes{512 * 1024};
constexpr std::size_t kMostDrafts = 500;

}  // namespace

Result<Draft> DeskDrafts::find(const std::string& id) {
    auto missing = refuse("desk.missing", "this draft is not there; somebody may have published or removed it");
    if (!is_uuid7(id)) return missing;
    TRY(auto bytes, files_->read(folder_ / (id + ".json"), kMostBytes));
    if (!bytes) return missing;
    TRY(auto json, read_request(*bytes));
    return read_draft(json);
}

Result<std::vector<Draft>> DeskDrafts::all() {
    std::vector<Draft> drafts;
    TRY(auto listed, files_->list(folder_, kMostDrafts * 2));
    if (!listed) return drafts;
    for (const auto& entry : *listed) {
        auto id = entry.name.substr(0, entry.name.find('.'));
        if (auto draft = find(id)) drafts.push_back(std::move(*draft));
    }
    return drafts;
}

Result<Draft> DeskDrafts::keep(Draft draft, Instant now) {
    if (draft.id.empty()) {
        TRY(auto present, all());
        if (present.size() >= kMostDrafts) return refuse("desk.drafts", "there are too many drafts; remove some");
        draft.id = new_uuid7(now);
    } else {
        TRY(auto before, find(draft.id));
    }
    draft.written = to_rfc3339(now);
    TRY_DONE(files_->make_folder(folder_));
    TRY_DONE(files_->replace(folder_ / (draft.id + ".json"), trust::write_json(json_of(draft))));
    return draft;
}

Done DeskDrafts::remove(const std::string& id) {
    TRY(auto draft, find(id));
    return files_->remove(folder_ / (draft.id + ".json"));
}

}  // namespace baken::hub
