#include "cp/office/desk_cases.hpp"

#include <algorithm>

#include "cp/region/json_fields.hpp"
#include "exchange/base/ids.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostCaseBytes{64 * 1024};
constexpr std::size_t kMostMatches = 200;

bool names(const DeskCase& what, const std::string& record) {
    return std::ranges::find(what.matches, record) != what.matches.end();
}

Result<DeskCase> read_case(std::string_view bytes) {
    TRY(auto json, read_request(bytes));
    DeskCase what;
    TRY(what.assigned, read_line(json, "assigned", {40}));
    TRY(what.matches, read_list(json, "matches", kMostMatches));
    TRY(what.step, read_line(json, "step", {40}));
    return what;
}

}  // namespace

trust::Json json_of(const DeskCase& what) {
    return json_of(trust::JsonObject{
        {"assigned", json_of(what.assigned)}, {"matches", json_of(what.matches)}, {"step", json_of(what.step)}});
}

Result<DeskCase> DeskCases::find(const std::string& record) {
    if (!is_uuid7(record)) return refuse("desk.request", "id is none");
    TRY(auto bytes, files_->read(folder_ / (record + ".json"), kMostCaseBytes));
    // Less than a record is lost with a damaged note, so it is begun anew.
    return bytes ? read_case(*bytes).value_or(DeskCase{}) : DeskCase{};
}

Done DeskCases::keep(const std::string& record, const DeskCase& what) {
    TRY_DONE(files_->make_folder(folder_));
    return files_->replace(folder_ / (record + ".json"), trust::write_json(json_of(what)));
}

Done DeskCases::assign(const std::string& record, const std::string& user) {
    TRY(auto what, find(record));
    what.assigned = user;
    return keep(record, what);
}

Result<bool> DeskCases::was_told(const std::string& record, const std::string& step) {
    if (step.empty()) return false;
    if (!is_uuid7(step)) return refuse("desk.request", "step is none");
    TRY(auto what, find(record));
    return what.step == step;
}

Done DeskCases::note_told(const std::string& record, const std::string& step, const std::string& who) {
    TRY(auto what, find(record));
    auto before = what;
    what.step = step;
    if (what.assigned.empty()) what.assigned = who;
    return what == before ? Done{} : keep(record, what);
}

Result<bool> DeskCases::are_matched(const std::string& one, const std::string& other) {
    TRY(auto of_one, find(one));
    TRY(auto of_other, find(other));
    return names(of_one, other) || names(of_other, one);
}

Done DeskCases::check_room(const std::string& one, const std::string& other) {
    for (const auto& [record, with] : {std::pair{one, other}, {other, one}}) {
        TRY(auto what, find(record));
        bool full = what.matches.size() >= kMostMatches && !names(what, with);
        if (full) return refuse("desk.request", "this has too many matches");
        // Written as it is: a disk that is full, or takes nothing more, is known before anybody is told.
        TRY_DONE(keep(record, what));
    }
    return {};
}

Done DeskCases::match(const std::string& one, const std::string& other) {
    TRY_DONE(check_room(one, other));
    for (const auto& [record, with] : {std::pair{one, other}, {other, one}}) {
        TRY(auto what, find(record));
        if (names(what, with)) continue;
        what.matches.push_back(with);
        TRY_DONE(keep(record, what));
    }
    return {};
}

}  // namespace baken::cp
