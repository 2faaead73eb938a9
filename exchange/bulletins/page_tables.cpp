#include "exchange/bulletins/page_tables.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

// The line that begins at this place, with its end.
std::string_view line_at(std::string_view text, std::size_t at) {
    auto end = text.find('\n', at);
    return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

bool is_row(std::string_view line) {
    return line.starts_with('|');
}

// "|---|:--:|"
bool is_rule(std::string_view line) {
    auto marks = trim(line);
    return is_row(marks) && marks.find('-') != std::string_view::npos &&
           marks.find_first_not_of("|-: ") == std::string_view::npos;
}

std::size_t table_size(std::string_view text, std::size_t at) {
    auto header = line_at(text, at);
    if (!is_row(header) || !is_rule(line_at(text, at + header.size()))) return 0;
    auto end = at;
    while (end < text.size() && is_row(line_at(text, end))) end += line_at(text, end).size();
    return end - at;
}

}  // namespace

std::vector<Chunk> cut_tables(std::string_view markdown) {
    std::vector<Chunk> chunks;
    std::size_t begin = 0;
    auto line_of = [line = 0, seen = std::size_t{0}, markdown](std::size_t at) mutable {
        line += static_cast<int>(std::ranges::count(markdown.substr(seen, at - seen), '\n'));
        seen = at;
        return line;
    };
    auto add = [&](Chunk::Kind kind, std::size_t from, std::size_t size) {
        if (size > 0) chunks.push_back({kind, markdown.substr(from, size), line_of(from)});
    };
    for (std::size_t at = 0; at < markdown.size();) {
        auto table = table_size(markdown, at);
        if (table > 0) {
            add(Chunk::Kind::Text, begin, at - begin);
            add(Chunk::Kind::Table, at, table);
            begin = at + table;
        }
        at += table > 0 ? table : line_at(markdown, at).size();
    }
    add(Chunk::Kind::Text, begin, markdown.size() - begin);
    return chunks;
}

std::vector<std::string_view> cells_of_row(std::string_view row) {
    row = trim(row);
    row.remove_prefix(row.starts_with('|') ? 1 : 0);
    std::vector<std::string_view> cells;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
        if (row[at] == '\\') {
            ++at;
        } else if (row[at] == '|') {
            cells.push_back(trim(row.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
    if (begin < row.size()) cells.push_back(trim(row.substr(begin)));
    return cells;
}

}  // namespace baken::bulletins
