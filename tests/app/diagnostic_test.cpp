// The page behind the triangle that needs no PIN.
#include <set>

#include "kiosk/app/tour_staff.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::post;
using namespace baken::testing;

namespace {

// A house with requests, offers and reports of people, whose door staff left open.
struct Trusting : Booth {
    Kiosk play = kiosk();
    std::shared_ptr<const StaffList> people;
    Trusting() { hear_door(StaffNews::Door::Open); }
    void hear_door(StaffNews::Door door) {
        auto post = example_post(play.now());
        post.staff->door = door;
        people = post.staff->list;
        play.hear(std::move(post));
        play.update();
    }
    void open(const std::string& verb) {
        play.act({verb, ""});
        play.update();
        (void)play.take_orders();
    }
    // Everything the page says, below its edge too.
    std::string said() {
        std::string all;
        for (int part = 0; part < 40; ++part) {
            for (const auto& sentence : ui::read_aloud(play.scene())) all += sentence + "\n";
            if (play.scene().find(ui::Action{"scroll-down", "diagnostic"}) == nullptr) break;
            auto before = play.session().scrolls;
            play.act({"scroll-down", "diagnostic"});
            pass(play, clock(), std::chrono::seconds{1});
            if (play.session().scrolls == before) break;
        }
        return all;
    }
};

void tells_of_nobody(Trusting& here) {
    here.open("staff-open");
    here.open("open-diagnostic");
    auto said = here.said();
    CHECK(said.find("Baken 0.1.0") != std::string::npos);
    CHECK(here.people->size() > 5);
    for (const char* personal :
         {"Naarderstraat", "Kovalenko", "06 12 34", "Insuline", "de Boer", "Zeilmakerslaan", "DRA-"})
        CHECK_EQ(said.find(personal), std::string::npos);
    // What is looked for is there to be found, on the page that does need a PIN.
    here.play.act({"home", ""});
    here.play.update();
    here.open("staff-open");
    here.hear_door(StaffNews::Door::Locked);
    here.hear_door(StaffNews::Door::Open);
    here.play.act({"staff-go", "request " + here.people->at(2)->record.head.id});
    here.play.update();
    std::string request;
    for (const auto& sentence : ui::read_aloud(here.play.scene())) request += sentence;
    CHECK(request.find("Kovalenko") != std::string::npos);
}

void changes_nothing(Trusting& here) {
    here.open("staff-open");
    here.open("open-diagnostic");
    std::set<std::pair<std::string, std::string>> pressed;
    for (const auto& item : here.play.scene().items) {
        if (item.pressable()) pressed.insert({item.action.verb, item.action.object});
    }
    CHECK(pressed.size() > 5);
    for (const auto& [verb, object] : pressed) {
        here.play.act({"home", ""});
        here.open("open-diagnostic");
        here.play.act({verb, object});
        here.play.update();
        for (const auto& order : here.play.take_orders()) {
            if (std::holds_alternative<Lock>(order)) continue;
            fail_check(std::string("an order comes of ").append(verb).append(" ").append(object), __FILE__, __LINE__);
        }
        CHECK(here.play.take_stick_orders().empty());
        CHECK(!here.play.take_house().has_value());
    }
}

}  // namespace

int run_diagnostic_tests() {
    const CMUnitTest tests[] = {
        test<tells_of_nobody, Trusting>("the diagnostic page tells nothing of anybody"),
        test<changes_nothing, Trusting>("nothing that is pressed on the diagnostic page changes anything"),
    };
    return run("app diagnostic", tests);
}
