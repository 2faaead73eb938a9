// The view tree: what is on the screen, said once. Drawing, hit-testing, keyboard focus, reading aloud and tests all
// follow from it. A screen is a plain function from a model to a View; nothing in here knows a pixel.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/text/paragraph.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/ui/theme.hpp"

namespace baken::draw {
class Picture;
class QrCode;
}  // namespace baken::draw

namespace baken::ui {

// What an element is to somebody who cannot see it. Words of the ARIA roles.
enum class Role : std::uint8_t {
    None,
    Heading,
    Text,
    Button,
    Image,
    List,
    ListItem,
    Status,
    Alert,
    Banner,
    Main,
    Toolbar,
    Dialog,
    TextBox
};

// What a press means: a word the app knows and what it is about ("open-bulletin", identifier). Empty: not pressable.
struct Action {
    std::string verb;
    std::string object;
    bool operator==(const Action&) const = default;
    [[nodiscard]] bool empty() const { return verb.empty(); }
};

enum class Flow : std::uint8_t {
    Column,  // children below each other, as wide as the parent
    Row,     // beside each other; in right-to-left screens the first is at the right
    Wrap,    // a row that goes on below when it is full
    Grid,    // equal cells, as many columns as fit cell_min
    Stack,   // on top of each other
    Scroll,  // one child, taller than the place it has; buttons beside it
};
enum class Place : std::uint8_t { Start, Center, End, Stretch };

struct Insets {
    Mm x{};  // left and right
    Mm y{};  // top and bottom
    bool operator==(const Insets&) const = default;
};

struct TextPart {
    std::vector<text::Span> spans;
    Type type = Type::Body;
    text::Align align = text::Align::Start;
    int max_lines = 0;
    text::LineSpacing spacing = text::LineSpacing::Normal;
};
struct IconPart {
    std::string name;
    Mm size = 8_mm;            // grows with the text size
    bool directional = false;  // an arrow: mirrored in right-to-left screens
};
struct PicturePart {
    std::shared_ptr<const draw::Picture> picture;
    Mm most_wide = 100_mm;
    Mm most_high = 60_mm;
};
struct QrPart {
    std::shared_ptr<const draw::QrCode> code;
    Mm size = 50_mm;
};
struct TrianglePart {
    Mm size = 14_mm;
};
// What is being typed: as many lines as are given room, those around the caret when there are more. Set on its own, in
// the direction of its own first letter, so that nothing typed can turn the words around it.
struct FieldPart {
    std::string text;
    std::size_t caret = 0;  // bytes
    bool active = false;    // only then the caret is drawn
    int lines = 1;
};
using Part = std::variant<std::monostate, TextPart, IconPart, PicturePart, QrPart, TrianglePart, FieldPart>;

// The words on the two buttons beside something that scrolls, and which part of the app's state holds its position.
struct ScrollPart {
    std::string id;
    std::string up;
    std::string down;
};

struct View {
    // Meaning
    Role role = Role::None;
    std::string name;  // what a test taps and a reader hears; a Text without one is its own words
    Action action;
    bool selected = false;
    std::string language;  // of the words inside; empty: as the parent's
    std::string value;     // of a TextBox: what is in it

    // Layout
    Flow flow = Flow::Column;
    Insets padding;
    Mm gap{};
    Mm least_wide{};
    Mm least_high{};
    Mm most_wide{};              // zero: no bound
    Mm cell_least{};             // Grid: the least width of a cell
    int most_columns = 0;        // Grid: zero means as many as fit
    double grow = 0;             // share of what is left over along the parent's flow
    Place along = Place::Start;  // children along the flow when nothing grows; Stretch (Wrap): spread over the line
    Place across = Place::Stretch;
    bool even = false;      // Row: all children the same width; Column: the same height
    bool optional = false;  // may be left out, last one first, when a Row or Column has no room for it

    // Look
    Tone fill = Tone::None;
    Tone border = Tone::None;
    Tone ink = Tone::None;  // None: as the parent's
    Mm border_width = 0.4_mm;
    Mm radius{};
    bool round_start_only = false;  // the coloured end of a card: only the corners at the start are round

    Part part;
    std::optional<ScrollPart> scroll;
    std::vector<View> children;

    // Words in the order in which one sets a table: View{}.padded(..).gapped(..).filled(..). Each changes this view.
    View&& padded(Mm all) && {
        padding = {all, all};
        return std::move(*this);
    }
    View&& padded(Mm x, Mm y) && {
        padding = {x, y};
        return std::move(*this);
    }
    View&& gapped(Mm between) && {
        gap = between;
        return std::move(*this);
    }
    View&& filled(Tone tone) && {
        fill = tone;
        return std::move(*this);
    }
    View&& inked(Tone tone) && {
        ink = tone;
        return std::move(*this);
    }
    View&& bordered(Tone tone, Mm width = 0.4_mm) && {
        border = tone;
        border_width = width;
        return std::move(*this);
    }
    View&& rounded(Mm by) && {
        radius = by;
        return std::move(*this);
    }
    View&& growing(double share = 1) && {
        grow = share;
        return std::move(*this);
    }
    View&& aligned(Place along_flow, Place across_flow) && {
        along = along_flow;
        across = across_flow;
        return std::move(*this);
    }
    View&& at_least(Mm wide, Mm high) && {
        least_wide = wide;
        least_high = high;
        return std::move(*this);
    }
    View&& at_most_wide(Mm wide) && {
        most_wide = wide;
        return std::move(*this);
    }
    View&& named(Role as, std::string called) && {
        role = as;
        name = std::move(called);
        return std::move(*this);
    }
    View&& in_language(std::string tag) && {
        language = std::move(tag);
        return std::move(*this);
    }
    View&& doing(Action what) && {
        action = std::move(what);
        return std::move(*this);
    }
    View&& chosen(bool is) && {
        selected = is;
        return std::move(*this);
    }
    View&& evenly() && {
        even = true;
        return std::move(*this);
    }
    View&& droppable() && {
        optional = true;
        return std::move(*this);
    }
    View&& add(View child) && {
        children.push_back(std::move(child));
        return std::move(*this);
    }
};

// Builders. List arguments are moved from, so that a tree is written as it looks.
template <typename... Children>
View container(Flow flow, Children&&... children) {
    View view;
    view.flow = flow;
    view.children.reserve(sizeof...(children));
    (view.children.push_back(std::forward<Children>(children)), ...);
    return view;
}
template <typename... Children>
View column(Children&&... children) {
    return container(Flow::Column, std::forward<Children>(children)...);
}
template <typename... Children>
View row(Children&&... children) {
    return container(Flow::Row, std::forward<Children>(children)...);
}
template <typename... Children>
View wrap(Children&&... children) {
    return container(Flow::Wrap, std::forward<Children>(children)...);
}
View grid(Mm cell_least, std::vector<View> children);
View scroll(ScrollPart part, View child);
View words(Type type, std::string text, text::Weight weight = text::Weight::Regular);
View words(Type type, std::vector<text::Span> spans);
View centered(View text_view);
View ended(View text_view);
View at_most_lines(View text_view, int lines);
View tight(View text_view);
View icon(std::string name, Mm size, Tone tone = Tone::None);
View arrow(std::string name, Mm size, Tone tone = Tone::None);
// Empty room that grows: pushes what follows to the end.
View spring();

// The words of a view and everything in it, in order, for a name or for reading aloud.
[[nodiscard]] std::string spoken_text(const View& view);

}  // namespace baken::ui
