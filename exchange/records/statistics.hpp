// Counts for the pilot's evaluation that tell nothing of anyone: per hour by kind, by category and by language, each on
// its own, never crossed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "exchange/base/time.hpp"
#include "exchange/records/record.hpp"

namespace baken::records {

// Counts below this are not given.
constexpr int kLeastCount = 3;

// All that is kept of a record for counting.
struct Counted {
    Instant hour{};  // its beginning, UTC
    Kind kind = Kind::HelpRequest;
    std::string category;  // "food", "medical"; empty for a kind without
    std::string language;
    bool operator==(const Counted&) const = default;
};

// Exercises are not counted: nothing is returned for them.
[[nodiscard]] std::optional<Counted> counted(const Record& record);

enum class Dimension : std::uint8_t { Kind, Category, Language };

struct StatisticsRow {
    Instant hour{};
    Dimension dimension = Dimension::Kind;
    std::string value;  // "help-request", "help-request/food", "uk"
    int count = 0;
    auto operator<=>(const StatisticsRow&) const = default;
};

// By hour, dimension and value. Counts under three are left out; and where what was left out could be reckoned back to
// one or two from the rest, the smallest of the rest is left out too. A category is given only where its kind is.
[[nodiscard]] std::vector<StatisticsRow> statistics(std::span<const Counted> records);

// What one record adds to the counts that are kept: three rows at most, each of one. Kept apart like this, what is
// stored tells nothing of anyone either.
[[nodiscard]] std::vector<StatisticsRow> rows_of(const Counted& record);

// The same, from counts that were kept: rows that are alike add up.
[[nodiscard]] std::vector<StatisticsRow> statistics(std::span<const StatisticsRow> kept);

// "hour,dimension,value,count" and the rows, CRLF as RFC 4180 asks.
[[nodiscard]] std::string to_csv(std::span<const StatisticsRow> rows);

}  // namespace baken::records
