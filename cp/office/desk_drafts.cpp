#include "cp/office/desk_drafts.hpp"

#include <algorithm>

namespace baken::cp {

Result<Draft> DeskDrafts::find(const std::string& id) {
    TRY(auto paper, papers_.find(id));
    return read_draft(paper);
}

Result<std::vector<Draft>> DeskDrafts::all() {
    std::vector<Draft> drafts;
    TRY(auto papers, papers_.all());
    for (const auto& paper : papers) {
        if (auto draft = read_draft(paper)) drafts.push_back(std::move(*draft));
    }
    return drafts;
}

Done DeskDrafts::check_opened(const Draft& draft, const std::string& print) {
    TRY(auto kept, find(draft.id));
    if (print_of(kept) != print) return refuse("desk.conflict", "the draft changed since you opened it");
    if (kept.waits != draft.waits) return refuse("desk.conflict", "the draft was proposed or given back meanwhile");
    return {};
}

Result<std::string> DeskDrafts::begun_as(const Draft& draft) {
    if (!draft.id.empty() || draft.uuid.empty()) return draft.id;
    TRY(auto drafts, all());
    auto found = std::ranges::find_if(drafts, [&](const Draft& kept) {
        return kept.author == draft.author && kept.uuid == draft.uuid && (draft.waits || !kept.waits);
    });
    return found == drafts.end() ? std::string() : found->id;
}

Result<Draft> DeskDrafts::keep(Draft draft, Instant now) {
    TRY(draft.id, papers_.id_for(draft.id, now));
    draft.written = to_rfc3339(now);
    TRY_DONE(papers_.keep(draft.id, json_of(draft)));
    return draft;
}

}  // namespace baken::cp
