// How hard a page reads, in figures for Dutch and English.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/page.hpp"
#include "kiosk/linter/tree.hpp"

namespace baken::linter {

struct Sentence {
    int line = 0;
    int words = 0;
    int letters = 0;
    int syllables = 0;  // groups of vowels
};

// The sentences of a page in order; a heading, an item and a cell end one, as do . ! ? before a blank or the end. What
// has no letters is no sentence.
[[nodiscard]] std::vector<Sentence> sentences_of(const bulletins::Page& page);

struct Readability {
    int sentences = 0;
    double mean_sentence = 0;  // words
    int longest_sentence = 0;  // words
    double mean_word = 0;      // letters
    // Flesch reading ease for English, Douma's version of it for Dutch: 100 is very easy, 0 very hard.
    double ease = 0;
};

[[nodiscard]] Readability readability_of(std::span<const Sentence> sentences, std::string_view language);

// A table for people over all Dutch and English pages, easy Dutch too.
[[nodiscard]] std::string readability_report(Files& files, std::span<const Path> folders,
                                             std::vector<Finding>& findings);

}  // namespace baken::linter
