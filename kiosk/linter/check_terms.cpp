#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

// The cells of a table row "| a | b |", trimmed.
std::vector<std::string_view> cells_of(std::string_view row) {
    auto inner = row.substr(1);
    if (inner.ends_with('|')) inner.remove_suffix(1);
    std::vector<std::string_view> cells;
    for (auto cell : split(inner, '|')) cells.push_back(trim(cell));
    return cells;
}

bool is_rule(const std::vector<std::string_view>& cells) {
    return std::ranges::all_of(
        cells, [](auto cell) { return !cell.empty() && cell.find_first_not_of("-: ") == std::string_view::npos; });
}

void check_header(Check& check, const Path& path, int line, const std::vector<std::string_view>& header) {
    for (auto language : kLanguages) {
        if (std::ranges::find(header, language) == header.end()) {
            check.add(path, line, "terms.language", fmt::format("there is no column {}", language));
        }
    }
}

void check_row(Check& check, const Path& path, int line, const std::vector<std::string_view>& header,
               const std::vector<std::string_view>& row) {
    if (row.size() != header.size()) {
        return check.add(path, line, "terms.cells",
                         fmt::format("{} cells in a table of {}", row.size(), header.size()));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].empty())
            check.add(path, line, "terms.empty", fmt::format("{} has no word in {}", row[0], header[i]));
    }
}

}  // namespace

// Tables whose first column is "nl" are terms; the rest of the file is for people.
void check_terms(Check& check) {
    if (!check.tree.terms) return;
    const auto& path = *check.tree.terms;
    auto bytes = read_file(check.files, path, ByteLimit{1'000'000}, check.findings);
    if (!bytes) return;
    if (check.glyphs != nullptr) check.glyphs->check(path, *bytes, "nl", check.findings);
    std::vector<std::string_view> header;
    int line = 0;
    for (auto words : split(*bytes, '\n')) {
        ++line;
        bool in_table = words.starts_with('|');
        if (!in_table) header.clear();
        if (!in_table) continue;
        auto cells = cells_of(words);
        if (header.empty() && cells.front() == "nl") {
            header = cells;
            check_header(check, path, line, header);
        } else if (!header.empty() && !is_rule(cells)) {
            check_row(check, path, line, header, cells);
        }
    }
}

}  // namespace baken::linter
