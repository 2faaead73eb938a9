#include "exchange/bulletins/cap_values.hpp"

#include "exchange/bulletins/markup.hpp"
#include "exchange/bulletins/plain_text.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

std::string utc(std::string_view text) {
    auto read = read_cap_time(text);
    return read ? to_rfc3339(read->at) : "none";
}

void times_are_read_leniently() {
    CHECK_EQ(utc("2026-11-23T10:00:00+01:00"), std::string("2026-11-23T09:00:00Z"));
    CHECK_EQ(utc(" 2026-11-23 10:00:00-00:00 "), std::string("2026-11-23T10:00:00Z"));
    CHECK_EQ(utc("2026-11-23T10:00Z"), std::string("2026-11-23T10:00:00Z"));
    CHECK_EQ(utc("2026-11-23T10:00:00.257+0130"), std::string("2026-11-23T08:30:00Z"));
    CHECK_EQ(utc("2026-12-31T24:00:00+01:00"), std::string("2026-12-31T23:00:00Z"));
    CHECK_EQ(utc("2026-11-23T10:00:00"), std::string("2026-11-23T10:00:00Z"));
    for (auto text : {"", "gisteren", "2026-11-23", "2026-13-01T10:00:00Z", "2026-11-23T10:00:00+1:00", "T10:00:00"})
        CHECK_EQ(utc(text), std::string("none"));
    CHECK_EQ(*read_cap_time("2026-11-23T10:00:00-05:30")->offset_minutes, -330);
    CHECK(!read_cap_time("2026-11-23T10:00:00")->offset_minutes);
    CHECK(is_strict_cap_time("2026-11-23T10:00:00-05:30") && !is_strict_cap_time("2026-11-23T10:00:00Z"));
}

void polygons_are_closed_and_checked() {
    auto closed = read_polygon("53,6 53,7 54,7 53,6", 10);
    CHECK_EQ(closed.polygon.size(), 3U);
    CHECK_EQ(closed.deviation, std::string());
    auto open = read_polygon(" 53,6\n53,7\t54,7 54,7 ", 10);
    CHECK_EQ(open.polygon.size(), 3U);
    CHECK_EQ(open.deviation, std::string("the polygon is not closed"));
    for (auto text : {"", "53,6", "53,6 53,7 53,6", "53,6 a,b 54,7 53,6", "95,6 53,7 54,7 95,6", "53;6 53;7 54;7",
                      "nan,6 53,7 54,7 53,6", "53,6 53,7 54,7 55,7 56,8 57,9 58,9 59,9 60,9 61,9 53,6"}) {
        auto read = read_polygon(text, 10);
        CHECK(read.polygon.empty() && !read.deviation.empty());
    }
    CHECK(read_circle("53.2,6.5 10") && read_circle("-16.053,-173.274 0.0"));
    for (auto text : {"", "53.2,6.5", "53.2,6.5 -1", "53.2,6.5 1e999", "a,b c", "53.2,6.5 1 2"})
        CHECK(!read_circle(text));
}

std::string references(std::string_view text) {
    std::string found;
    for (const auto& reference : read_references(text).references)
        found += reference.sender + "|" + reference.identifier + "|" +
                 (reference.sent ? to_rfc3339(*reference.sent).substr(11, 5) : "?") + "\n";
    return found;
}

void references_are_read_in_every_shape() {
    CHECK_EQ(references("a,1,2026-11-23T10:00:00Z\n b,2,2026-11-23T11:00:00Z"), std::string("a|1|10:00\nb|2|11:00\n"));
    CHECK_EQ(references("a,1,2026-11-23T10:00:00Z,b,2,2026-11-23T11:00:00Z"), std::string("a|1|10:00\nb|2|11:00\n"));
    CHECK_EQ(references("a,een twee,2026-11-23T10:00:00Z"), std::string("a|een twee|10:00\n"));
    CHECK_EQ(references("een twee"), std::string("|een|?\n|twee|?\n"));
    CHECK_EQ(references("a,1,gisteren"), std::string("a|1|?\n"));
    CHECK_EQ(references("Regio Noord,1,2026-11-23T10:00:00Z").substr(0, 20), std::string("Regio Noord|1|10:00\n"));
    CHECK_EQ(references(" ,,, ,"), std::string());
    CHECK(read_references("a,1,2026-11-23T10:00:00Z").malformed.empty());
    CHECK_EQ(read_references("a,1,2026-11-23T10:00:00Z b").malformed.size(), 1U);
}

void quoted_words_keep_their_blanks() {
    auto words = read_quoted_words("een \"twee drie\" vier\"");
    CHECK_EQ(words.size(), 3U);
    CHECK_EQ(words[1], std::string("twee drie"));
    CHECK_EQ(words[2], std::string("vier\""));
}

void html_becomes_plain_text() {
    CHECK_EQ(plain_text("Een<br/>twee<p>drie</p>"), std::string("Een\ntwee\ndrie"));
    CHECK_EQ(plain_text("<ul><li>een</li><li>twee</li></ul>"), std::string("- een\n- twee"));
    CHECK_EQ(plain_text("Zie <a href=\"http://x.example/?a>b\">hier</a>"), std::string("Zie b\">hier"));
    CHECK_EQ(plain_text("a<script>alert('x')</script>b<!-- weg -->c"), std::string("abc"));
    CHECK_EQ(plain_text("caf&eacute; &#8211; &#x6C34; &amp; &onbekend;"), std::string("café – 水 & &onbekend;"));
    CHECK_EQ(plain_text("&lt;br&gt;dubbel"), std::string("dubbel"));
    for (auto text : {"5 < 6 > 4", "<5 km en >3 km", "<info@vrgroningen.example>", "a & b", "<onbekend>"})
        CHECK_EQ(plain_text(text), std::string(text));
    CHECK_EQ(plain_line(" een\r\n twee\t drie "), std::string("een twee drie"));
    CHECK_EQ(plain_text("een  \r\n\r\n\r\n  twee"), std::string("een\n\ntwee"));
}

void control_characters_disappear() {
    CHECK_EQ(plain_text(std::string_view("a\0b\x07\x1B[31mc", 10)), std::string("ab[31mc"));
    CHECK_EQ(plain_text("\xEF\xBB\xBF\xC2\x85x\xC2\x9By\xE2\x80\xAEz"), std::string("xyz"));
    // Marks that right-to-left text needs stay.
    CHECK_EQ(plain_text("می‌شود ‏12"), std::string("می‌شود ‏12"));
    CHECK_EQ(plain_text("\xFFg\xC0\xAFoed"), std::string("\xEF\xBF\xBDg\xEF\xBF\xBD\xEF\xBF\xBDoed"));
    CHECK_EQ(cut_utf8("水水", 4), std::string_view("水"));
}

void markup_is_bounded_before_it_is_parsed() {
    MarkupLimits limits{100, 5};
    CHECK_OK(check_markup("<a><b x='>'/><![CDATA[<z>]]><!-- <y> --></a>", limits));
    CHECK_REFUSED(check_markup("<a><a><a><a><a><a>", limits), "cap.limits");
    std::string many = "<a>";
    for (int i = 0; i < 100; ++i) many += "<b/>";
    CHECK_REFUSED(check_markup(many, limits), "cap.limits");
    CHECK_REFUSED(check_markup("<!doctype x><a/>", limits), "cap.dtd");
    CHECK_REFUSED(check_markup("<a><!ENTITY x 'y'></a>", limits), "cap.dtd");
    for (auto text : {"<a", "<a x='>", "<a><!-- ", "<a><![CDATA[ x", "<?xml"})
        CHECK_REFUSED(check_markup(text, limits), "cap.xml");
    CHECK_EQ(stray_ampersands("a&amp;b&c &#12; &#xAf; &nbsp; &#x; <![CDATA[&]]> &", 20).size(), 4U);
}

}  // namespace

int run_cap_values_tests() {
    const CMUnitTest tests[] = {
        test<times_are_read_leniently>("times are read in every way they are written"),
        test<polygons_are_closed_and_checked>("polygons and circles are closed, checked and bounded"),
        test<references_are_read_in_every_shape>("references are read in every shape senders give them"),
        test<quoted_words_keep_their_blanks>("words in quotes keep their blanks"),
        test<html_becomes_plain_text>("HTML becomes plain text and what only looks like it stays"),
        test<control_characters_disappear>("control characters and broken bytes do not reach the screen"),
        test<markup_is_bounded_before_it_is_parsed>("markup is bounded before it is parsed"),
    };
    return run("cap values", tests);
}
