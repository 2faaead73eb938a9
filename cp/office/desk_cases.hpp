// Who handles a record, which offer goes with which request, also of another noodsteunpunt, and under which id
// something was told of it last: desk/cases/<id>.json. Nothing of what residents wrote stands there, only ids and the
// names of staff.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

struct DeskCase {
    std::string assigned;              // name of a user; empty: nobody's
    std::vector<std::string> matches;  // ids of records
    std::string step;                  // the id under which a page told something of it last; empty: under none
    bool operator==(const DeskCase&) const = default;
};

class DeskCases {
public:
    // `files` must outlive this.
    DeskCases(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}

    // One that was never written is empty. Errors: desk.request when the id is none; those of Files.
    [[nodiscard]] Result<DeskCase> find(const std::string& record);
    [[nodiscard]] Done assign(const std::string& record, const std::string& user);
    // Whether what was told of it last was told under this id, a UUID version 7; never under an empty one. Errors:
    // desk.request when one of the two ids is none; those of Files.
    [[nodiscard]] Result<bool> was_told(const std::string& record, const std::string& step);
    // What was told of it last was told under this id, or under none. `who` handles it from now on if it was nobody's
    // and `who` is not empty.
    [[nodiscard]] Done note_told(const std::string& record, const std::string& step, const std::string& who);
    // Whether one of the two names the other: a disk may have failed before each did.
    [[nodiscard]] Result<bool> are_matched(const std::string& one, const std::string& other);
    // Each of the two can take the name of the other, and the disk takes what is known of them. Errors: desk.request
    // when one of them has too many matches for another; those of find(); those of Files.
    [[nodiscard]] Done check_room(const std::string& one, const std::string& other);
    // Each of the two then names the other. After an error of Files it may be one of them, and doing it again ends it.
    // Errors: those of check_room(), neither touched; those of Files.
    [[nodiscard]] Done match(const std::string& one, const std::string& other);

private:
    Done keep(const std::string& record, const DeskCase& what);

    Files* files_;
    Path folder_;
};

[[nodiscard]] trust::Json json_of(const DeskCase& what);

}  // namespace baken::cp
