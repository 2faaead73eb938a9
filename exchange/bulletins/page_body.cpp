#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/page_blocks.hpp"
#include "exchange/bulletins/page_tables.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kMostCells = 2'000;  // of one table, those filled up included
constexpr std::size_t kMostBodyFindings = 100;

void append_findings(std::vector<Finding>& to, std::vector<Finding>& from) {
    auto room = kMostBodyFindings - std::min(kMostBodyFindings, to.size());
    if (from.size() > room) from.resize(room);
    std::ranges::move(from, std::back_inserter(to));
}

// What a cell says; anything but words in it is told and left out.
Result<PageText> read_cell(std::string_view cell, int line, ReadBlocks& read) {
    TRY(auto inside, read_text(cell, line));
    append_findings(read.findings, inside.findings);
    if (inside.blocks.empty()) return PageText{};
    auto* paragraph = std::get_if<Paragraph>(&inside.blocks.front().content);
    if (paragraph != nullptr && inside.blocks.size() == 1) return std::move(paragraph->text);
    read.findings.push_back({"", line, "page.table", "a cell may hold words only"});
    return paragraph != nullptr ? std::move(paragraph->text) : PageText{};
}

Result<std::vector<PageText>> read_row(std::string_view row, int line, ReadBlocks& read) {
    std::vector<PageText> words;
    for (auto cell : cells_of_row(row)) {
        if (words.size() == kMostCells) return refuse("page.table", fmt::format("line {}: too many cells", line));
        TRY(auto said, read_cell(cell, line, read));
        words.push_back(std::move(said));
    }
    return words;
}

Done read_table(std::string_view text, int line, ReadBlocks& read) {
    auto lines = split(text, '\n');
    Table table;
    TRY(table.header, read_row(lines.front(), line, read));
    for (std::size_t i = 2; i < lines.size(); ++i) {
        if (trim(lines[i]).empty()) continue;
        int here = line + static_cast<int>(i);
        if ((table.rows.size() + 2) * table.header.size() > kMostCells) {
            return refuse("page.table", fmt::format("line {}: too many cells", here));
        }
        TRY(auto row, read_row(lines[i], here, read));
        row.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    read.blocks.push_back({std::move(table), line});
    return {};
}

}  // namespace

Result<ReadBlocks> read_blocks(std::string_view markdown, int first_line) {
    ReadBlocks read;
    for (const auto& chunk : cut_tables(markdown)) {
        auto line = first_line + chunk.line;
        if (chunk.kind == Chunk::Kind::Table) {
            TRY_DONE(read_table(chunk.text, line, read));
            continue;
        }
        TRY(auto text, read_text(chunk.text, line));
        append_findings(read.findings, text.findings);
        std::ranges::move(text.blocks, std::back_inserter(read.blocks));
    }
    std::ranges::stable_sort(read.findings, {}, &Finding::line);
    auto repeated = std::ranges::unique(read.findings);
    read.findings.erase(repeated.begin(), repeated.end());
    return read;
}

}  // namespace baken::bulletins
