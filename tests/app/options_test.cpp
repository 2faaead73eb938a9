// What the program is asked to do.
#include "kiosk/app/options.hpp"

#include "tests/app/app_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;

namespace {

struct Shell {
    MemoryFiles files;

    Result<Options> read(std::vector<std::string> words) {
        words.insert(words.begin(), "baken-kiosk");
        std::vector<char*> pointers;
        for (auto& word : words) pointers.push_back(word.data());
        return read_options(static_cast<int>(pointers.size()), pointers.data(), files);
    }
    Result<Options> configured(const std::string& toml) {
        files.put("kiosk.toml", toml);
        return read({"--config", "kiosk.toml"});
    }
};

void content_in_order(Shell& shell) {
    auto options = shell.read({"--content", "a", "--content", "b", "--site", "draaikom"});
    CHECK_OK(options);
    CHECK((options->content == std::vector<Path>{"a", "b"}));
    CHECK_EQ(options->site, std::string("draaikom"));
}

void sizes() {
    CHECK(parse_size("1920x1080")->size == (draw::Size{1920, 1080}));
    CHECK(!parse_size("1920x1080")->inches);
    CHECK(*parse_size("1920x1080@15.6in")->inches == 15.6);
    CHECK(*parse_size("800x480@7")->inches == 7.0);
    for (const auto* wrong : {"", "1920", "x1080", "1920x", "1920x1080@", "1920x1080@in", "1920x1080@15.6inch",
                              "-1x600", "99999x99999", "100x100", "1920x1080@1000in", "1920x1080@nan", "1920 x 1080"}) {
        CHECK(!parse_size(wrong));
    }
}

void an_unknown_key_is_named(Shell& shell) {
    auto options = shell.configured("content = [\"a\"]\ncolour = \"orange\"\n");
    CHECK(!options);
    CHECK(options.error().text().find("colour") != std::string::npos);
    CHECK(options.error().text().find("kiosk.toml") != std::string::npos);
}

void a_missing_configuration_is_an_error(Shell& shell) {
    CHECK_REFUSED(shell.read({"--config", "nowhere.toml"}), "options.config");
}

void a_broken_configuration_is_an_error(Shell& shell) {
    CHECK(!shell.configured("content = [\n"));
    CHECK(!shell.configured("site = 3\n"));
    CHECK(!shell.configured(std::string(100'000, '#')));
}

void the_configuration_is_read(Shell& shell) {
    auto options = shell.configured(
        "content = [\"/a\", \"/b\"]\nsite = \"x\"\npanel_inches = 21.5\nidle_seconds = 90\ncountdown_seconds = 30\n");
    CHECK_OK(options);
    CHECK((options->content == std::vector<Path>{"/a", "/b"}));
    CHECK(options->inches_given && options->inches == 21.5);
    CHECK(options->patience.until_warning == std::chrono::seconds{90});
    CHECK(options->patience.countdown == std::chrono::seconds{30});
}

void a_site_says_what_the_image_cannot_know(Shell& shell) {
    shell.files.put("/usr/share/baken/kiosk.toml", "content = [\"content\"]\ndata = \"/data\"\nidle_seconds = 90\n");
    shell.files.put("/site/baken/site.toml",
                    "site = \"draaikom\"\nroot = \"root.json\"\nkeyboards = [\"046d:c31c\"]\n");
    auto options = shell.read({"--config", "/usr/share/baken/kiosk.toml", "--config", "/site/baken/site.toml"});
    CHECK_OK(options);
    CHECK((options->content == std::vector<Path>{"/usr/share/baken/content"}));
    CHECK(options->data == "/data");
    CHECK(options->root == "/site/baken/root.json");
    CHECK_EQ(options->site, std::string("draaikom"));
    CHECK(options->patience.until_warning == std::chrono::seconds{90});
}

// EN 301 549: the countdown is never shorter than twenty seconds.
void nobody_is_hurried(Shell& shell) {
    CHECK(!shell.configured("countdown_seconds = 5\n"));
}

void words_win_over_the_configuration(Shell& shell) {
    shell.files.put("kiosk.toml", "content = [\"a\"]\npanel_inches = 21.5\nsite = \"configured\"\n");
    auto options =
        shell.read({"--config", "kiosk.toml", "--content", "b", "--window", "800x600@7in", "--site", "asked"});
    CHECK_OK(options);
    CHECK((options->content == std::vector<Path>{"b"}));
    CHECK(options->inches == 7.0);
    CHECK_EQ(options->site, std::string("asked"));
}

void looks(Shell& shell) {
    auto options = shell.read({"--text-size", "extra-large", "--contrast", "white-on-black", "--lang", "ti"});
    CHECK_OK(options);
    CHECK(options->text_size == ui::TextSize::ExtraLarge);
    CHECK(options->contrast == ui::Contrast::WhiteOnBlack);
    CHECK_EQ(options->language, std::string("ti"));
    CHECK_REFUSED(shell.read({"--text-size", "huge"}), "options.usage");
    CHECK_REFUSED(shell.read({"--contrast", "pink"}), "options.usage");
    CHECK_REFUSED(shell.read({"--now", "yesterday"}), "options.usage");
    CHECK_REFUSED(shell.read({"--size", "wide"}), "options.usage");
    CHECK_REFUSED(shell.read({"--no-such-word"}), "options.usage");
}

}  // namespace

int run_options_tests() {
    const CMUnitTest tests[] = {
        test<content_in_order, Shell>("content roots keep their order"),
        test<sizes>("sizes are read strictly"),
        test<an_unknown_key_is_named, Shell>("an unknown configuration key is an error that names it"),
        test<a_missing_configuration_is_an_error, Shell>("a configuration that is not there is an error"),
        test<a_broken_configuration_is_an_error, Shell>("a broken or oversized configuration is an error"),
        test<the_configuration_is_read, Shell>("the configuration is read"),
        test<a_site_says_what_the_image_cannot_know, Shell>(
            "a later configuration adds to an earlier one, and paths are seen from the file they stand in"),
        test<nobody_is_hurried, Shell>("a countdown shorter than twenty seconds is refused"),
        test<words_win_over_the_configuration, Shell>("words on the command line win over the configuration"),
        test<looks, Shell>("sizes, contrasts and moments are read strictly"),
    };
    return run("app options", tests);
}
