// What a field takes, and how its letters come and go.
#include "kiosk/ui/text_field.hpp"

#include "kiosk/ui/field_layout.hpp"
#include "kiosk/ui/keyboard_view.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken::testing;
using namespace baken::ui;

namespace {

TextField filled(std::string_view text, FieldRule rule = {}) {
    TextField field{rule};
    CHECK(!field.insert(text));
    return field;
}

void a_letter_goes_as_a_reader_sees_it() {
    auto field = filled("añ👨‍👩‍👧ሎ");
    field.insert("e\u0301");  // an e and an accent of its own
    CHECK(field.erase());
    CHECK_EQ(field.text(), "añ👨‍👩‍👧ሎ");
    CHECK(field.erase());
    CHECK_EQ(field.text(), "añ👨‍👩‍👧");
    CHECK(field.erase());
    CHECK_EQ(field.text(), "añ");
    CHECK(field.erase());
    CHECK(field.erase());
    CHECK(!field.erase());
}

void the_caret_steps_over_whole_letters_and_writes_there() {
    auto field = filled("ça👨‍👩‍👧b");
    CHECK(field.step_back());
    CHECK(field.step_back());
    CHECK_EQ(field.caret(), std::string("ça").size());
    field.insert("x");
    CHECK_EQ(field.text(), "çax👨‍👩‍👧b");
    CHECK(field.step_on());
    CHECK(field.step_on());
    CHECK(!field.step_on());
    CHECK_EQ(field.caret(), field.text().size());
}

void a_full_field_takes_nothing_and_says_so() {
    auto field = filled("ሀለመ", {4});
    CHECK(field.insert("12") == FieldTrouble::Full);
    CHECK_EQ(field.text(), "ሀለመ");
    CHECK(!field.insert("1"));
    CHECK(field.insert("2") == FieldTrouble::Full);
    CHECK(!field.replace("3"));
    CHECK_EQ(field.text(), "ሀለመ3");
}

void ten_thousand_letters_are_refused() {
    TextField field{{2000}};
    CHECK(field.insert(std::string(10'000, 'a')) == FieldTrouble::Full);
    for (int i = 0; i < 10'000; ++i) field.insert("я");
    CHECK_EQ(field.text().size(), 4000U);
}

void what_cannot_be_read_or_turns_others_around_is_refused() {
    TextField field{{200}};
    for (const char* bad : {"\x01", "\n", "\x7f", "\u0085", "\u202e", "\u2066", "\u2028", "\xff", "ab\x02"}) {
        CHECK(field.insert(bad) == FieldTrouble::NotAllowed);
    }
    CHECK(field.empty());
    for (const char* good : {"😀", "مرحبا", "ab\u200d", "中文", "\u200f"}) CHECK(!field.insert(good));
}

void a_telephone_number_is_digits_of_any_script() {
    TextField field{{30, Accepts::Phone}};
    CHECK(!field.insert("+31 (0)6-12"));
    CHECK(!field.insert("٣۴"));
    CHECK_EQ(field.text(), "+31 (0)6-1234");
    CHECK(field.insert("a") == FieldTrouble::NotAllowed);
    TextField digits{{3, Accepts::Digits}};
    CHECK(digits.insert("-1") == FieldTrouble::NotAllowed);
    CHECK(!digits.insert("42"));
}

// The bytes themselves, through a pointer taken before: not only an empty text.
void clearing_leaves_zeros_behind() {
    TextField field{{200}};
    field.insert("Dorpsstraat 12, achter de kerk en nog een heel eind verder");
    const char* memory = field.text().data();
    auto length = field.text().size();
    for (int i = 0; i < 20; ++i) field.erase();
    field.clear();
    for (std::size_t i = 0; i < length; ++i) CHECK_EQ(static_cast<int>(memory[i]), 0);
    CHECK_EQ(static_cast<const void*>(field.text().data()), static_cast<const void*>(memory));
}

Item laid_out(Desk& desk, const std::string& text, std::size_t caret, int lines, std::string language) {
    View view;
    view.part = FieldPart{text, caret, true, lines};
    auto scene = desk.lay_out(column(std::move(view).named(Role::TextBox, "field")), std::move(language));
    return item_named(scene, "field");
}

void the_caret_stands_behind_what_was_typed() {
    Desk desk;
    auto empty = laid_out(desk, "", 0, 1, "nl");
    auto word = laid_out(desk, "straat", 6, 1, "nl");
    auto with_space = laid_out(desk, "straat  ", 8, 1, "nl");
    auto inside = laid_out(desk, "straat", 3, 1, "nl");
    CHECK_EQ(empty.caret.x, empty.rect.x);
    CHECK(word.caret.x > inside.caret.x);
    CHECK(inside.caret.x > empty.caret.x);
    CHECK(with_space.caret.x > word.caret.x);
}

void arabic_is_written_towards_the_left_on_any_screen() {
    Desk desk;
    auto begin = laid_out(desk, "مرحبا", 0, 1, "nl");
    auto end = laid_out(desk, "مرحبا", std::string("مرحبا").size(), 1, "nl");
    CHECK(end.caret.x < begin.caret.x);
    auto empty = laid_out(desk, "", 0, 1, "ar");
    CHECK(empty.caret.x > empty.rect.x + empty.rect.w / 2);
}

void a_number_is_written_from_the_left_on_any_screen() {
    Desk desk;
    auto begin = laid_out(desk, "06 12345678", 0, 1, "ar");
    auto end = laid_out(desk, "06 12345678", 11, 1, "ar");
    CHECK(end.caret.x > begin.caret.x);
}

void of_a_long_text_the_lines_around_the_caret_are_seen() {
    Desk desk;
    std::string text;
    for (int i = 0; i < 60; ++i) text += "woord ";
    auto end = laid_out(desk, text, text.size(), 2, "nl");
    CHECK(end.text_at.y < end.rect.y);
    CHECK(end.caret.bottom() <= end.rect.bottom() + 1);
    auto begin = laid_out(desk, text, 0, 2, "nl");
    CHECK_EQ(begin.text_at.y, begin.rect.y);
}

}  // namespace

int run_text_field_tests() {
    const CMUnitTest tests[] = {
        test<a_letter_goes_as_a_reader_sees_it>("a letter goes as a reader sees it"),
        test<the_caret_steps_over_whole_letters_and_writes_there>(
            "the caret steps over whole letters and writes there"),
        test<a_full_field_takes_nothing_and_says_so>("a full field takes nothing and says so"),
        test<ten_thousand_letters_are_refused>("ten thousand letters are refused"),
        test<what_cannot_be_read_or_turns_others_around_is_refused>(
            "what cannot be read, or turns others around, is refused"),
        test<a_telephone_number_is_digits_of_any_script>("a telephone number is digits of any script"),
        test<clearing_leaves_zeros_behind>("clearing leaves zeros behind"),
        test<the_caret_stands_behind_what_was_typed>("the caret stands behind what was typed"),
        test<arabic_is_written_towards_the_left_on_any_screen>("Arabic is written towards the left on any screen"),
        test<a_number_is_written_from_the_left_on_any_screen>("a number is written from the left on any screen"),
        test<of_a_long_text_the_lines_around_the_caret_are_seen>("of a long text the lines around the caret are seen"),
    };
    return run("text fields", tests);
}
