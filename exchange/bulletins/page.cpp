#include "exchange/bulletins/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/base/toml_reader.hpp"
#include "exchange/bulletins/page_blocks.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kMostTextBytes = 64 * 1024;

// A page cut at its fences.
struct Parts {
    std::string_view front;
    std::string_view body;
    int body_line = 1;
};

// Takes one line off the text, without its end.
std::string_view take_line(std::string_view& text) {
    auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool has_control_characters(std::string_view text) {
    auto is_control = [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
    };
    return std::ranges::any_of(text, is_control);
}

Result<Parts> cut(std::string_view bytes) {
    if (bytes.size() > kMostTextBytes) {
        return refuse("page.size", fmt::format("{} bytes, at most {} are read", bytes.size(), kMostTextBytes));
    }
    if (!is_utf8(bytes) || has_control_characters(bytes)) {
        return refuse("page.text", "is not plain UTF-8 text", "save the file as UTF-8");
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    auto rest = bytes;
    if (take_line(rest) != "+++") return refuse("page.front_matter", "line 1: the page must begin with a line +++");
    auto front_begin = rest;
    for (int line = 2; !rest.empty(); ++line) {
        auto before = rest.data();
        if (take_line(rest) != "+++") continue;
        auto size = static_cast<std::size_t>(before - front_begin.data());
        return Parts{front_begin.substr(0, size), rest, line + 1};
    }
    return refuse("page.front_matter", "line 1: the line +++ that ends the front matter is missing");
}

// The front matter begins on the second line of the file, so its errors are one line further than TOML thinks.
Error one_line_further(Error error) {
    auto finding = finding_of("", error);
    if (finding.line > 0) error.message = fmt::format("line {}: {}", finding.line + 1, finding.message);
    return error;
}

Result<PageHead> read_head(std::string_view front) {
    TRY(auto table, TomlTable::parse(front, ByteLimit{kMostTextBytes}));
    PageHead head;
    head.title = table.text("title");
    head.summary = table.text_or("summary", "");
    head.reviewed = table.text_or("reviewed", "");
    if (trim(head.title).empty()) table.refuse_key("title", "must not be empty");
    TRY_DONE(table.finish());
    return head;
}

Result<PageHead> head_of(const Parts& parts) {
    auto head = read_head(parts.front);
    if (!head) return std::unexpected(one_line_further(std::move(head).error()));
    return head;
}

}  // namespace

bool ListItem::operator==(const ListItem&) const = default;
bool Callout::operator==(const Callout&) const = default;

std::string plain_text(const PageText& text) {
    std::string plain;
    for (const auto& span : text) plain += span.text;
    return plain;
}

Result<PageHead> parse_page_head(std::string_view bytes) {
    TRY(auto parts, cut(bytes));
    return head_of(parts);
}

Result<Page> parse_page(std::string_view bytes) {
    TRY(auto parts, cut(bytes));
    TRY(auto head, head_of(parts));
    TRY(auto read, read_blocks(parts.body, parts.body_line));
    return Page{std::move(head), std::move(read.blocks), std::move(read.findings)};
}

}  // namespace baken::bulletins
