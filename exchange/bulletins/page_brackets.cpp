#include "exchange/bulletins/page_brackets.hpp"

#include <algorithm>
#include <optional>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/page_text.hpp"

namespace baken::bulletins {
namespace {

// "[label](target)" at a place; the sizes are of its parts.
struct Link {
    std::string_view label;
    std::string_view target;  // without a title behind it
    std::size_t size = 0;     // of the whole
};

std::optional<Link> link_at(std::string_view text, std::size_t at) {
    auto label_end = text.find_first_of("[]\n", at + 1);
    bool labelled = label_end != std::string_view::npos && text.substr(label_end, 2) == "](";
    if (!labelled) return std::nullopt;
    auto target_begin = label_end + 2;
    auto target_end = text.find_first_of("[]()\n", target_begin);
    if (target_end == std::string_view::npos || text[target_end] != ')') return std::nullopt;
    auto target = trim(text.substr(target_begin, target_end - target_begin));
    return Link{text.substr(at + 1, label_end - at - 1), target.substr(0, target.find(' ')), target_end + 1 - at};
}

class Taker {
public:
    Taker(std::string_view markdown, int first_line) : from_(markdown), line_(first_line) {
        out_.text = std::string(markdown);
    }

    Unbracketed take() && {
        for (std::size_t at = 0; at < from_.size();) at = step(at);
        return std::move(out_);
    }

private:
    // Deals with one place and gives the next.
    std::size_t step(std::size_t at) {
        if (from_[at] == '\n') ++line_;
        if (from_[at] == '\\' && at + 1 < from_.size() && from_[at + 1] == '[') return at + 2;
        bool picture = from_.substr(at, 2) == "![";
        if (from_[at] != '[' && !picture) return at + 1;
        auto link = link_at(from_, picture ? at + 1 : at);
        if (!link) {
            out_.text[picture ? at + 1 : at] = kOpenBracket;
            return at + (picture ? 2 : 1);
        }
        return picture ? take_picture(at, *link) : take_link(at, *link);
    }

    void hide(std::size_t from, std::size_t size) {
        std::fill_n(out_.text.begin() + static_cast<long>(from), size, kNothing);
    }

    void note(const std::string& check, const std::string& message) {
        out_.findings.push_back({"", line_, check, message});
    }

    std::size_t take_link(std::size_t at, const Link& link) {
        note("page.link", "links do not work here; only their text is shown");
        hide(at, 1);
        auto behind = at + 1 + link.label.size();
        hide(behind, link.size - 1 - link.label.size());
        return at + link.size;
    }

    std::size_t take_picture(std::size_t at, const Link& link) {
        hide(at, link.size + 1);
        auto next = at + link.size + 1;
        if (!is_picture_file(link.target)) {
            note("page.picture", "a picture must be a file beside the page");
            return next;
        }
        if (trim(link.label).empty()) {
            note("page.picture", std::string(link.target) + " needs words for who cannot see it");
        }
        out_.text[at] = kPicture;
        out_.pictures[at] = {std::string(link.target), plain_label(link.label)};
        return next;
    }

    static std::string plain_label(std::string_view label) {
        std::string plain(trim(label));
        std::erase_if(plain, [](char c) { return c == '*' || c == '\\' || c == '`'; });
        return plain;
    }

    std::string_view from_;
    int line_;
    Unbracketed out_;
};

}  // namespace

Unbracketed take_brackets_out(std::string_view markdown, int first_line) {
    return Taker(markdown, first_line).take();
}

}  // namespace baken::bulletins
