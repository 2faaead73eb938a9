#include <fmt/format.h>

#include <array>

#include "exchange/bulletins/page.hpp"

namespace baken::bulletins {
namespace {

// Writes each block on a line of its own, what is inside it two spaces further.
class Tracer {
public:
    void blocks(const std::vector<Block>& blocks) {
        for (const auto& block : blocks) {
            std::visit([this](const auto& content) { write(content); }, block.content);
        }
    }
    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void line(const std::string& words) { text_ += fmt::format("{:{}}{}\n", "", depth_ * 2, words); }
    void inside(const std::vector<Block>& inner) {
        ++depth_;
        blocks(inner);
        --depth_;
    }

    static std::string written(const PageText& text) {
        std::string words;
        for (const auto& span : text) {
            bool strong = span.emphasis == Emphasis::Strong;
            words += strong ? "<" + span.text + ">" : span.text;
        }
        for (auto at = words.find('\n'); at != std::string::npos; at = words.find('\n')) words.replace(at, 1, "⏎");
        return words;
    }
    static std::string with_icon(const std::string& icon) { return icon.empty() ? "" : " :" + icon + ":"; }

    void write(const Paragraph& paragraph) {
        line("paragraph" + with_icon(paragraph.icon) + " " + written(paragraph.text));
    }
    void write(const Heading& heading) { line(fmt::format("heading {} {}", heading.level, written(heading.text))); }
    void write(const List& list) {
        line(list.kind == List::Kind::Numbered ? fmt::format("list from {}", list.start) : "list");
        ++depth_;
        for (const auto& item : list.items) {
            line("item" + with_icon(item.icon));
            inside(item.blocks);
        }
        --depth_;
    }
    void write(const Table& table) {
        line("table");
        ++depth_;
        row("header", table.header);
        for (const auto& cells : table.rows) row("row", cells);
        --depth_;
    }
    void row(const std::string& kind, const std::vector<PageText>& cells) {
        auto words = kind;
        for (const auto& cell : cells) words += " | " + written(cell);
        line(words);
    }
    void write(const Picture& picture) { line(fmt::format("picture {} \"{}\"", picture.file, picture.description)); }
    void write(const Callout& callout) {
        constexpr std::array<const char*, 4> kNames{"info", "good", "warning", "danger"};
        line(fmt::format("callout {}", kNames.at(static_cast<std::size_t>(callout.kind))));
        inside(callout.blocks);
    }
    void write(const Rule&) { line("rule"); }

    std::string text_;
    int depth_ = 0;
};

}  // namespace

std::string trace(const std::vector<Block>& blocks) {
    Tracer tracer;
    tracer.blocks(blocks);
    return std::move(tracer).take();
}

}  // namespace baken::bulletins
