#include "cp/office/desk_press.hpp"

#include <fmt/format.h>

#include "cp/hub/request_target.hpp"
#include "cp/office/desk_shelf.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostObjectBytes{64'000'000};
constexpr ByteLimit kMostNote{256};

// Bulletins and the situation are the region's; any other file stays with the role that has it.
bool is_for(const std::string& role, const Edition::Role& published, const std::string& target) {
    bool of_region = target.starts_with("bulletins/") || target == "situation.toml";
    return of_region ? role == "region" : published.files.contains(target);
}

Path note_of(const RegionFolder& region, const std::string& target) {
    return region.desk_issued() / trust::percent_quote(target);
}

}  // namespace

Result<Issue> DeskPress::send(const RegionLock& held, const std::string& target, const Path& file) {
    TRY(auto edition, Edition::read(files_, region_.repository()));
    CheckedContent content;
    for (const auto& [role, published] : edition.roles) {
        if (!is_for(role, published, target)) continue;
        for (const auto& [path, facts] : published.files) {
            content.files[path] = {place_in_repository(region_, path, facts), facts};
        }
    }
    TRY_DONE(add_file(files_, content, target, file));
    TRY(auto changes, publishing_.publish(held, content, {}));
    for (const auto& role : changes.roles) {
        if (role.name == "timestamp") return Issue{role.after, clock_.now()};
    }
    return refuse("desk.same", "this is published already");
}

// Nobody else publishes meanwhile: neither between the reading of what is published and the adding to it, nor while
// this file lies in desk/content and may yet be taken out again.
Result<Issue> DeskPress::publish(const RegionLock& turn, const std::string& target, const std::string& bytes) {
    TRY_DONE(check_target(target, bytes));
    TRY_DONE(guard_.check());
    auto file = region_.desk_content() / target;
    TRY(auto before, files_.read(file, kMostObjectBytes));
    TRY_DONE(files_.make_folder(file.parent_path()));
    TRY_DONE(files_.replace(file, bytes));
    auto issue = send(turn, target, file);
    if (issue) {
        note(target, *issue);
        static_cast<void>(guard_.look());  // or a moment later, in its round
    } else {
        static_cast<void>(before ? files_.replace(file, *before) : files_.remove(file));
    }
    return issue;
}

// Not to know this is no reason to take a publication back.
void DeskPress::note(const std::string& target, const Issue& issue) const {
    auto text = fmt::format("{} {}\n", issue.version, to_rfc3339(issue.at));
    auto file = note_of(region_, target);
    if (files_.make_folder(file.parent_path())) static_cast<void>(files_.replace(file, text));
}

std::optional<Issue> DeskPress::issue_of(const std::string& target) const {
    auto bytes = files_.read(note_of(region_, target), kMostNote);
    if (!bytes || !*bytes) return std::nullopt;
    auto words = split(trim(**bytes), ' ');
    auto at = words.size() == 2 ? parse_rfc3339(words[1]) : std::nullopt;
    auto version = words.empty() ? std::nullopt : parse_number(words[0]);
    if (!at || !version) return std::nullopt;
    return Issue{*version, *at};
}

}  // namespace baken::cp
