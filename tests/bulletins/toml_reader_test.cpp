#include "exchange/base/toml_reader.hpp"

#include "tests/bulletins/content_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::testing;

namespace {

constexpr ByteLimit kLimit{4096};

void reads_every_kind() {
    auto table = TomlTable::parse(R"(
name = "Baken"
most = 12
width = 344.5
dark = true
since = 2026-11-22T14:08:00+01:00
languages = ["nl", "ar"]
position = [52, 5.1]
[panel]
size = "15.6in"
[[facility]]
kind = "water"
[[facility]]
kind = "toilet"
)",
                                  kLimit);
    CHECK_OK(table);
    CHECK_EQ(table->text("name"), std::string("Baken"));
    CHECK_EQ(table->number_or("most", 1, 0, 100), 12);
    CHECK_EQ(table->decimal_or("width", 0, 1, 1000), 344.5);
    CHECK(table->flag_or("dark", false));
    CHECK_EQ(to_rfc3339(*table->maybe_moment("since")), std::string("2026-11-22T13:08:00Z"));
    CHECK_EQ(table->texts("languages").size(), 2U);
    CHECK_EQ(table->decimals("position").at(1), 5.1);
    CHECK_EQ(table->table("panel")->text("size"), std::string("15.6in"));
    CHECK_EQ(table->tables("facility").at(1).text("kind"), std::string("toilet"));
    for (auto facility : table->tables("facility")) (void)facility.text("kind");
    CHECK_OK(table->finish());
}

void absence_gives_the_fallback() {
    auto table = TomlTable::parse("", kLimit);
    CHECK_OK(table);
    CHECK_EQ(table->text_or("name", "none"), std::string("none"));
    CHECK_EQ(table->number_or("most", 7, 0, 10), 7);
    CHECK(!table->maybe_text("name") && !table->maybe_moment("since") && !table->table("panel"));
    CHECK(table->texts("languages").empty() && table->tables("facility").empty());
    CHECK_OK(table->finish());
}

// Reads a document that has one flaw and gives the words of the error.
std::string flaw_of(std::string_view bytes) {
    auto table = TomlTable::parse(bytes, kLimit);
    if (!table) return table.error().check + ": " + table.error().message;
    (void)table->text("name");
    (void)table->number_or("most", 1, 0, 100);
    (void)table->decimal_or("width", 1, 0, 100);
    (void)table->maybe_moment("since");
    (void)table->texts("languages");
    (void)table->decimals("position");
    if (auto panel = table->table("panel")) (void)panel->text("size");
    for (auto& facility : table->tables("facility")) (void)facility.flag_or("open", true);
    auto done = table->finish();
    return done ? "" : done.error().check + ": " + done.error().message;
}

void names_the_key_and_the_line() {
    CHECK_EQ(flaw_of("name = \"a\"\ncolour = 3"),
             std::string("toml.unknown_key: line 2: colour is not a key that is known here"));
    CHECK_EQ(flaw_of("name = \"a\"\n[panel]\nsize = \"b\"\nwidht = 3"),
             std::string("toml.unknown_key: line 4: panel.widht is not a key that is known here"));
    CHECK_EQ(flaw_of("name = \"a\"\n[[facility]]\n[[facility]]\nopne = 1"),
             std::string("toml.unknown_key: line 4: facility.opne is not a key that is known here"));
    CHECK_EQ(flaw_of("most = 1"), std::string("toml.missing_key: line 1: name is needed"));
    CHECK_EQ(flaw_of("name = 3"), std::string("toml.value: line 1: name must be text in quotation marks"));
    CHECK_EQ(flaw_of("name = \"a\"\nmost = 101"), std::string("toml.value: line 2: most must be from 0 to 100"));
    CHECK_EQ(flaw_of("name = \"a\"\nwidth = nan"), std::string("toml.value: line 2: width must be from 0 to 100"));
    CHECK_EQ(flaw_of("name = \"a\"\nsince = 2026-11-22T14:08:00"),
             std::string("toml.value: line 2: since must say its offset, such as +01:00"));
    CHECK_EQ(flaw_of("name = \"a\"\nlanguages = [\"nl\", 3]"),
             std::string("toml.value: line 2: languages must be a list of texts"));
    CHECK_EQ(flaw_of("name = \"a\"\nposition = [\"x\"]"),
             std::string("toml.value: line 2: position must be a list of numbers"));
    CHECK_EQ(flaw_of("name = \"a\"\npanel = 1"), std::string("toml.value: line 2: panel must be a table"));
    CHECK_EQ(flaw_of("name = \"a\"\nfacility = 1"),
             std::string("toml.value: line 2: facility must be tables under [[facility]]"));
}

void tells_the_first_flaw() {
    CHECK_EQ(flaw_of("zebra = 1\nname = 3"),
             std::string("toml.unknown_key: line 1: zebra is not a key that is known here"));
}

void refuses_what_is_not_toml() {
    CHECK_REFUSED(TomlTable::parse("a = ", kLimit), "toml.syntax");
    CHECK(TomlTable::parse("x = 1\na = ", kLimit).error().message.starts_with("line 2: "));
    CHECK_REFUSED(TomlTable::parse(std::string(5000, '#'), kLimit), "toml.size");
    CHECK_REFUSED(TomlTable::parse("a = \"\xFF\"", kLimit), "toml.syntax");
    CHECK_REFUSED(TomlTable::parse("a = " + std::string(3000, '['), kLimit), "toml.syntax");
}

}  // namespace

int run_toml_reader_tests() {
    const CMUnitTest tests[] = {
        test<reads_every_kind>("every kind of value is read"),
        test<absence_gives_the_fallback>("an absent key gives the fallback and is no error"),
        test<names_the_key_and_the_line>("what is wrong with a key is told with its name and line"),
        test<tells_the_first_flaw>("of several flaws the first in the file is told"),
        test<refuses_what_is_not_toml>("what is not TOML, too large or too deep is refused"),
    };
    return run("toml reader", tests);
}
