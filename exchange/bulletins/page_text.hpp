// The words inside a block of a page: gathering spans, and what the words at their beginning mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/page.hpp"

namespace baken::bulletins {

// Gathers one block's text from pieces.
class TextBuilder {
public:
    void add(std::string_view words);
    // The end of a line in the file: a space, but nothing between two Han or kana signs or full-width marks.
    void soft_break() { break_pending_ = true; }
    void stress() { ++stress_; }
    void relax() { --stress_; }
    // What was gathered, without white space at its ends; empty when there were no words. Starts anew.
    PageText take();

private:
    PageText spans_;
    int stress_ = 0;
    bool break_pending_ = false;
};

// ":name: words" becomes the icon and the words.
void take_icon(Paragraph& paragraph);

// An item takes the icon of its first paragraph.
void hoist_icon(ListItem& item);

// "[!danger]" at the beginning of a quotation is taken off and gives its kind; nothing when it is not there.
std::optional<Callout::Kind> take_callout_kind(std::vector<Block>& blocks);

// The line the first block of the first item that has one is on.
std::optional<int> first_line_of(const List& list);

// "&amp;" to "&", "&#8364;" to the euro sign; an unknown or forbidden one comes back as it was.
std::string decode_entity(std::string_view entity);

// Is this a PNG, JPEG or SVG file in the page's own folder or below: no way up, no address, nothing hidden?
bool is_picture_file(std::string_view file);

}  // namespace baken::bulletins
