#include "exchange/bulletins/page.hpp"

#include <fmt/format.h>

#include <random>

#include "exchange/base/text.hpp"
#include "tests/bulletins/content_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

std::string describe(const Result<Page>& page) {
    if (!page) return "refused " + page.error().check + ": " + page.error().message + "\n";
    auto text =
        fmt::format("title {}\nsummary {}\nreviewed {}\n", page->head.title, page->head.summary, page->head.reviewed);
    text += trace(page->blocks);
    for (const auto& finding : page->findings) text += "finding" + to_text(finding) + "\n";
    return text;
}

void cases_give_their_trace() {
    for (const auto& folder : case_folders("pages")) {
        check_against(describe(parse_page(read_text(folder / "in.md"))), folder / "expected");
    }
}

void bounds_hold() {
    const std::string front = "+++\ntitle = \"a\"\n+++\n";
    CHECK_REFUSED(parse_page(front + std::string(70'000, 'a')), "page.size");
    CHECK_REFUSED(parse_page(front + "a\x01" + "b"), "page.text");
    CHECK_REFUSED(parse_page(front + "\xC3("), "page.text");
    CHECK_REFUSED(parse_page(front + std::string(60'000, '>')), "page.depth");
    std::string wide = "|";
    for (int i = 0; i < 10'000; ++i) wide += "a|";
    wide += "\n|";
    for (int i = 0; i < 10'000; ++i) wide += "---|";
    CHECK_REFUSED(parse_page(front + wide + "\n|x\n"), "page.table");
}

// What md4c's own tables read past their memory on.
void links_across_cells_are_words() {
    auto page = parse_page("+++\ntitle = \"a\"\n+++\n|[*_*]()\n|-|\n| ![een *mooi*](map/x.3**`l | k[ |\n");
    CHECK_OK(page);
    CHECK_EQ(trace(page->blocks), std::string("table\n  header | *_*\n  row | ![een <mooi>](map/x.3**`l\n"));
}

void lines_are_of_the_file() {
    auto page =
        parse_page("+++\ntitle = \"a\"\n+++\nfirst\nparagraph\n\n- item\n- other\n\n## Two\n\n> [!info]\n> here\n");
    CHECK_OK(page);
    std::string lines;
    for (const auto& block : page->blocks) lines += std::to_string(block.line) + " ";
    CHECK_EQ(lines, std::string("4 7 10 12 "));
}

void head_is_the_same_alone() {
    for (const auto& folder : case_folders("pages")) {
        auto bytes = read_text(folder / "in.md");
        auto head = parse_page_head(bytes);
        auto page = parse_page(bytes);
        if (page) CHECK(head.has_value() && *head == page->head);
    }
}

// Flips, cuts, doubles and inserts bytes of every case; whatever comes out must be a page or a refusal with a name, and
// text that is still UTF-8.
void mutations_never_crash() {
    std::mt19937 dice(20261122);
    auto pick = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice); };
    constexpr std::string_view kSigns = "*_`[]()!|>-#:+&\\<\n 1.\"";
    int pages = 0;
    for (const auto& folder : case_folders("pages")) {
        const auto bytes = read_text(folder / "in.md");
        for (int round = 0; round < 200; ++round) {
            auto changed = bytes;
            for (std::size_t change = 0; change <= pick(6) && !changed.empty(); ++change) {
                auto at = pick(changed.size());
                if (change % 3 == 0) changed[at] = kSigns[pick(kSigns.size())];
                if (change % 3 == 1) changed.insert(at, 1 + pick(3), kSigns[pick(kSigns.size())]);
                if (change % 3 == 2) changed.erase(at, 1 + pick(20));
            }
            auto page = parse_page(changed);
            pages += page ? 1 : 0;
            CHECK(page ? is_utf8(trace(page->blocks)) : !page.error().check.empty());
        }
    }
    CHECK(pages > 100);
}

}  // namespace

int run_page_tests() {
    const CMUnitTest tests[] = {
        test<cases_give_their_trace>("every page case gives its trace"),
        test<bounds_hold>("size, bytes, depth and number of blocks are bounded"),
        test<links_across_cells_are_words>("a link that crosses a cell is words"),
        test<lines_are_of_the_file>("blocks know their line in the file"),
        test<head_is_the_same_alone>("the head read alone is the head of the page"),
        test<mutations_never_crash>("damaged pages are pages or refusals"),
    };
    return run("pages", tests);
}
