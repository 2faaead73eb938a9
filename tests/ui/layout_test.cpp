// Where things come to stand.
#include "kiosk/ui/layout.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/random_scene.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

View word(std::string text) {
    return words(Type::Body, text);
}

void a_row_takes_from_the_widest_first(Desk& desk) {
    const std::string longer = "Dit is een lange zin die best over een paar regels mag lopen als het moet";
    auto scene = desk.lay_out(column(row(word("Nu"), word(longer)).gapped(2_mm)));
    auto metrics = desk.metrics();
    int natural = Measure{desk.typesetter, metrics}.natural_width(word("Nu"), {});
    CHECK_EQ(item_named(scene, "Nu").rect.w, natural);
    CHECK(item_named(scene, longer).text->lines.size() > 1);
    CHECK(item_named(scene, longer).rect.right() <= 1000);
    CHECK(!item_named(scene, longer).cut_off);
}

void two_wide_ones_share_the_squeeze(Desk& desk) {
    const std::string one = "een twee drie vier vijf zes zeven acht negen tien elf twaalf";
    const std::string other = "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n";
    auto scene = desk.lay_out(column(row(word(one), word(other))));
    CHECK(std::abs(item_named(scene, one).rect.w - item_named(scene, other).rect.w) <= 1);
}

void nothing_is_squeezed_below_its_longest_word(Desk& desk) {
    const std::string longest = "Noodsteunpuntcoördinator";
    auto scene = desk.lay_out(column(row(word(longest), word("een twee drie vier vijf zes zeven acht negen tien"))));
    CHECK(!item_named(scene, longest).cut_off);
    CHECK_EQ(item_named(scene, longest).text->lines.size(), std::size_t{1});
}

void a_row_drops_optional_children_from_the_last(Desk& desk) {
    auto build = [](double wide) {
        return column(row(box("kept", 30, 5), box("first", wide, 5).droppable(), box("second", wide, 5).droppable())
                          .gapped(5_mm));
    };
    auto roomy = desk.lay_out(build(30));
    CHECK(has_item(roomy, "first") && has_item(roomy, "second"));
    auto tight = desk.lay_out(build(40));
    CHECK(has_item(tight, "kept") && has_item(tight, "first") && !has_item(tight, "second"));
    auto narrow = desk.lay_out(build(70));
    CHECK(has_item(narrow, "kept") && !has_item(narrow, "first") && !has_item(narrow, "second"));
}

void a_column_drops_optional_children_from_the_last(Desk& desk) {
    auto build = [](double high) {
        return column(box("kept", 10, 20), box("first", 10, high).droppable(), box("second", 10, high).droppable(),
                      box("end", 10, 10))
            .gapped(2_mm);
    };
    auto roomy = desk.lay_out(build(10));
    CHECK(has_item(roomy, "first") && has_item(roomy, "second"));
    auto tight = desk.lay_out(build(20));
    CHECK(has_item(tight, "first") && !has_item(tight, "second") && has_item(tight, "end"));
    auto low = desk.lay_out(build(40));
    CHECK(!has_item(low, "first") && !has_item(low, "second") && has_item(low, "end"));
    CHECK(!low.items.front().cut_off);
}

void what_does_not_fit_is_marked(Desk& desk) {
    auto high = desk.lay_out(column(box("a", 10, 40), box("b", 10, 40)));
    CHECK(high.items.front().cut_off);
    auto wide = desk.lay_out(column(row(box("a", 60, 5), box("b", 60, 5)).named(Role::Toolbar, "bar")));
    CHECK(item_named(wide, "bar").cut_off);
    auto fits = desk.lay_out(column(box("a", 10, 30), box("b", 10, 30)));
    CHECK(!fits.items.front().cut_off);
}

void growing_children_share_what_is_left(Desk& desk) {
    auto scene =
        desk.lay_out(column(box("fixed", 100, 10), box("one", 100, 10).growing(1), box("two", 100, 10).growing(2)));
    CHECK_EQ(item_named(scene, "one").rect.h, 200);
    CHECK_EQ(item_named(scene, "two").rect.h, 300);
    CHECK_EQ(item_named(scene, "two").rect.bottom(), 600);
}

// Boxes alone have the same sizes in both directions, so the whole screen must be its own mirror image.
void everything_is_mirrored_for_right_to_left(Desk& desk) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random{seed};
        auto view = random_boxes(random);
        auto left = desk.lay_out(view, "nl");
        auto right = desk.lay_out(view, "ar");
        CHECK_EQ(left.items.size(), right.items.size());
        CHECK(right.direction == text::Direction::RightToLeft);
        for (std::size_t i = 0; i < left.items.size(); ++i) {
            const auto& a = left.items[i].rect;
            const auto& b = right.items[i].rect;
            CHECK_EQ(b.x, 1000 - a.right());
            CHECK(a.y == b.y && a.w == b.w && a.h == b.h);
        }
    }
}

void arrows_turn_and_other_icons_do_not(Desk& desk) {
    View view = column(arrow("back", 8_mm).named(Role::Image, "arrow"), icon("water", 8_mm).named(Role::Image, "drop"));
    CHECK(item_named(desk.lay_out(view, "fa"), "arrow").mirror == draw::Mirror::Yes);
    CHECK(item_named(desk.lay_out(view, "fa"), "drop").mirror == draw::Mirror::No);
    CHECK(item_named(desk.lay_out(view, "ti"), "arrow").mirror == draw::Mirror::No);
}

void the_start_of_a_card_is_round_at_the_start(Desk& desk) {
    View card = box("card", 20, 20).rounded(3_mm);
    card.round_start_only = true;
    auto view = column(card);
    CHECK(item_named(desk.lay_out(view, "nl"), "card").corners == draw::Corners::Left);
    CHECK(item_named(desk.lay_out(view, "ar"), "card").corners == draw::Corners::Right);
}

void cells_of_a_grid_are_equal(Desk& desk) {
    std::vector<View> cells;
    for (int i = 0; i < 7; ++i) cells.push_back(box(std::to_string(i), 10 + 2 * i, 5 + i));
    auto scene = desk.lay_out(column(grid(25_mm, std::move(cells)).gapped(4_mm)));
    const auto& first = item_named(scene, "0").rect;
    // 100 mm with gaps of 4: three columns of 25 mm and more.
    CHECK_EQ(first.w, (1000 - 2 * 40) / 3);
    for (int i = 0; i < 7; ++i) {
        const auto& cell = item_named(scene, std::to_string(i)).rect;
        CHECK_EQ(cell.w, first.w);
        CHECK_EQ(cell.x, (i % 3) * (first.w + 40));
        CHECK_EQ(cell.h, item_named(scene, std::to_string(i / 3 * 3)).rect.h);
    }
}

void a_grid_has_no_more_columns_than_asked(Desk& desk) {
    View two = grid(10_mm, {box("a", 10, 5), box("b", 10, 5), box("c", 10, 5)});
    two.most_columns = 2;
    auto scene = desk.lay_out(column(two));
    CHECK_EQ(item_named(scene, "c").rect.x, item_named(scene, "a").rect.x);
}

void a_wrap_goes_on_below(Desk& desk) {
    auto scene = desk.lay_out(column(wrap(box("a", 40, 5), box("b", 40, 5), box("c", 40, 5)).gapped(3_mm)));
    CHECK_EQ(item_named(scene, "b").rect.x, 430);
    CHECK_EQ(item_named(scene, "c").rect.x, 0);
    CHECK_EQ(item_named(scene, "c").rect.y, 80);
}

View tower(double high) {
    return column(scroll({"page", "Omhoog", "Omlaag"}, column(box("top", 20, 10), box("rest", 20, high - 10))));
}

void what_fits_has_no_scroll_buttons(Desk& desk) {
    auto scene = desk.lay_out(tower(60));
    CHECK(!has_item(scene, "Omhoog") && !has_item(scene, "Omlaag"));
    CHECK_EQ(scene.scrolls.at("page").furthest(), 0);
    CHECK_EQ(item_named(scene, "top").rect.w, 1000);
}

void what_is_too_tall_scrolls_with_buttons(Desk& desk) {
    auto scene = desk.lay_out(tower(90));
    CHECK_EQ(scene.scrolls.at("page").furthest(), 300);
    // At the top only the way down can be pressed; nothing is under the buttons.
    CHECK(!item_named(scene, "Omhoog").pressable());
    CHECK((item_named(scene, "Omlaag").action == Action{"scroll-down", "page"}));
    CHECK(item_named(scene, "top").rect.right() + 60 <= item_named(scene, "Omlaag").rect.x);
    auto end = desk.lay_out(tower(90), "nl", {{"page", 300}});
    CHECK(item_named(end, "Omhoog").pressable() && !item_named(end, "Omlaag").pressable());
    CHECK_EQ(item_named(end, "rest").rect.bottom(), 600);
    CHECK(item_named(end, "top").clip.empty());
}

void the_buttons_stand_at_the_end_side(Desk& desk) {
    auto scene = desk.lay_out(tower(90), "ar");
    CHECK_EQ(item_named(scene, "Omlaag").rect.x, 0);
    CHECK_EQ(item_named(scene, "top").rect.right(), 1000);
}

void offsets_out_of_range_are_held(Desk& desk) {
    CHECK_EQ(desk.lay_out(tower(90), "nl", {{"page", 100'000}}).scrolls.at("page").offset, 300);
    CHECK_EQ(desk.lay_out(tower(90), "nl", {{"page", -5}}).scrolls.at("page").offset, 0);
    CHECK_EQ(desk.lay_out(tower(60), "nl", {{"page", 50}}).scrolls.at("page").offset, 0);
    CHECK_EQ(desk.lay_out(tower(90), "nl", {{"page", 120}}).scrolls.at("page").offset, 120);
}

void what_can_be_left_out_goes_before_scrolling(Desk& desk) {
    auto view =
        column(scroll({"page", "Omhoog", "Omlaag"}, column(box("top", 20, 50), box("extra", 20, 20).droppable())));
    auto scene = desk.lay_out(view);
    CHECK(!has_item(scene, "extra") && !has_item(scene, "Omlaag"));
}

void ink_and_language_are_handed_down(Desk& desk) {
    auto view =
        column(column(words(Type::Body, "مرحبا")).inked(Tone::OnDanger).in_language("ar"), words(Type::Body, "Dag"));
    auto scene = desk.lay_out(view);
    CHECK(item_named(scene, "مرحبا").ink == Tone::OnDanger);
    CHECK_EQ(item_named(scene, "مرحبا").language, std::string("ar"));
    CHECK(item_named(scene, "Dag").ink == Tone::Ink);
    CHECK_EQ(item_named(scene, "Dag").language, std::string("nl"));
}

void a_foreign_block_starts_at_its_own_side(Desk& desk) {
    auto scene = desk.lay_out(column(column(words(Type::Body, "مرحبا")).in_language("ar")));
    const auto& line = item_named(scene, "مرحبا").text->lines.front();
    CHECK_EQ(line.left + line.width, 1000);
}

}  // namespace

int run_layout_tests() {
    const CMUnitTest tests[] = {
        test<a_row_takes_from_the_widest_first, Desk>(
            "a row takes room from the widest first; a short word stays whole"),
        test<two_wide_ones_share_the_squeeze, Desk>("two wide texts in a row become equally wide"),
        test<nothing_is_squeezed_below_its_longest_word, Desk>("no text is squeezed below its longest word"),
        test<a_row_drops_optional_children_from_the_last, Desk>("a row leaves optional children out, the last first"),
        test<a_column_drops_optional_children_from_the_last, Desk>(
            "a column leaves optional children out, the last first"),
        test<what_does_not_fit_is_marked, Desk>("what does not fit is marked as cut off"),
        test<growing_children_share_what_is_left, Desk>("growing children share what is left by their shares"),
        test<everything_is_mirrored_for_right_to_left, Desk>("sixty random screens are mirrored for Arabic"),
        test<arrows_turn_and_other_icons_do_not, Desk>("arrows turn in right-to-left screens, other icons do not"),
        test<the_start_of_a_card_is_round_at_the_start, Desk>("a card's start is round at the side where it starts"),
        test<cells_of_a_grid_are_equal, Desk>("cells of a grid are equally wide, those of a row equally high"),
        test<a_grid_has_no_more_columns_than_asked, Desk>("a grid has no more columns than asked"),
        test<a_wrap_goes_on_below, Desk>("a wrap goes on below when it is full"),
        test<what_fits_has_no_scroll_buttons, Desk>("what fits has no scroll buttons"),
        test<what_is_too_tall_scrolls_with_buttons, Desk>("what is too tall scrolls, with buttons beside it"),
        test<the_buttons_stand_at_the_end_side, Desk>("scroll buttons stand at the left in Arabic"),
        test<offsets_out_of_range_are_held, Desk>("scroll offsets out of range are held"),
        test<what_can_be_left_out_goes_before_scrolling, Desk>("what can be left out goes before anything scrolls"),
        test<ink_and_language_are_handed_down, Desk>("ink and language are handed down the tree"),
        test<a_foreign_block_starts_at_its_own_side, Desk>("a block in another language starts at its own side"),
    };
    return run("ui layout", tests);
}
