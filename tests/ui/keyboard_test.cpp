// The on-screen keyboard: what its keys write, and whether every layout we ship can be set and touched.
#include "kiosk/ui/keyboard.hpp"

#include <filesystem>
#include <set>

#include "kiosk/ui/inspect.hpp"
#include "kiosk/ui/keyboard_view.hpp"
#include "kiosk/ui/letters.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

const std::filesystem::path kShipped{"content/national/keyboards"};

std::shared_ptr<const KeyboardLayout> shipped(const std::string& id) {
    auto parsed = parse_keyboard(id, read_text(kShipped / (id + ".toml")));
    if (!parsed) fail_check(id + ": " + parsed.error().text(), __FILE__, __LINE__);
    return std::make_shared<const KeyboardLayout>(*parsed);
}

std::vector<std::string> all_ids() {
    std::vector<std::string> ids;
    for (const auto& entry : std::filesystem::directory_iterator(kShipped)) ids.push_back(entry.path().stem());
    return ids;
}

std::shared_ptr<const Pinyin> some_pinyin() {
    return std::make_shared<const Pinyin>(*Pinyin::parse("zhong 中种重\nguo 国过果\nzhu 住主\nshi 是时事\n"));
}

void type(Keyboard& keyboard, TextField& field, std::string_view letters) {
    for (const auto& letter : letters_of(letters)) CHECK(!keyboard.press({"key", letter}, field));
}

// An alphabet with a letter missing is a keyboard on which some names cannot be written.
void every_layout_has_every_letter_of_its_language() {
    const std::pair<const char*, const char*> alphabets[] = {
        {"nl", "abcdefghijklmnopqrstuvwxyzéëèïöü"},    {"de", "abcdefghijklmnopqrstuvwxyzäöüß"},
        {"fr", "abcdefghijklmnopqrstuvwxyzéèêàçùîô"},  {"es", "abcdefghijklmnopqrstuvwxyzáéíóúüñ"},
        {"pl", "abcdefghijklmnopqrstuvwxyząćęłńóśźż"}, {"ro", "abcdefghijklmnopqrstuvwxyzăâîșț"},
        {"tr", "abcçdefgğhıijklmnoöprsştuüvyz"},       {"uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’"},
        {"bg", "абвгдежзийклмнопрстуфхцчшщъьюя"},      {"ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإئؤ"},
        {"fa", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"},   {"ti", "ሀለሐመረሰሸቀቐበቨተቸነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ"},
        {"zh", "abcdefghijklmnopqrstuvwxyz"},          {"ticket", "0123456789ACDEFHJKLMNPRTUVWXY"},
    };
    for (const auto& [id, alphabet] : alphabets) {
        auto layout = shipped(id);
        std::set<std::string> keys;
        for (const auto& row : layout->letters) keys.insert(row.begin(), row.end());
        for (const auto& letter : letters_of(alphabet)) {
            if (!keys.contains(letter)) fail_check(std::string(id) + " has no " + letter, __FILE__, __LINE__);
        }
    }
}

void no_key_stands_twice_on_a_page() {
    for (const auto& id : all_ids()) {
        auto layout = shipped(id);
        for (const auto* page : {&layout->letters, &layout->capitals, &layout->symbols}) {
            std::set<std::string> seen;
            for (const auto& row : *page) {
                for (const auto& key : row) {
                    if (!seen.insert(key).second) fail_check(id + " has " + key + " twice", __FILE__, __LINE__);
                }
            }
        }
    }
}

void every_page_of_every_layout_can_be_set_and_touched() {
    Desk desk;
    // As wide as a house's panel lying down, standing up, and a hand's.
    for (double wide : {330.0, 180.0, 120.0}) {
        desk.panel = {{static_cast<int>(wide * 4), 4 * 300}, wide, 300};
        for (const auto& id : all_ids()) {
            for (auto page : {Keyboard::Page::Letters, Keyboard::Page::Capitals, Keyboard::Page::Symbols}) {
                Keyboard keyboard{shipped(id), shipped(id == "nl" ? "ar" : "nl"), some_pinyin()};
                TextField field{{200}};
                if (page == Keyboard::Page::Capitals) keyboard.press({"key-shift", ""}, field);
                if (page == Keyboard::Page::Symbols) keyboard.press({"key-symbols", ""}, field);
                KeyboardLook look;
                look.room = Mm{wide};
                look.words = {"shift", "symbols", "letters", "space", "erase", "left", "right", "more"};
                auto scene = desk.lay_out(column(keyboard_view(keyboard, look)), keyboard.layout()->language);
                for (const auto& fault : faults(scene, desk.metrics()))
                    fail_check(id + ": " + fault, __FILE__, __LINE__);
            }
        }
    }
}

void shift_holds_for_one_letter() {
    Keyboard keyboard{shipped("tr"), nullptr, nullptr};
    TextField field{{20}};
    keyboard.begin_with_capital();
    type(keyboard, field, "İ");
    CHECK(keyboard.page() == Keyboard::Page::Letters);
    type(keyboard, field, "ı");
    CHECK_EQ(field.text(), "İı");
    keyboard.press({"key-shift", ""}, field);
    CHECK_EQ(keyboard.rows().front().at(7), "I");
}

// Whoever reads Arabic finds the letters of Arabic, not a page of rare ones.
void a_sentence_begins_with_a_capital_where_there_are_any() {
    const std::set<std::string> without_case{"ar", "fa", "ti", "zh", "phone", "ticket"};
    for (const auto& id : all_ids()) {
        Keyboard keyboard{shipped(id), nullptr, nullptr};
        keyboard.begin_with_capital();
        bool begins_large = keyboard.page() == Keyboard::Page::Capitals;
        if (begins_large == without_case.contains(id)) fail_check(id, __FILE__, __LINE__);
    }
}

void a_script_without_capitals_has_no_shift() {
    for (const char* id : {"ti", "zh", "phone", "ticket"}) CHECK(shipped(id)->capitals.empty());
    CHECK_EQ(shipped("de")->capitals.front().back(), "ß");
    CHECK_EQ(shipped("de")->capitals.front().at(10), "Ü");
}

void a_consonant_of_ethiopic_offers_its_vowels() {
    Keyboard keyboard{shipped("ti"), nullptr, nullptr};
    TextField field{{20}};
    type(keyboard, field, "ሰ");
    CHECK_EQ(keyboard.offers().size(), 8U);
    keyboard.press({"key-offer", "3"}, field);
    CHECK_EQ(field.text(), "ሳ");
    // Another order may still be chosen; the next consonant begins anew.
    keyboard.press({"key-offer", "1"}, field);
    CHECK_EQ(field.text(), "ሱ");
    type(keyboard, field, "ለ");
    CHECK_EQ(keyboard.offers().front(), "ለ");
    keyboard.press({"key-offer", "5"}, field);
    CHECK_EQ(field.text(), "ሱል");
    keyboard.press({"key-left", ""}, field);
    CHECK(keyboard.offers().empty());
}

void sounds_become_characters() {
    Keyboard keyboard{shipped("zh"), nullptr, some_pinyin()};
    TextField field{{20}};
    type(keyboard, field, "zhongguo");
    CHECK_EQ(field.text(), "");
    CHECK_EQ(keyboard.offers().front(), "中");
    keyboard.press({"key-offer", "0"}, field);
    CHECK_EQ(keyboard.composing(), "guo");
    type(keyboard, field, " ");
    CHECK_EQ(field.text(), "中国");
    CHECK(keyboard.composing().empty());
    type(keyboard, field, "，");
    type(keyboard, field, "zh");
    CHECK(keyboard.offers().size() >= 4);
    keyboard.press({"key-erase", ""}, field);
    keyboard.press({"key-erase", ""}, field);
    CHECK_EQ(field.text(), "中国，");
    keyboard.press({"key-erase", ""}, field);
    CHECK_EQ(field.text(), "中国");
}

void offers_are_leafed_through_and_begin_again() {
    Keyboard keyboard{shipped("ti"), nullptr, nullptr};
    TextField field{{20}};
    type(keyboard, field, "ቀ");
    auto all = keyboard.offers();
    keyboard.press({"key-more-offers", "5"}, field);
    CHECK_EQ(keyboard.offers().front(), all.at(5));
    keyboard.press({"key-more-offers", "50"}, field);
    CHECK_EQ(keyboard.offers().size(), all.size());
    keyboard.press({"key-offer", "99"}, field);
    keyboard.press({"key-offer", "x"}, field);
    CHECK_EQ(field.text(), "ቀ");
}

void latin_letters_are_one_key_away() {
    Keyboard keyboard{shipped("ar"), shipped("nl"), nullptr};
    TextField field{{20}};
    type(keyboard, field, "ض");
    keyboard.press({"key-other", ""}, field);
    type(keyboard, field, "q");
    CHECK_EQ(keyboard.other()->id, "ar");
    CHECK_EQ(field.text(), "ضq");
}

void rows_too_long_for_the_room_end_below() {
    auto rows = fitted_rows({{"a", "b", "c", "d"}, {"e"}, {"f", "g", "h"}}, 2);
    CHECK_EQ(rows.size(), 5U);
    CHECK_EQ(rows.at(1).front(), "e");
    CHECK_EQ(rows.at(3).back(), "d");
    CHECK_EQ(rows.at(4).front(), "h");
}

void a_broken_layout_is_refused_by_name() {
    CHECK_EQ(parse_keyboard("x", "label = \"a\"\nlanguage = \"nl\"\nletters = []\n").error().check, "keyboard.rows");
    CHECK_EQ(parse_keyboard("x", "label = \"a\"\nlanguage = \"nl\"\nletters = [\"1 2 3 4 5 6 7 8 9 a b c d\"]\n")
                 .error()
                 .check,
             "keyboard.rows");
    CHECK_EQ(parse_keyboard("x", "label = \"a\"\nletters = [\"a\"]\n").error().check, "toml.missing_key");
    CHECK_EQ(parse_keyboard("x", "label = \"a\"\nlanguage = \"nl\"\nletters = [\"a\"]\nrows = 1\n").error().check,
             "toml.unknown_key");
}

void the_table_made_from_the_han_database_serves_common_words() {
    const char* build = std::getenv("BAKEN_BUILD");
    auto path = std::filesystem::path(build == nullptr ? "build/dev" : build) / "keyboards/pinyin.txt";
    if (!std::filesystem::exists(path)) throw Skipped{"the pinyin table was not built"};
    auto pinyin = Pinyin::parse(read_text(path));
    CHECK(pinyin.has_value());
    const std::pair<const char*, const char*> common[] = {
        {"wo", "我"}, {"yao", "要"}, {"shui", "水"}, {"yao", "药"},   {"bang", "帮"}, {"zhu", "助"},
        {"nv", "女"}, {"lv", "绿"},  {"yi", "医"},   {"sheng", "生"}, {"lou", "楼"},  {"jie", "街"}};
    for (const auto& [syllable, character] : common) {
        auto all = pinyin->characters(syllable);
        if (std::ranges::find(all, character) == all.end())
            fail_check(std::string("no ") + character, __FILE__, __LINE__);
    }
}

}  // namespace

int run_keyboard_tests() {
    const CMUnitTest tests[] = {
        test<every_layout_has_every_letter_of_its_language>("every layout has every letter of its language"),
        test<no_key_stands_twice_on_a_page>("no key stands twice on a page"),
        test<every_page_of_every_layout_can_be_set_and_touched>("every page of every layout can be set and touched"),
        test<shift_holds_for_one_letter>("shift holds for one letter"),
        test<a_sentence_begins_with_a_capital_where_there_are_any>(
            "a sentence begins with a capital, and with the letters of a script that has none"),
        test<a_script_without_capitals_has_no_shift>("a script without capitals has no shift"),
        test<a_consonant_of_ethiopic_offers_its_vowels>("a consonant of Ethiopic offers its vowels"),
        test<sounds_become_characters>("sounds become characters"),
        test<offers_are_leafed_through_and_begin_again>("offers are leafed through and begin again"),
        test<latin_letters_are_one_key_away>("Latin letters are one key away"),
        test<rows_too_long_for_the_room_end_below>("rows too long for the room end below"),
        test<a_broken_layout_is_refused_by_name>("a broken layout is refused by name"),
        test<the_table_made_from_the_han_database_serves_common_words>(
            "the table made from the Han database serves common words"),
    };
    return run("keyboards", tests);
}
