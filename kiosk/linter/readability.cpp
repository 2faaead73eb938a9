#include "kiosk/linter/readability.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace baken::linter {
namespace {

using bulletins::Block;

// Words that vowels with marks belong to as well: é counts as e.
bool is_vowel(UChar32 letter) {
    constexpr std::string_view kPlain = "aeiouy";
    auto small = u_tolower(letter);
    if (small < 0x80) return kPlain.find(static_cast<char>(small)) != std::string_view::npos;
    return (small >= 0xE0 && small <= 0xE6) || (small >= 0xE8 && small <= 0xEF) || (small >= 0xF2 && small <= 0xF6) ||
           (small >= 0xF9 && small <= 0xFD);
}

bool ends_sentence(UChar32 sign) {
    return sign == '.' || sign == '!' || sign == '?' || sign == 0x2026;
}

// Counts through a text, sentence after sentence.
class Counter {
public:
    void read(const std::string& text, int line) {
        line_ = line;
        auto size = static_cast<std::int32_t>(text.size());
        for (std::int32_t at = 0; at < size;) {
            UChar32 sign = 0;
            U8_NEXT_OR_FFFD(text.data(), at, size, sign);
            take(sign);
        }
        end();
    }
    std::vector<Sentence> sentences;

private:
    void take(UChar32 sign) {
        bool blank = u_isUWhiteSpace(sign) != 0;
        if (blank && stopped_) end();
        if (blank) in_word_ = false;
        stopped_ = ends_sentence(sign);
        if (u_isalpha(sign) == 0) {
            in_vowels_ = false;
            return;
        }
        if (!in_word_) ++now_.words;
        in_word_ = true;
        ++now_.letters;
        bool vowel = is_vowel(sign);
        if (vowel && !in_vowels_) ++now_.syllables;
        in_vowels_ = vowel;
    }
    void end() {
        now_.line = line_;
        if (now_.words > 0) sentences.push_back(now_);
        now_ = {};
        in_word_ = in_vowels_ = stopped_ = false;
    }

    Sentence now_;
    int line_ = 0;
    bool in_word_ = false;
    bool in_vowels_ = false;
    bool stopped_ = false;
};

void read_blocks(const std::vector<Block>& blocks, Counter& counter);

void read_block(const Block& block, Counter& counter) {
    auto read = [&](const bulletins::PageText& text) { counter.read(plain_text(text), block.line); };
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block.content)) {
        read(paragraph->text);
    } else if (const auto* heading = std::get_if<bulletins::Heading>(&block.content)) {
        read(heading->text);
    } else if (const auto* list = std::get_if<bulletins::List>(&block.content)) {
        for (const auto& item : list->items) read_blocks(item.blocks, counter);
    } else if (const auto* callout = std::get_if<bulletins::Callout>(&block.content)) {
        read_blocks(callout->blocks, counter);
    } else if (const auto* table = std::get_if<bulletins::Table>(&block.content)) {
        for (const auto& row : table->rows) {
            for (const auto& cell : row) read(cell);
        }
    }
}

void read_blocks(const std::vector<Block>& blocks, Counter& counter) {
    for (const auto& block : blocks) read_block(block, counter);
}

std::string report_line(const std::string& name, const Readability& page) {
    return fmt::format("{:<44} {:>9} {:>10.1f} {:>7} {:>10.1f} {:>5.0f}\n", name, page.sentences, page.mean_sentence,
                       page.longest_sentence, page.mean_word, page.ease);
}

}  // namespace

std::vector<Sentence> sentences_of(const bulletins::Page& page) {
    Counter counter;
    read_blocks(page.blocks, counter);
    return counter.sentences;
}

Readability readability_of(std::span<const Sentence> sentences, std::string_view language) {
    Readability result;
    double words = 0;
    double letters = 0;
    double syllables = 0;
    for (const auto& sentence : sentences) {
        words += sentence.words;
        letters += sentence.letters;
        syllables += sentence.syllables;
        result.longest_sentence = std::max(result.longest_sentence, sentence.words);
    }
    result.sentences = static_cast<int>(sentences.size());
    if (words == 0) return result;
    result.mean_sentence = words / result.sentences;
    result.mean_word = letters / words;
    bool english = language.starts_with("en");
    result.ease = english ? 206.835 - 1.015 * result.mean_sentence - 84.6 * syllables / words
                          : 206.84 - 0.93 * result.mean_sentence - 77.0 * syllables / words;
    return result;
}

std::string readability_report(Files& files, std::span<const Path> folders, std::vector<Finding>& findings) {
    auto tree = open_tree(files, folders, findings);
    auto report = fmt::format("{:<44} {:>9} {:>10} {:>7} {:>10} {:>5}\n", "page", "sentences", "words each", "longest",
                              "letters", "ease");
    for (const auto* language : {"nl", "en", "nl-x-simple"}) {
        std::vector<Sentence> all;
        for (const auto& root : tree.roots) {
            for (const auto& folder : folders_in(files, root.folder / "pages", findings)) {
                auto bytes = read_file(files, folder / (std::string(language) + ".md"), ByteLimit{64 * 1024}, findings);
                auto page = bytes ? bulletins::parse_page(*bytes) : refuse("page.missing", "");
                if (!page) continue;
                auto sentences = sentences_of(*page);
                report += report_line(folder.filename().string() + "/" + language, readability_of(sentences, language));
                all.insert(all.end(), sentences.begin(), sentences.end());
            }
        }
        report += report_line(std::string("all/") + language, readability_of(all, language));
    }
    return report;
}

}  // namespace baken::linter
