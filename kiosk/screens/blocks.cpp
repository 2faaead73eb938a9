#include "kiosk/screens/blocks.hpp"

#include <algorithm>

namespace baken::screens {

using namespace ui;
namespace page = bulletins;

namespace {

std::vector<text::Span> spans_of(const page::PageText& text, text::Weight base = text::Weight::Regular) {
    std::vector<text::Span> spans;
    for (const auto& span : text) {
        bool strong = span.emphasis == page::Emphasis::Strong;
        spans.push_back({span.text, strong ? text::Weight::Bold : base});
    }
    return spans;
}

struct BlockViews {
    const Setting& setting;
    const NamedPictures& pictures;

    View all(const std::vector<page::Block>& blocks) const {
        View views = column().gapped(3.5_mm);
        for (const auto& block : blocks) {
            std::visit([&](const auto& content) { add(content, views); }, block.content);
        }
        return views;
    }

    void add(const page::Paragraph& paragraph, View& into) const {
        View text = words(Type::Body, spans_of(paragraph.text));
        if (paragraph.icon.empty()) return into.children.push_back(std::move(text));
        if (setting.tiny()) {
            into.children.push_back(row(icon(paragraph.icon, 10_mm)));
            return into.children.push_back(std::move(text));
        }
        into.children.push_back(beside_icon(paragraph.icon, std::move(text)));
    }

    void add(const page::Heading& heading, View& into) const {
        View title = tight(words(Type::Heading, spans_of(heading.text, text::Weight::Bold)));
        title.role = Role::Heading;
        into.children.push_back(std::move(title).padded(0_mm, 1_mm));
    }

    void add(const page::List& list, View& into) const {
        int number = list.start;
        for (const auto& item : list.items) {
            bool numbered = list.kind == page::List::Kind::Numbered;
            into.children.push_back(list_item(item, numbered ? std::to_string(number++) : std::string{}));
        }
    }

    // A number in a ring says the order; a pictogram says the matter to who cannot read it.
    View list_item(const page::ListItem& item, const std::string& number) const {
        View line = row().gapped(4_mm).aligned(Place::Start, Place::Center);
        if (!number.empty()) line.children.push_back(number_mark(number));
        if (!item.icon.empty()) line.children.push_back(icon(item.icon, 11_mm, Tone::Action));
        if (number.empty() && item.icon.empty()) line.children.push_back(words(Type::Body, "•", text::Weight::Bold));
        View body = all(item.blocks).growing();
        auto said = spoken_text(body);
        // On a very small panel the words need the whole width, so the marks stand above them.
        if (setting.tiny()) return column(std::move(line), std::move(body)).gapped(1_mm).named(Role::ListItem, said);
        line.children.push_back(std::move(body));
        return std::move(line).named(Role::ListItem, said);
    }

    static View number_mark(const std::string& number) {
        return row(centered(tight(words(Type::Meta, number, text::Weight::Bold))).growing())
            .at_least(9_mm, 9_mm)
            .rounded(4.5_mm)
            .filled(Tone::Action)
            .inked(Tone::OnAction)
            .aligned(Place::Center, Place::Center);
    }

    static View beside_icon(const std::string& name, View text) {
        return row(icon(name, 10_mm, Tone::None), std::move(text).growing())
            .gapped(4_mm)
            .aligned(Place::Start, Place::Center);
    }

    void add(const page::Table& table, View& into) const {
        if (setting.tiny()) return add_stacked(table, into);
        View grid_view = column().bordered(Tone::Line).rounded(2_mm).filled(Tone::Card);
        grid_view.children.push_back(table_row(table.header, text::Weight::Bold, Tone::Quiet));
        for (const auto& cells : table.rows) {
            grid_view.children.push_back(View{}.filled(Tone::Line).at_least(0_mm, 0.3_mm));
            grid_view.children.push_back(table_row(cells, text::Weight::Regular, Tone::None));
        }
        into.children.push_back(std::move(grid_view));
    }

    // On a very small panel columns would cut words: every row becomes a card that names what each cell is.
    void add_stacked(const page::Table& table, View& into) const {
        for (const auto& cells : table.rows) {
            View one = card(column()).gapped(1_mm).padded(3_mm, 2.5_mm);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                View what = tight(words(Type::Meta, spans_of(table.header[i])));
                what.ink = Tone::Mute;
                one.children.push_back(std::move(what));
                one.children.push_back(tight(words(Type::Body, spans_of(cells[i]))));
            }
            into.children.push_back(std::move(one));
        }
    }

    static View table_row(const std::vector<page::PageText>& cells, text::Weight weight, Tone ground) {
        View line = row().gapped(4_mm).padded(4_mm, 2.5_mm).filled(ground).evenly();
        for (const auto& cell : cells) line.children.push_back(tight(words(Type::Body, spans_of(cell, weight))));
        return line;
    }

    void add(const page::Picture& picture, View& into) const {
        auto found = std::ranges::find(pictures, picture.file, &NamedPictures::value_type::first);
        if (found == pictures.end()) return;
        View view;
        view.part = PicturePart{found->second, 120_mm, 70_mm};
        view.role = Role::Image;
        view.name = picture.description;
        into.children.push_back(std::move(view));
    }

    void add(const page::Callout& callout, View& into) const {
        auto [ground, ink] = callout_tones(callout.kind);
        into.children.push_back(column(all(callout.blocks))
                                    .padded(setting.tiny() ? 2_mm : 5_mm, 3.5_mm)
                                    .filled(ground)
                                    .inked(ink)
                                    .rounded(2.5_mm));
    }

    static std::pair<Tone, Tone> callout_tones(page::Callout::Kind kind) {
        switch (kind) {
            case page::Callout::Kind::Danger:
                return {Tone::Danger, Tone::OnDanger};
            case page::Callout::Kind::Warning:
                return {Tone::Warning, Tone::OnWarning};
            case page::Callout::Kind::Good:
                return {Tone::Good, Tone::OnGood};
            case page::Callout::Kind::Info:
                break;
        }
        return {Tone::Quiet, Tone::Ink};
    }

    void add(const page::Rule&, View& into) const {
        into.children.push_back(View{}.filled(Tone::Line).at_least(0_mm, 0.4_mm));
    }
};

}  // namespace

View blocks_view(const Setting& setting, const std::vector<page::Block>& blocks, const NamedPictures& pictures) {
    return BlockViews{setting, pictures}.all(blocks);
}

}  // namespace baken::screens
