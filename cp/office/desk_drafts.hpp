// Bulletins that are being written or wait for a second person: desk/drafts/<id>.json.
#pragma once

#include <string>
#include <vector>

#include "cp/office/desk_draft.hpp"
#include "cp/office/desk_papers.hpp"

namespace baken::cp {

class DeskDrafts {
public:
    // `files` must outlive this.
    DeskDrafts(Files& files, Path folder) : papers_(files, std::move(folder)) {}

    // Oldest first; a file that cannot be read is left out. Errors: those of Files.
    [[nodiscard]] Result<std::vector<Draft>> all();
    // Errors: desk.missing; those of Files.
    [[nodiscard]] Result<Draft> find(const std::string& id);
    // Is what is kept under this id still what somebody opened, who works on it as `draft`: the draft of this print,
    // waiting or not as it was? Errors: desk.missing; desk.conflict; those of Files.
    [[nodiscard]] Done check_opened(const Draft& draft, const std::string& print);
    // The id of what its author sent of this draft before, and may have got no answer to: under the same uuid, and
    // waiting only where this one waits. Its own id where it has one; empty where nothing is kept. Errors: those of
    // Files.
    [[nodiscard]] Result<std::string> begun_as(const Draft& draft);
    // Gives it an id when it has none. Errors: desk.missing when it has one that is not kept; those of Files.
    [[nodiscard]] Result<Draft> keep(Draft draft, Instant now);
    [[nodiscard]] Done remove(const std::string& id) { return papers_.remove(id); }

private:
    DeskPapers papers_;
};

}  // namespace baken::cp
