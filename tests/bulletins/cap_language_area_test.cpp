#include "exchange/bulletins/area.hpp"

#include <cmath>

#include "exchange/bulletins/language.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

using Tags = std::vector<std::string>;

std::string chosen(const Tags& available, const Tags& wanted) {
    auto choice = choose_language(available, wanted);
    return choice.language + " " + std::string(name_of(choice.step)) + (choice.fallback() ? " fallback" : "");
}

void languages_are_looked_up() {
    CHECK_EQ(chosen({"en", "NL_nl"}, {"nl-NL"}), std::string("NL_nl exact"));
    CHECK_EQ(chosen({"en", "nl"}, {"nl-BE-x-oud"}), std::string("nl truncated"));
    CHECK_EQ(chosen({"en", "nl-BE", "nl-NL"}, {"nl"}), std::string("nl-BE same_language"));
    CHECK_EQ(chosen({"de", "en", "nl-BE"}, {"pl"}), std::string("nl-BE dutch fallback"));
    CHECK_EQ(chosen({"de", "en_US"}, {"pl"}), std::string("en_US english fallback"));
    CHECK_EQ(chosen({"de", "fr"}, {"pl"}), std::string("de first fallback"));
    CHECK_EQ(chosen({"de", "ar"}, {"ti", "ar-SY", "de"}), std::string("ar truncated"));
    CHECK_EQ(chosen({"de", "fr"}, {"", "fr"}), std::string("fr exact"));
}

void odd_tags_find_their_language() {
    CHECK_EQ(chosen({"zh-tw", "zh-CN"}, {"zh-Hans"}), std::string("zh-CN same_language"));
    CHECK_EQ(chosen({"zh-CN", "zh-mo"}, {"zh-Hant"}), std::string("zh-mo same_language"));
    CHECK_EQ(chosen({"zh-tw"}, {"zh"}), std::string("zh-tw same_language"));
    CHECK_EQ(chosen({"sr-Latn", "sr"}, {"sr-RS"}), std::string("sr truncated"));
    CHECK_EQ(chosen({"en", "sp-US"}, {"es"}), std::string("sp-US same_language"));
    CHECK_EQ(chosen({"en", "iw"}, {"he"}), std::string("iw exact"));
    CHECK_EQ(chosen({"en", "no"}, {"nb-NO"}), std::string("no truncated"));
    CHECK_EQ(chosen({"de-DE", "de-LS"}, {"de-LS"}), std::string("de-LS exact"));
    // A tag that only begins alike is another language.
    CHECK_EQ(chosen({"nds", "en"}, {"nd"}), std::string("en english fallback"));
}

void no_language_is_no_language() {
    CHECK_EQ(chosen({"", "fr"}, {"en"}), std::string(" first fallback"));
    CHECK_EQ(chosen({"", "en"}, {"en"}), std::string("en exact"));
    CHECK(choose_language(Tags{}, "nl").blocks.empty());
    CHECK(is_language_tag("zh-Hant-TW") && !is_language_tag("en_US") && !is_language_tag("") && !is_language_tag("-"));
}

void same_language_is_one_sequence() {
    Tags available{"nl-NL", "en", "nl_nl", "nl"};
    CHECK(choose_language(available, "nl-nl").blocks == (std::vector<std::size_t>{0, 2}));
    Alert alert;
    for (const auto& language : available) alert.infos.push_back(Info{.language = language});
    const std::vector<std::size_t> only{1, 2, 3};
    CHECK(choose_language(alert, only, "nl-NL").blocks == (std::vector<std::size_t>{2}));
    CHECK(languages_of(alert, only) == (Tags{"en", "nl_nl", "nl"}));
}

void edges_and_corners_are_inside() {
    Polygon square{{53, 6}, {53, 7}, {54, 7}, {54, 6}};
    CHECK(contains(square, {53.5, 6.5}) && contains(square, {53, 6.5}) && contains(square, {54, 6.5}));
    CHECK(contains(square, {53.5, 6}) && contains(square, {53, 6}) && contains(square, {54, 7}));
    CHECK(!contains(square, {52.9999, 6.5}) && !contains(square, {53.5, 7.0001}) && !contains(square, {53.5, -173.5}));
}

void longitude_180_is_no_border() {
    Polygon fiji{{-20, 176}, {-20, -178}, {-15, -178}, {-15, 176}};
    CHECK(contains(fiji, {-17, 179.9}) && contains(fiji, {-17, -179.9}) && !contains(fiji, {-17, 0}));
    CHECK(!contains(fiji, {-17, -177}));
    Polygon beyond{{-20, 176}, {-20, 182}, {-15, 182}, {-15, 176}};
    CHECK(contains(beyond, {-17, -179.9}));
}

void distances_follow_the_globe() {
    CHECK(std::abs(distance_km({52.37453, 4.88352}, {53.21938, 6.56820}) - 146.7) < 1.0);
    CHECK(std::abs(distance_km({0, 179}, {0, -179}) - 222.4) < 0.1);
    CHECK_EQ(distance_km({53, 6}, {53, 6}), 0.0);
}

void great_polygons_are_no_trouble() {
    Polygon ring;
    for (int i = 0; i < 50'000; ++i) {
        double angle = i * 2 * 3.14159265358979 / 50'000;
        ring.push_back({53 + 0.5 * std::sin(angle), 6 + 0.5 * std::cos(angle)});
    }
    CHECK(contains(ring, {53.2, 6.2}) && !contains(ring, {53.6, 6.2}));
}

void a_hole_takes_away_only_from_shapes() {
    Area area;
    area.polygons = {{{50, 3}, {50, 8}, {54, 8}, {54, 3}}};
    area.holes = {{{53, 6}, {53, 7}, {54, 7}, {54, 6}}};
    SiteArea site{Position{53.5, 6.5}, {"GM0014"}};
    CHECK(match_area(area, site).verdict == AreaVerdict::Outside);
    area.geocodes = {{"CBS", "GM0014"}};
    CHECK(match_area(area, site).verdict == AreaVerdict::Inside);
    CHECK(match_areas({}, site).verdict == AreaVerdict::Undetermined);
}

}  // namespace

int run_cap_language_area_tests() {
    const CMUnitTest tests[] = {
        test<languages_are_looked_up>("languages are looked up step by step"),
        test<odd_tags_find_their_language>("odd tags find their language"),
        test<no_language_is_no_language>("a block without language is taken for none"),
        test<same_language_is_one_sequence>("blocks of one language are one sequence"),
        test<edges_and_corners_are_inside>("edges and corners of a polygon are inside"),
        test<longitude_180_is_no_border>("longitude 180 is no border"),
        test<distances_follow_the_globe>("distances follow the globe"),
        test<great_polygons_are_no_trouble>("a polygon of 50,000 corners is searched"),
        test<a_hole_takes_away_only_from_shapes>("a hole takes away from shapes, not from codes"),
    };
    return run("cap language and area", tests);
}
