// The strict designer finds every fault that is planted, and none where there is none.
#include "kiosk/ui/inspect.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

// A larger desk, so that a sound view has room.
struct Designer : Desk {
    Designer() { panel = {{2000, 1200}, 200, 120}; }
};

View sound_view() {
    return column(words(Type::Display, "Alle berichten"),
                  row(target("Terug", 40, 15), target("Verder", 40, 15)).gapped(8_mm),
                  words(Type::Body, "Kook het water voordat u het drinkt."))
        .padded(4_mm)
        .gapped(4_mm);
}

std::vector<std::string> faults_of(Designer& desk, const Scene& scene) {
    return faults(scene, desk.metrics());
}

// Exactly one fault, of this kind.
void check_fault(const std::vector<std::string>& found, std::string_view kind) {
    std::string all;
    for (const auto& fault : found) all += fault + "\n";
    bool named = !found.empty() && found.front().starts_with(kind);
    if (!named) fail_check("expected \"" + std::string(kind) + "\", found:\n" + all, __FILE__, __LINE__);
    for (const auto& fault : found) CHECK(fault.starts_with(kind));
}

Item& last_named(Scene& scene, std::string_view name) {
    for (auto& item : scene.items) {
        if (item.name == name) return item;
    }
    fail_check("no " + std::string(name), __FILE__, __LINE__);
}

void a_sound_view_has_none(Designer& desk) {
    auto found = faults_of(desk, desk.lay_out(sound_view()));
    CHECK_EQ(found.size(), std::size_t{0});
}

void cut_off_text(Designer& desk) {
    auto scene = desk.lay_out(sound_view());
    last_named(scene, "Kook het water voordat u het drinkt.").cut_off = true;
    check_fault(faults_of(desk, scene), "cut off: ");
}

void text_taller_than_its_panel(Designer& desk) {
    std::string lines;
    for (int i = 0; i < 20; ++i) lines += "regel " + std::to_string(i) + "\n";
    auto scene = desk.lay_out(column(words(Type::Body, lines)));
    CHECK(!faults_of(desk, scene).empty());
    CHECK(faults_of(desk, scene).front().starts_with("cut off: "));
}

void a_word_too_long_for_its_place(Designer& desk) {
    auto scene = desk.lay_out(column(words(Type::Display, "Noodsteunpuntcoördinatiecentrum").at_most_wide(30_mm)));
    check_fault(faults_of(desk, scene), "cut off: ");
}

void overlap(Designer& desk) {
    auto scene = desk.lay_out(sound_view());
    auto& item = last_named(scene, "Kook het water voordat u het drinkt.");
    item.text_at.y = item.rect.y = item.clip.y = last_named(scene, "Alle berichten").text_at.y + 20;
    check_fault(faults_of(desk, scene), "overlap: ");
}

void small_target(Designer& desk) {
    auto scene = desk.lay_out(column(row(target("Klein", 40, 10))).padded(4_mm));
    check_fault(faults_of(desk, scene), "target too small: ");
    auto narrow = desk.lay_out(column(row(target("Smal", 10, 40))).padded(4_mm));
    check_fault(faults_of(desk, narrow), "target too small: ");
}

void targets_too_close(Designer& desk) {
    auto view = column(row(target("Terug", 40, 15), target("Verder", 40, 15)).gapped(4_mm));
    check_fault(faults_of(desk, desk.lay_out(view)), "targets too close: ");
}

void a_target_without_a_name(Designer& desk) {
    auto scene = desk.lay_out(sound_view());
    last_named(scene, "Terug").name.clear();
    check_fault(faults_of(desk, scene), "a target without a name: ");
}

void a_missing_glyph(Designer& desk) {
    // A private-use character, which no font of the house draws.
    auto scene = desk.lay_out(column(words(Type::Body, "Hier staat \xEE\x80\x81")));
    check_fault(faults_of(desk, scene), "no glyph: ");
}

void beyond_the_panel(Designer& desk) {
    auto scene = desk.lay_out(column(target("Terug", 40, 15)));
    auto& item = last_named(scene, "Terug");
    item.rect.x = 1700;
    CHECK(!faults_of(desk, scene).empty());
    CHECK(faults_of(desk, scene).front().starts_with("beyond the panel: "));
}

void beyond_its_parent(Designer& desk) {
    auto scene = desk.lay_out(column(column(target("Terug", 40, 15)).named(Role::Main, "Inhoud"), box("rest", 10, 10)));
    last_named(scene, "Inhoud").rect.h = 60;
    check_fault(faults_of(desk, scene), "beyond its parent: ");
}

void what_scrolls_out_of_sight_is_no_fault(Designer& desk) {
    auto view = column(scroll({"page", "Omhoog", "Omlaag"}, column(box("top", 20, 60), box("rest", 20, 120))));
    CHECK_EQ(faults_of(desk, desk.lay_out(view)).size(), std::size_t{0});
    CHECK_EQ(faults_of(desk, desk.lay_out(view, "nl", {{"page", 240}})).size(), std::size_t{0});
}

void the_outline_names_every_element(Designer& desk) {
    auto view =
        column(row(target("Terug", 40, 15)).named(Role::Toolbar, "Balk"), words(Type::Body, "Water")).gapped(5_mm);
    CHECK_EQ(outline(desk.lay_out(view)), std::string("toolbar \"Balk\" 0,0 2000x150\n"
                                                      "  button \"Terug\" [press Terug] 0,0 400x150\n"
                                                      "text \"Water\" 0,200 2000x") +
                                              std::to_string(item_named(desk.lay_out(view), "Water").rect.h) + "\n");
}

void reading_aloud_says_everything_once(Designer& desk) {
    View knob = target("", 40, 15);
    knob.role = Role::Button;
    knob.children.push_back(words(Type::Label, "Terug"));
    auto spoken = read_aloud(desk.lay_out(column(words(Type::Display, "Berichten"), knob, words(Type::Body, "Water"))));
    CHECK(spoken == (std::vector<std::string>{"Berichten", "Terug", "Water"}));
}

}  // namespace

int run_inspect_tests() {
    const CMUnitTest tests[] = {
        test<a_sound_view_has_none, Designer>("a sound view has no faults"),
        test<cut_off_text, Designer>("it finds text that is marked as cut off"),
        test<text_taller_than_its_panel, Designer>("it finds text taller than its panel"),
        test<a_word_too_long_for_its_place, Designer>("it finds a word too long for its place"),
        test<overlap, Designer>("it finds text on top of something else"),
        test<small_target, Designer>("it finds a target that is too small, in either direction"),
        test<targets_too_close, Designer>("it finds targets that are too close"),
        test<a_target_without_a_name, Designer>("it finds a target without a name"),
        test<a_missing_glyph, Designer>("it finds a character no font draws"),
        test<beyond_the_panel, Designer>("it finds what lies beyond the panel"),
        test<beyond_its_parent, Designer>("it finds what lies beyond its parent"),
        test<what_scrolls_out_of_sight_is_no_fault, Designer>("what is scrolled out of sight is no fault"),
        test<the_outline_names_every_element, Designer>("the outline names every element with its place"),
        test<reading_aloud_says_everything_once, Designer>("reading aloud says everything once, from top to bottom"),
    };
    return run("ui inspect", tests);
}
