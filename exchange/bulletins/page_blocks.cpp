#include "exchange/bulletins/page_blocks.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <array>
#include <functional>

#include "exchange/bulletins/page_brackets.hpp"
#include "exchange/bulletins/page_text.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kDeepest = 8;
constexpr int kMostBlocks = 10'000;
constexpr std::size_t kMostBlockFindings = 100;
// md4c passes on only what is below zero; for anything above it goes on as if all were well.
constexpr int kStop = -1;

// Turns md4c's events into blocks. Nothing here throws but for lack of memory: the calls come through C.
class BlockBuilder {
public:
    // `source` outlives the builder.
    BlockBuilder(const Unbracketed& source, int first_line)
        : source_(source), markdown_(source.text), first_line_(first_line), findings_(source.findings) {
        frames_.push_back({MD_BLOCK_DOC, {}, {}});
    }

    bool enter(MD_BLOCKTYPE type, void* detail);
    bool leave(MD_BLOCKTYPE type, void* detail);
    void enter_span(MD_SPANTYPE type);
    void leave_span(MD_SPANTYPE type);
    bool text(MD_TEXTTYPE type, std::string_view words);

    ReadBlocks take() && { return {std::move(frames_.front().blocks), std::move(findings_)}; }
    [[nodiscard]] int line() const { return line_; }

private:
    // A block that holds others and is not closed yet.
    struct Frame {
        MD_BLOCKTYPE type;
        std::vector<Block> blocks;
        List list;
        int line = 0;
    };

    void close_leaf(int heading_level = 0);
    void add(int line, decltype(Block::content) content) {
        frames_.back().blocks.push_back({std::move(content), line});
    }
    void close_frame();
    void close_quote(Frame& frame);
    void add_words(std::string_view words);
    [[nodiscard]] std::optional<std::size_t> place_of(std::string_view words) const;
    void note(const std::string& check, const std::string& message);
    void see(std::string_view words);
    [[nodiscard]] std::size_t depth() const;

    const Unbracketed& source_;
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
    bool in_html_ = false;
    bool in_code_ = false;
};

// Where in the markdown these words stand; nothing when md4c made them itself, as it does line ends.
std::optional<std::size_t> BlockBuilder::place_of(std::string_view words) const {
    std::less_equal<> at_most;
    const char* begin = markdown_.data();
    const char* end = begin + markdown_.size();
    if (!at_most(begin, words.data()) || !at_most(words.data(), end)) return std::nullopt;
    if (words.size() > static_cast<std::size_t>(end - words.data())) return std::nullopt;
    return static_cast<std::size_t>(words.data() - begin);
}

// The place of words gives their line.
void BlockBuilder::see(std::string_view words) {
    auto place = place_of(words);
    if (!place) return;
    if (line_ == 0) line_ = first_line_;
    if (*place < seen_offset_) return;
    line_ += static_cast<int>(std::ranges::count(markdown_.substr(seen_offset_, *place - seen_offset_), '\n'));
    seen_offset_ = *place;
}

void BlockBuilder::note(const std::string& check, const std::string& message) {
    Finding finding{"", std::max(line_, first_line_), check, message};
    bool known = !findings_.empty() && findings_.back() == finding;
    if (!known && findings_.size() < kMostBlockFindings) findings_.push_back(std::move(finding));
}

std::size_t BlockBuilder::depth() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(frames_, [](const Frame& frame) { return frame.type != MD_BLOCK_LI; }));
}

bool BlockBuilder::enter(MD_BLOCKTYPE type, void* detail) {
    if (++blocks_ > kMostBlocks) return false;
    bool holds_others = type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_LI;
    // In a tight list an item's text comes without a paragraph around it, so another block ends that text.
    close_leaf();
    if (type == MD_BLOCK_HTML) {
        in_html_ = true;
        note("page.html", "HTML is left out");
    }
    if (type == MD_BLOCK_CODE) {
        in_code_ = true;
        note("page.code", "a block of code is shown as plain text");
    }
    if (!holds_others) return true;
    frames_.push_back({type, {}, {}, line_});
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
        case MD_BLOCK_QUOTE:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_LI:
            close_leaf();
            close_frame();
            break;
        case MD_BLOCK_CODE:
            in_code_ = false;
            close_leaf();
            break;
        case MD_BLOCK_P:
        case MD_BLOCK_DOC:
            close_leaf();
            break;
        default:
            break;
    }
    return true;
}

void BlockBuilder::enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) text_.stress();
    if (type == MD_SPAN_A) note("page.link", "links do not work here; only their text is shown");
}

void BlockBuilder::leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) text_.relax();
}

// Puts back what stood in for brackets and pictures.
void BlockBuilder::add_words(std::string_view words) {
    auto place = place_of(words);
    while (!words.empty()) {
        auto plain = words.substr(0, words.find_first_of(std::string_view("\x01\x02\x03")));
        text_.add(plain);
        words.remove_prefix(plain.size());
        if (words.empty()) return;
        if (words.front() == kOpenBracket) text_.add("[");
        if (words.front() == kPicture && place) {
            auto picture = source_.pictures.find(static_cast<std::size_t>(words.data() - markdown_.data()));
            if (picture != source_.pictures.end()) pictures_.push_back(picture->second);
        }
        words.remove_prefix(1);
    }
}

// False when md4c points outside the text it was given: then nothing it says of this page is to be trusted.
bool BlockBuilder::text(MD_TEXTTYPE type, std::string_view words) {
    bool own_words = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || type == MD_TEXT_NULLCHAR || in_code_ || in_html_;
    if (!own_words && !place_of(words)) return false;
    see(words);
    if (leaf_line_ == 0) leaf_line_ = line_;
    if (in_html_) return true;
    if (type == MD_TEXT_HTML) {
        if (words.starts_with("<br")) text_.soft_break();
        note("page.html", "HTML is left out");
    } else if (type == MD_TEXT_ENTITY) {
        auto decoded = decode_entity(words);
        if (decoded == words) note("page.entity", std::string(words) + " is not known");
        text_.add(decoded);
    } else if (type == MD_TEXT_SOFTBR) {
        text_.soft_break();
    } else if (type == MD_TEXT_BR) {
        text_.add("\n");
    } else if (type != MD_TEXT_NULLCHAR) {
        add_words(words);
    }
    return true;
}

BlockBuilder& builder(void* user) {
    return *static_cast<BlockBuilder*>(user);
}

MD_PARSER make_parser() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).enter(type, detail) ? 0 : kStop;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).leave(type, detail) ? 0 : kStop;
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* user) {
        builder(user).enter_span(type);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        builder(user).leave_span(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        return builder(user).text(type, {text, size}) ? 0 : kStop;
    };
    return parser;
}

}  // namespace

Result<ReadBlocks> read_text(std::string_view markdown, int first_line) {
    auto source = take_brackets_out(markdown, first_line);
    BlockBuilder blocks(source, first_line);
    auto parser = make_parser();
    if (md_parse(source.text.data(), static_cast<MD_SIZE>(source.text.size()), &parser, &blocks) != 0) {
        return refuse("page.depth",
                      fmt::format("line {}: at most {} lists and callouts inside each other, {} blocks in all",
                                  std::max(blocks.line(), first_line), kDeepest, kMostBlocks));
    }
    return std::move(blocks).take();
}

}  // namespace baken::bulletins
