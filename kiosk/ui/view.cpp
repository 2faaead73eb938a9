#include "kiosk/ui/view.hpp"

namespace baken::ui {

View grid(Mm cell_least, std::vector<View> children) {
    View view;
    view.flow = Flow::Grid;
    view.cell_least = cell_least;
    view.children = std::move(children);
    return view;
}

View scroll(ScrollPart part, View child) {
    View view;
    view.flow = Flow::Scroll;
    view.grow = 1;
    view.scroll = std::move(part);
    view.children.push_back(std::move(child));
    return view;
}

View words(Type type, std::string text, text::Weight weight) {
    return words(type, std::vector<text::Span>{{std::move(text), weight}});
}

View words(Type type, std::vector<text::Span> spans) {
    View view;
    view.role = Role::Text;
    view.part = TextPart{std::move(spans), type};
    return view;
}

namespace {

TextPart& text_of(View& view) {
    return std::get<TextPart>(view.part);
}

}  // namespace

View centered(View text_view) {
    text_of(text_view).align = text::Align::Center;
    return text_view;
}

View ended(View text_view) {
    text_of(text_view).align = text::Align::End;
    return text_view;
}

View at_most_lines(View text_view, int lines) {
    text_of(text_view).max_lines = lines;
    return text_view;
}

View tight(View text_view) {
    text_of(text_view).spacing = text::LineSpacing::Tight;
    return text_view;
}

View icon(std::string name, Mm size, Tone tone) {
    View view;
    view.part = IconPart{std::move(name), size, false};
    view.ink = tone;
    return view;
}

View arrow(std::string name, Mm size, Tone tone) {
    View view = icon(std::move(name), size, tone);
    std::get<IconPart>(view.part).directional = true;
    return view;
}

View spring() {
    View view;
    view.grow = 1;
    return view;
}

namespace {

void append_words(const View& view, std::string& into) {
    if (const auto* part = std::get_if<TextPart>(&view.part)) {
        if (!into.empty()) into += ' ';
        for (const auto& span : part->spans) into += span.text;
    }
    for (const auto& child : view.children) append_words(child, into);
}

}  // namespace

std::string spoken_text(const View& view) {
    if (!view.name.empty()) return view.name;
    std::string text;
    append_words(view, text);
    return text;
}

}  // namespace baken::ui
