// Who handles a record, and which offer goes with which request, also of another noodsteunpunt: desk/cases/<id>.json.
// Nothing of what residents wrote stands there, only the ids of records and the names of staff.
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
    bool operator==(const DeskCase&) const = default;
};

class DeskCases {
public:
    // `files` must outlive this.
    DeskCases(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}

    // One that was never written is empty. Errors: desk.request when the id is none; those of Files.
    [[nodiscard]] Result<DeskCase> find(const std::string& record);
    [[nodiscard]] Done assign(const std::string& record, const std::string& user);
    // Each of the two then names the other.
    [[nodiscard]] Done match(const std::string& one, const std::string& other);

private:
    Done keep(const std::string& record, const DeskCase& what);

    Files* files_;
    Path folder_;
};

[[nodiscard]] trust::Json json_of(const DeskCase& what);

}  // namespace baken::cp
