#include "exchange/bulletins/page_blocks.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <array>
#include <functional>

#include "exchange/bulletins/page_text.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kDeepest = 8;
// A table header of many columns makes a cell for each in every row; without a bound 64 KB could become a billion
// cells.
constexpr int kMostBlocks = 10'000;
constexpr std::size_t kMostFindings = 100;
// md4c passes on only what is below zero; for anything above it goes on as if all were well.
constexpr int kStop = -1;

// Turns md4c's events into blocks. Nothing here throws but for lack of memory: the calls come through C.
class BlockBuilder {
public:
    BlockBuilder(std::string_view markdown, int first_line) : markdown_(markdown), first_line_(first_line) {
        frames_.push_back({MD_BLOCK_DOC, {}, {}, {}});
    }

    bool enter(MD_BLOCKTYPE type, void* detail);
    bool leave(MD_BLOCKTYPE type, void* detail);
    void enter_span(MD_SPANTYPE type, void* detail);
    void leave_span(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, std::string_view words);

    ReadBlocks take() && { return {std::move(frames_.front().blocks), std::move(findings_)}; }
    [[nodiscard]] int line() const { return line_; }

private:
    // A block that holds others and is not closed yet.
    struct Frame {
        MD_BLOCKTYPE type;
        std::vector<Block> blocks;
        List list;
        Table table;
        int line = 0;
    };

    void close_leaf(int heading_level = 0);
    void add(int line, decltype(Block::content) content) {
        frames_.back().blocks.push_back({std::move(content), line});
    }
    void close_frame();
    void close_quote(Frame& frame);
    void add_cell(MD_BLOCKTYPE type);
    void close_picture();
    void note(const std::string& check, const std::string& message);
    void see(std::string_view words);
    [[nodiscard]] std::size_t depth() const;

    std::string_view markdown_;
    int first_line_;
    int line_ = 0;
    std::size_t seen_offset_ = 0;
    int blocks_ = 0;
    std::vector<Frame> frames_;
    std::vector<Finding> findings_;

    TextBuilder text_;
    int leaf_line_ = 0;
    std::vector<Picture> pictures_;
    std::optional<Picture> picture_;
    bool in_html_ = false;
};

// Text lies inside the markdown, so its place there gives the line. Text of md4c's own making is skipped.
void BlockBuilder::see(std::string_view words) {
    std::less<> before;
    const char* begin = markdown_.data();
    bool outside = before(words.data(), begin) || !before(words.data(), begin + markdown_.size());
    if (outside) return;
    auto offset = static_cast<std::size_t>(words.data() - begin);
    if (line_ == 0) line_ = first_line_;
    if (offset < seen_offset_) return;
    line_ += static_cast<int>(std::ranges::count(markdown_.substr(seen_offset_, offset - seen_offset_), '\n'));
    seen_offset_ = offset;
}

void BlockBuilder::note(const std::string& check, const std::string& message) {
    Finding finding{"", line_, check, message};
    bool known = !findings_.empty() && findings_.back() == finding;
    if (!known && findings_.size() < kMostFindings) findings_.push_back(std::move(finding));
}

std::size_t BlockBuilder::depth() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(frames_, [](const Frame& frame) { return frame.type != MD_BLOCK_LI; }));
}

bool BlockBuilder::enter(MD_BLOCKTYPE type, void* detail) {
    if (++blocks_ > kMostBlocks) return false;
    bool holds_others = type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_LI ||
                        type == MD_BLOCK_TABLE;
    // In a tight list an item's text comes without a paragraph around it, so another block ends that text.
    if (type != MD_BLOCK_TH && type != MD_BLOCK_TD) close_leaf();
    if (type == MD_BLOCK_HTML) {
        in_html_ = true;
        note("page.html", "HTML is left out");
    }
    if (type == MD_BLOCK_CODE) note("page.code", "a block of code is shown as plain text");
    if (type == MD_BLOCK_TR) frames_.back().table.rows.emplace_back();
    if (!holds_others) return true;
    frames_.push_back({type, {}, {}, {}, line_});
    if (type == MD_BLOCK_OL) {
        auto start = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start;
        frames_.back().list = {List::Kind::Numbered, static_cast<int>(std::min(start, 9999U)), {}};
    }
    return depth() <= kDeepest + 1;
}

// Ends the text that is open, if any: a paragraph, or a heading of this level. Pictures that stood among the words come
// after them.
void BlockBuilder::close_leaf(int heading_level) {
    int at = std::max(std::exchange(leaf_line_, 0), first_line_);
    auto text = text_.take();
    if (!text.empty() && heading_level > 0) {
        add(at, Heading{heading_level, std::move(text)});
    } else if (!text.empty()) {
        Paragraph paragraph{"", std::move(text)};
        take_icon(paragraph);
        add(at, std::move(paragraph));
    }
    for (auto& picture : pictures_) add(at, std::move(picture));
    pictures_.clear();
}

void BlockBuilder::add_cell(MD_BLOCKTYPE type) {
    auto& table = frames_.back().table;
    if (!pictures_.empty()) note("page.picture", "a picture inside a table is left out");
    pictures_.clear();
    leaf_line_ = 0;
    table.rows.back().push_back(text_.take());
    if (type != MD_BLOCK_TH) return;
    table.header.push_back(std::move(table.rows.back().back()));
    table.rows.back().pop_back();
}

void BlockBuilder::close_quote(Frame& frame) {
    auto kind = take_callout_kind(frame.blocks);
    if (!kind) note("page.quote", "a quotation must begin with [!danger], [!warning], [!info] or [!good]");
    add(frame.line, Callout{kind.value_or(Callout::Kind::Info), std::move(frame.blocks)});
}

void BlockBuilder::close_frame() {
    auto frame = std::move(frames_.back());
    frames_.pop_back();
    if (!frame.blocks.empty()) frame.line = frame.blocks.front().line;
    if (frame.type == MD_BLOCK_LI) {
        ListItem item{"", std::move(frame.blocks)};
        hoist_icon(item);
        frames_.back().list.items.push_back(std::move(item));
    } else if (frame.type == MD_BLOCK_QUOTE) {
        close_quote(frame);
    } else if (frame.type == MD_BLOCK_TABLE) {
        std::erase_if(frame.table.rows, [](const auto& row) { return row.empty(); });
        add(line_, std::move(frame.table));
    } else {
        auto line = first_line_of(frame.list).value_or(line_);
        add(line, std::move(frame.list));
    }
}

bool BlockBuilder::leave(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
        case MD_BLOCK_H:
            close_leaf(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
            break;
        case MD_BLOCK_HR:
            add(line_, Rule{});
            break;
        case MD_BLOCK_HTML:
            in_html_ = false;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            add_cell(type);
            break;
        case MD_BLOCK_QUOTE:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_LI:
        case MD_BLOCK_TABLE:
            close_leaf();
            close_frame();
            break;
        case MD_BLOCK_P:
        case MD_BLOCK_CODE:
        case MD_BLOCK_DOC:
            close_leaf();
            break;
        default:
            break;
    }
    return true;
}

void BlockBuilder::enter_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) text_.stress();
    if (type == MD_SPAN_A) note("page.link", "links do not work here; only their text is shown");
    if (type == MD_SPAN_IMG && !picture_) {
        const auto& source = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
        see({source.text, source.size});
        picture_ = Picture{std::string(source.text, source.size), ""};
    }
}

void BlockBuilder::close_picture() {
    auto picture = std::move(*picture_);
    picture_.reset();
    if (!is_picture_file(picture.file)) return note("page.picture", "a picture must be a file beside the page");
    if (picture.description.empty()) note("page.picture", picture.file + " needs words for who cannot see it");
    pictures_.push_back(std::move(picture));
}

void BlockBuilder::leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) text_.relax();
    if (type == MD_SPAN_IMG && picture_) close_picture();
}

void BlockBuilder::text(MD_TEXTTYPE type, std::string_view words) {
    see(words);
    if (leaf_line_ == 0) leaf_line_ = line_;
    if (in_html_) return;
    if (type == MD_TEXT_HTML) {
        if (words.starts_with("<br")) text_.soft_break();
        return note("page.html", "HTML is left out");
    }
    std::string entity;
    if (type == MD_TEXT_ENTITY) {
        entity = decode_entity(words);
        if (entity == words) note("page.entity", std::string(words) + " is not known");
        words = entity;
    }
    if (picture_) {
        picture_->description += type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ? " " : words;
    } else if (type == MD_TEXT_SOFTBR) {
        text_.soft_break();
    } else if (type == MD_TEXT_BR) {
        text_.add("\n");
    } else {
        text_.add(words);
    }
}

BlockBuilder& builder(void* user) {
    return *static_cast<BlockBuilder*>(user);
}

MD_PARSER make_parser() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).enter(type, detail) ? 0 : kStop;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).leave(type, detail) ? 0 : kStop;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        builder(user).enter_span(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        builder(user).leave_span(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        builder(user).text(type, {text, size});
        return 0;
    };
    return parser;
}

}  // namespace

Result<ReadBlocks> read_blocks(std::string_view markdown, int first_line) {
    BlockBuilder blocks(markdown, first_line);
    auto parser = make_parser();
    if (md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &blocks) != 0) {
        return refuse("page.depth",
                      fmt::format("line {}: at most {} lists and callouts inside each other, {} blocks in all",
                                  std::max(blocks.line(), first_line), kDeepest, kMostBlocks));
    }
    return std::move(blocks).take();
}

}  // namespace baken::bulletins
