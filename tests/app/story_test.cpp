// The demo happens as its README tells it: the table there is the expectation.
#include <sstream>

#include "kiosk/app/kiosk.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::supply;
using namespace baken::testing;

namespace {

struct Moment {
    std::string when;   // RFC 3339
    std::string shown;  // "**12**, 11, *14*"
    std::string past;
};

std::string trimmed(const std::string& text) {
    auto begin = text.find_first_not_of(' ');
    auto end = text.find_last_not_of(' ');
    return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
}

// "22 Nov 14:08", in Dutch time.
std::string moment_of(const std::string& words) {
    std::istringstream in(words);
    std::string day, month, time;
    in >> day >> month >> time;
    if (month != "Nov" || time.size() != 5) return {};
    return "2026-11-" + day + "T" + time + ":00+01:00";
}

std::vector<Moment> moments() {
    std::istringstream lines(read_text("content/demo/README.md"));
    std::vector<Moment> found;
    bool in_table = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("| moment |")) in_table = true;
        if (!in_table || !line.starts_with("| 2")) continue;
        std::istringstream cells(line.substr(1));
        std::string when, shown, past;
        std::getline(cells, when, '|');
        std::getline(cells, shown, '|');
        std::getline(cells, past, '|');
        found.push_back({moment_of(trimmed(when)), trimmed(shown), trimmed(past)});
    }
    return found;
}

// "demo-12-gas-leak" is number 12.
std::string number_of(const Holdings& holdings, std::size_t alert) {
    return holdings.alerts[alert].alert.identifier.substr(5, 2);
}

void add(std::string& list, const std::string& word) {
    list += list.empty() ? word : ", " + word;
}

std::string shown_by(Kiosk& kiosk) {
    std::string list;
    for (const auto& shown : kiosk.due().shown) {
        auto number = number_of(kiosk.holdings(), shown.alert);
        bool all_clear = shown.kind == bulletins::Kind::AllClear;
        add(list, shown.takeover ? "**" + number + "**" : all_clear ? "*" + number + "*" : number);
    }
    return list.empty() ? "none" : list;
}

std::string past_of(Kiosk& kiosk) {
    std::string list;
    for (const auto& past : kiosk.due().history) add(list, number_of(kiosk.holdings(), past.alert));
    return list.empty() ? "none" : list;
}

void each_moment_shows_what_the_table_says() {
    auto all = moments();
    CHECK(all.size() >= 10);
    for (const auto& moment : all) {
        Booth booth{moment.when};
        auto kiosk = booth.kiosk();
        if (shown_by(kiosk) != moment.shown || past_of(kiosk) != moment.past) {
            fail_check(moment.when + ": shows " + shown_by(kiosk) + " and past " + past_of(kiosk), __FILE__, __LINE__);
        }
        bool takeover = moment.shown.find("**") != std::string::npos;
        CHECK((kiosk.showing() == Showing::Takeover) == takeover);
    }
}

// The same, but one kiosk lives through it all.
void it_happens_by_itself_as_time_passes() {
    auto all = moments();
    Booth booth{all.front().when};
    auto kiosk = booth.kiosk();
    for (const auto& moment : all) {
        auto ahead = *parse_rfc3339(moment.when) - booth.clock().now();
        pass(kiosk, booth.clock(), ahead);
        CHECK_EQ(shown_by(kiosk), moment.shown);
        CHECK_EQ(past_of(kiosk), moment.past);
    }
}

// A clock that was days ahead is put right.
void what_seemed_to_be_over_comes_back() {
    Booth booth{kAfternoon};
    auto kiosk = booth.kiosk();
    auto shown = shown_by(kiosk);
    booth.clock().set(booth.clock().now() + std::chrono::hours{24 * 30});
    kiosk.update();
    CHECK(shown_by(kiosk) != shown);
    booth.clock().set(*parse_rfc3339(kAfternoon));
    kiosk.update();
    CHECK_EQ(shown_by(kiosk), shown);
}

}  // namespace

int run_story_tests() {
    const CMUnitTest tests[] = {
        test<each_moment_shows_what_the_table_says>("each moment of the demo shows what its README says"),
        test<it_happens_by_itself_as_time_passes>("the demo happens by itself as time passes"),
        test<what_seemed_to_be_over_comes_back>("what seemed to be over comes back when the clock is put right"),
    };
    return run("app story", tests);
}
