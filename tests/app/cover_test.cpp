// What covers a page leaves that page, and whoever stands there, as they were.
#include "kiosk/app/kiosk.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Stand : Booth {
    explicit Stand(const std::string& moment = kAfternoon) : Booth(moment) {}
    void act(const ui::Action& action) {
        play.act(action);
        play.update();
    }
    void take(const ui::Input& input) {
        play.take(input);
        play.update();
    }
    void wait(Duration length) { pass(play, clock(), length); }
    [[nodiscard]] bool offers(const ui::Action& action) const { return play.scene().find(action) != nullptr; }

    Kiosk play = kiosk();
};

void a_stick_leaves_the_page_where_it_is(Stand& stand) {
    stand.act({"open-bulletins", ""});
    SupplyNews news;
    news.stick = sync::Outcome{.kind = sync::Outcome::Kind::NotReached, .why = Error{"stick.read", "it is broken", ""}};
    stand.play.hear(news);
    stand.play.update();
    CHECK(stand.play.showing() == Showing::StickNotice);
    CHECK(!stand.offers({"back", ""}));
    stand.take(ui::KeyPress{ui::Key::Back});
    stand.take(ui::KeyPress{ui::Key::Help});
    stand.act({"stick-seen", ""});
    CHECK(stand.play.showing() == Showing::Route);
    CHECK(stand.play.session().route() == (Route{Screen::Bulletins, ""}));
}

}  // namespace

int run_cover_tests() {
    const CMUnitTest tests[] = {
        test<a_stick_leaves_the_page_where_it_is, Stand>("what is told of a stick leaves the page below where it is"),
    };
    return run("app cover", tests);
}
