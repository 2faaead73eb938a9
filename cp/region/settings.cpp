#include "cp/region/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cp/region/toml_text.hpp"
#include "exchange/base/toml_reader.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostSettingsBytes{64 * 1024};
constexpr std::array<std::string_view, 3> kRules{"never", "extreme", "always"};
constexpr std::string_view kDefaultSender = "coordinatiepunt.example";

// CAP 1.2 section 3.2.1: no spaces, commas or restricted characters, as references join them.
bool is_sender(std::string_view text) {
    return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [](char letter) {
        return letter > ' ' && letter < 0x7F && letter != ',' && letter != '<' && letter != '&';
    });
}

}  // namespace

std::string_view name_of(TwoPersons rule) {
    return kRules[static_cast<std::size_t>(rule)];
}

std::optional<TwoPersons> two_persons_of(std::string_view name) {
    auto found = std::ranges::find(kRules, name);
    if (found == kRules.end()) return std::nullopt;
    return static_cast<TwoPersons>(found - kRules.begin());
}

Result<DeskSettings> read_desk_settings(Files& files, const Path& file) {
    DeskSettings settings{.sender = std::string(kDefaultSender)};
    TRY(auto bytes, files.read(file, kMostSettingsBytes));
    if (!bytes) return settings;
    TRY(auto table, TomlTable::parse(*bytes, kMostSettingsBytes));
    auto rule = two_persons_of(table.text_or("two_persons", "extreme"));
    if (!rule) table.refuse_key("two_persons", "is never, extreme or always");
    settings.two_persons = rule.value_or(TwoPersons::Extreme);
    settings.sender = table.text_or("sender", kDefaultSender);
    if (!is_sender(settings.sender)) table.refuse_key("sender", "is no CAP sender");
    settings.sender_name = table.text_or("sender_name", "");
    settings.retention_days =
        static_cast<int>(table.number_or("retention_days", settings.retention_days, 1, kMostRetentionDays));
    settings.longest_days =
        static_cast<int>(table.number_or("longest_days", settings.longest_days, 1, kMostRetentionDays));
    TRY_DONE(table.finish());
    return settings;
}

Done write_desk_settings(Files& files, const Path& file, const DeskSettings& settings) {
    if (!is_sender(settings.sender)) {
        return refuse("desk.settings", "the sender has no spaces and no commas", "write it like an e-mail address");
    }
    TRY_DONE(files.make_folder(file.parent_path()));
    return files.replace(
        file, fmt::format("# Written by the desk.\ntwo_persons = \"{}\"\nsender = {}\nsender_name = {}\n"
                          "retention_days = {}\nlongest_days = {}\n",
                          name_of(settings.two_persons), toml_text(settings.sender), toml_text(settings.sender_name),
                          settings.retention_days, settings.longest_days));
}

}  // namespace baken::cp
