#include "cp/office/desk_sticks.hpp"

#include <algorithm>

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostStickBytes{4'000'000};
constexpr std::size_t kMostKept = 300;
constexpr std::size_t kMostSites = 500;

Result<DeskStick> read_stick(const trust::Json& json) {
    DeskStick stick;
    TRY(auto made, read_needed(json, "made"));
    TRY(auto back, read_line(json, "back"));
    stick.made = parse_rfc3339(made).value_or(Instant{});
    if (!back.empty()) stick.back = parse_rfc3339(back);
    TRY(stick.version, read_number(json, "version", 0, 0, INT64_MAX));
    TRY(stick.by, read_line(json, "by"));
    TRY(stick.sites, read_list(json, "sites", kMostSites));
    TRY(stick.heard_of, read_list(json, "heard_of", kMostSites));
    return stick;
}

}  // namespace

trust::Json json_of_stick(const DeskStick& stick) {
    trust::JsonObject fields{{"made", json_of(to_rfc3339(stick.made))},
                             {"version", json_of(stick.version)},
                             {"by", json_of(stick.by)},
                             {"sites", json_of(stick.sites)},
                             {"heard_of", json_of(stick.heard_of)}};
    if (stick.back) fields["back"] = json_of(to_rfc3339(*stick.back));
    return json_of(std::move(fields));
}

Result<std::vector<DeskStick>> DeskSticks::all() {
    std::vector<DeskStick> sticks;
    TRY(auto bytes, files_->read(file_, kMostStickBytes));
    auto json = trust::parse_json(bytes.value_or("[]"));
    if (!json || json->array() == nullptr) return sticks;
    for (const auto& one : *json->array()) {
        if (auto stick = read_stick(one)) sticks.push_back(std::move(*stick));
    }
    return sticks;
}

Done DeskSticks::write(const std::vector<DeskStick>& sticks) {
    trust::JsonArray array;
    for (const auto& stick : sticks) array.push_back(json_of_stick(stick));
    TRY_DONE(files_->make_folder(file_.parent_path()));
    return files_->replace(file_, trust::write_json(json_of(std::move(array))));
}

Done DeskSticks::add(DeskStick stick) {
    TRY(auto sticks, all());
    sticks.insert(sticks.begin(), std::move(stick));
    if (sticks.size() > kMostKept) sticks.resize(kMostKept);
    return write(sticks);
}

Result<std::optional<DeskStick>> DeskSticks::came_back(Instant made, Instant now,
                                                       const std::vector<std::string>& sites) {
    TRY(auto sticks, all());
    auto found = std::ranges::find(sticks, made, &DeskStick::made);
    if (found == sticks.end()) return std::nullopt;
    found->back = now;
    for (const auto& site : sites) {
        if (std::ranges::find(found->heard_of, site) == found->heard_of.end()) found->heard_of.push_back(site);
    }
    auto stick = *found;
    TRY_DONE(write(sticks));
    return stick;
}

}  // namespace baken::cp
