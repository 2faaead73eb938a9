// A guidance page: front matter in TOML between two lines of "+++", then CommonMark with tables (page_tables.hpp), read
// to a plain model that a screen can lay out. Nothing of HTML, no links, no addresses: what cannot work here is turned
// into its text.
//
// Two additions of ours. A paragraph may begin with `:name:`, the icon beside it; the icon of a list item's first
// paragraph is the item's. A quotation whose first line is [!danger], [!warning], [!info] or [!good] is a callout.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/finding.hpp"

namespace baken::bulletins {

struct Block;

enum class Emphasis : std::uint8_t { None, Strong };  // *both* and **kinds** are Strong: one way to stress is enough

struct PageSpan {
    std::string text;  // "\n" only where the author forced a line
    Emphasis emphasis = Emphasis::None;
    bool operator==(const PageSpan&) const = default;
};
using PageText = std::vector<PageSpan>;

// The text without emphasis.
[[nodiscard]] std::string plain_text(const PageText& text);

struct Heading {
    int level = 1;  // 1 to 6
    PageText text;
    bool operator==(const Heading&) const = default;
};

struct Paragraph {
    std::string icon;  // a name, or empty
    PageText text;
    bool operator==(const Paragraph&) const = default;
};

struct ListItem {
    std::string icon;  // a name, or empty
    std::vector<Block> blocks;
    bool operator==(const ListItem&) const;
};

struct List {
    enum class Kind : std::uint8_t { Bulleted, Numbered } kind = Kind::Bulleted;
    int start = 1;  // of a numbered list
    std::vector<ListItem> items;
    bool operator==(const List&) const = default;
};

struct Table {
    std::vector<PageText> header;
    std::vector<std::vector<PageText>> rows;  // each as wide as the header
    bool operator==(const Table&) const = default;
};

struct Picture {
    std::string file;         // relative to the page's folder; inside it
    std::string description;  // what it shows, for who cannot see it
    bool operator==(const Picture&) const = default;
};

struct Callout {
    enum class Kind : std::uint8_t { Info, Good, Warning, Danger } kind = Kind::Info;
    std::vector<Block> blocks;
    bool operator==(const Callout&) const;
};

struct Rule {
    bool operator==(const Rule&) const = default;
};

struct Block {
    std::variant<Paragraph, Heading, List, Table, Picture, Callout, Rule> content;
    int line = 0;  // where it begins in the file, from 1
    bool operator==(const Block&) const = default;
};

struct PageHead {
    std::string title;
    std::string summary;   // one sentence, or empty
    std::string reviewed;  // "no", or by whom and when; empty when the file does not say
    bool operator==(const PageHead&) const = default;
};

struct Page {
    PageHead head;
    std::vector<Block> blocks;
    std::vector<Finding> findings;  // without file: page.html, page.link, page.picture, page.code, page.quote,
                                    // page.entity, page.table
};

// The front matter alone. Errors: page.size, page.text, page.front_matter, toml.*.
[[nodiscard]] Result<PageHead> parse_page_head(std::string_view bytes);

// The whole page, at most 64 KB and 8 blocks deep. Errors: those of the head, page.depth, page.table.
[[nodiscard]] Result<Page> parse_page(std::string_view bytes);

// The blocks written out, one a line with indentation, for tests and for comparing translations.
[[nodiscard]] std::string trace(const std::vector<Block>& blocks);

}  // namespace baken::bulletins
