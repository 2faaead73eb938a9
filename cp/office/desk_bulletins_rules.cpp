// The rules by which bulletins go out, and how long records are kept: the settings that desk_bulletins.hpp has doors
// to.
#include "cp/office/desk_bulletins.hpp"
#include "cp/region/json_fields.hpp"

namespace baken::cp {

Result<Response> DeskBulletins::tell_settings(DeskCall& /*call*/) {
    TRY(auto settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    return json_answer({{"two_persons", json_of(std::string(name_of(settings.two_persons)))},
                        {"sender", json_of(settings.sender)},
                        {"sender_name", json_of(settings.sender_name)},
                        {"retention_days", json_of(settings.retention_days)},
                        {"longest_days", json_of(settings.longest_days)}});
}

Result<Response> DeskBulletins::set_settings(DeskCall& call) {
    TRY(auto rule, read_needed(call.body, "two_persons", {20}));
    auto two_persons = two_persons_of(rule);
    if (!two_persons) return refuse("desk.request", "two_persons is never, extreme or always");
    TRY(auto before, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    DeskSettings settings{*two_persons};
    TRY(auto days, read_number(call.body, "retention_days", before.retention_days, 1, kMostRetentionDays));
    TRY(auto longest, read_number(call.body, "longest_days", before.longest_days, 1, kMostRetentionDays));
    settings.retention_days = static_cast<int>(days);
    settings.longest_days = static_cast<int>(longest);
    TRY(settings.sender, read_needed(call.body, "sender", {100}));
    TRY(settings.sender_name, read_line(call.body, "sender_name", {100}));
    TRY_DONE(write_desk_settings(tools_.files, tools_.region.desk_settings(), settings));
    tools_.access.note(call, "settings", "", "two_persons=" + rule);
    tools_.tell();
    return json_answer({});
}

}  // namespace baken::cp
