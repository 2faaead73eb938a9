// Staff are told what happened, and only once it did.
#include "kiosk/app/staff_part.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;

namespace {

// The worker's word on the PIN that staff entered.
void refuse_pin(Manned& manned, const char* check) {
    for (const char* digit : {"2", "4", "6", "8"}) manned.act({"staff-digit", digit});
    manned.kiosk.act({"staff-enter", ""});
    (void)manned.kiosk.take_orders();
    PostNews news;
    news.staff = StaffNews{.door = StaffNews::Door::Locked, .refused = Error{check, "", ""}};
    manned.kiosk.hear(std::move(news));
    manned.kiosk.update();
}

void only_a_wrong_pin_is_called_wrong(Manned& manned) {
    manned.enter();
    manned.act({"staff-lock", ""});
    manned.act({"staff-open", ""});
    refuse_pin(manned, "box.memory");
    CHECK(!manned.says("Deze pincode klopt niet"));
    CHECK(manned.says("Dat ligt niet aan uw pincode"));
    CHECK(manned.says("box.memory"));
    refuse_pin(manned, "pin.wrong");
    CHECK(manned.says("Deze pincode klopt niet"));
    // Its countdown is over already.
    refuse_pin(manned, "pin.wait");
    CHECK(!manned.says("Deze pincode klopt niet"));
    CHECK(!manned.says("pin.wait"));
}

}  // namespace

int run_honest_tests() {
    const CMUnitTest tests[] = {
        test<only_a_wrong_pin_is_called_wrong, Manned>("only a wrong PIN is called wrong"),
    };
    return run("staff honest", tests);
}
