#include "exchange/records/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace baken::records {
namespace {

constexpr std::array<std::string_view, 3> kDimensions{"kind", "category", "language"};

// The first gift stands for the offer, so that an offer is counted once.
std::string category_of(const Body& body) {
    if (const auto* report = std::get_if<EmergencyReport>(&body)) return std::string(name_of(report->incident));
    if (const auto* request = std::get_if<HelpRequest>(&body)) return std::string(name_of(request->need));
    if (const auto* signal = std::get_if<Signal>(&body)) return std::string(name_of(signal->sight));
    const auto* offer = std::get_if<Offer>(&body);
    if (offer != nullptr && !offer->gifts.empty()) return std::string(name_of(offer->gifts.front()));
    return {};
}

using Counts = std::map<std::string, int>;

// Takes out of `counts` what may not be told.
void hide_small(Counts& counts) {
    int hidden = 0;
    for (const auto& [value, count] : counts) hidden += count < kLeastCount ? count : 0;
    std::erase_if(counts, [](const auto& one) { return one.second < kLeastCount; });
    if (hidden == 0 || hidden >= kLeastCount || counts.empty()) return;
    counts.erase(std::ranges::min_element(counts, {}, &Counts::value_type::second));
}

// One hour: how often each value came, categories by the kind they belong to.
struct Hour {
    Counts kinds;
    Counts languages;
    std::map<std::string, Counts> categories;

    void count(const StatisticsRow& row) {
        if (row.dimension == Dimension::Kind) kinds[row.value] += row.count;
        if (row.dimension == Dimension::Language) languages[row.value] += row.count;
        if (row.dimension == Dimension::Category) {
            categories[row.value.substr(0, row.value.find('/'))][row.value] += row.count;
        }
    }
};

void append(std::vector<StatisticsRow>& rows, Instant hour, Dimension dimension, Counts counts) {
    hide_small(counts);
    for (const auto& [value, count] : counts) rows.push_back({hour, dimension, value, count});
}

std::vector<StatisticsRow> rows_of(Instant when, const Hour& hour) {
    std::vector<StatisticsRow> rows;
    append(rows, when, Dimension::Kind, hour.kinds);
    auto kinds = rows;
    for (const auto& kind : kinds) {
        auto categories = hour.categories.find(kind.value);
        if (categories != hour.categories.end()) append(rows, when, Dimension::Category, categories->second);
    }
    append(rows, when, Dimension::Language, hour.languages);
    return rows;
}

}  // namespace

std::optional<Counted> counted(const Record& record) {
    if (record.head.mode == Mode::Exercise) return std::nullopt;
    auto hour = std::chrono::floor<std::chrono::hours>(record.head.created);
    return Counted{hour, kind_of(record), category_of(record.body), record.head.language};
}

std::vector<StatisticsRow> rows_of(const Counted& record) {
    std::string kind(name_of(record.kind));
    std::vector<StatisticsRow> rows{{record.hour, Dimension::Kind, kind, 1},
                                    {record.hour, Dimension::Language, record.language, 1}};
    if (!record.category.empty()) {
        rows.push_back({record.hour, Dimension::Category, kind + "/" + record.category, 1});
    }
    return rows;
}

std::vector<StatisticsRow> statistics(std::span<const Counted> records) {
    std::vector<StatisticsRow> kept;
    for (const auto& record : records) {
        auto rows = rows_of(record);
        kept.insert(kept.end(), rows.begin(), rows.end());
    }
    return statistics(kept);
}

std::vector<StatisticsRow> statistics(std::span<const StatisticsRow> kept) {
    std::map<Instant, Hour> hours;
    for (const auto& row : kept) hours[row.hour].count(row);
    std::vector<StatisticsRow> rows;
    for (const auto& [when, hour] : hours) {
        auto more = rows_of(when, hour);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

std::string to_csv(std::span<const StatisticsRow> rows) {
    std::string csv = "hour,dimension,value,count\r\n";
    for (const auto& row : rows) {
        csv += fmt::format("{},{},{},{}\r\n", to_rfc3339(row.hour),
                           kDimensions.at(static_cast<std::size_t>(row.dimension)), row.value, row.count);
    }
    return csv;
}

}  // namespace baken::records
