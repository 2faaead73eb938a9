// What the coordination point decided about its own work: desk/settings.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

// When a second person must look before a bulletin goes out. A wrong emergency number was once sent to a whole country
// by one pair of eyes.
enum class TwoPersons : std::uint8_t { Never, Extreme, Always };
[[nodiscard]] std::string_view name_of(TwoPersons rule);  // "extreme"
[[nodiscard]] std::optional<TwoPersons> two_persons_of(std::string_view name);

struct DeskSettings {
    TwoPersons two_persons = TwoPersons::Extreme;
    std::string sender;       // CAP sender: without spaces and commas
    std::string sender_name;  // as residents read it; empty: the region's name
    // Personal data goes so many days after a record was closed, and so many after it came, closed or not.
    int retention_days = 30;
    int longest_days = 180;
    bool operator==(const DeskSettings&) const = default;
};

constexpr int kMostRetentionDays = 3'650;

// A file that is not there gives the defaults. Errors: toml.*, those of Files.
[[nodiscard]] Result<DeskSettings> read_desk_settings(Files& files, const Path& file);
// Errors: desk.settings when the sender is none; those of Files.
[[nodiscard]] Done write_desk_settings(Files& files, const Path& file, const DeskSettings& settings);

}  // namespace baken::cp
