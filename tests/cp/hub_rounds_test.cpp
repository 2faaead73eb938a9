// What a hub does again and again.
#include "cp/office/hub_rounds.hpp"

#include "cp/office/desk_sessions.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/cp/office.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

template <typename Place>
struct Hub : Office {
    Place place;

    Hub() {
        begin();
        CHECK_OK(publish());
    }
    std::unique_ptr<HubRounds> start() {
        auto rounds = HubRounds::open(region, place.address(), clock);
        CHECK_OK(rounds);
        return std::move(*rounds);
    }
    void note_strangers(HubRounds& rounds, const std::string& beginning) {
        for (int count = 0; count < 10'000; ++count) {
            rounds.presence().note(beginning + std::to_string(count), 1, clock.now());
        }
    }
    std::string heard(HubRounds& rounds) {
        CHECK(std::get<Answer>(rounds.carry_presence().run()).status == 200);
        auto known = rounds.store().presences();
        CHECK_OK(known);
        std::string names;
        for (const auto& [site, presence] : *known) names += site + " ";
        return names;
    }
};

template <typename Place>
void keeps_no_strange_names(Hub<Place>& hub) {
    auto rounds = hub.start();
    for (const auto* beginning : {"vreemd", "onbekend"}) {
        hub.note_strangers(*rounds, beginning);
        rounds->presence().note("noord", 2, hub.clock.now());
        CHECK_EQ(hub.heard(*rounds), std::string("noord "));
    }
}

template <typename Place>
void forgets_the_names_of_before(Hub<Place>& hub) {
    auto store = std::move(*DeskStore::open(hub.place.address()));
    auto now = hub.clock.now();
    CHECK_OK(store->note({{"noord", {now, 2, now}}, {"vreemd", {now, 2, now}}, {"o'vreemd", {now, 2, now}}}, now));
    auto rounds = hub.start();
    CHECK_EQ(hub.heard(*rounds), std::string("noord "));
}

template <typename Place>
void hears_a_site_from_its_publication_on(Hub<Place>& hub) {
    auto rounds = hub.start();
    CHECK_OK(hub.publishing.set_municipality({"GM0406", {"noord", "zuid"}}));
    hub.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuid'\n[municipality]\nname = 'Huizen'\n");
    rounds->presence().note("zuid", 2, hub.clock.now());
    CHECK_EQ(hub.heard(*rounds), std::string());
    rounds->presence().note("zuid", 2, hub.clock.now());
    CHECK_OK(hub.publish());
    CHECK_EQ(hub.heard(*rounds), std::string("zuid "));
}

// What is used by a clock two days ahead, and when that counts as used after this hub's rounds.
template <typename Place>
struct Ahead {
    Hub<Place>& hub;
    Instant now = hub.clock.now();
    std::unique_ptr<HubRounds> rounds = hub.start();
    std::string name = DeskSessions::new_name();

    explicit Ahead(Hub<Place>& of) : hub(of) { hub.clock.set(now + std::chrono::days{2}); }
    void sign_in() {
        DeskUser anna{.name = "anna"};
        CHECK_OK(DeskSessions(rounds->store()).begin(name, anna, "packed keys", hub.clock.now()));
    }
    void clean() { CHECK(std::get<Answer>(rounds->keep_clean().run()).status == 200); }
    bool is_open(Duration later) {
        using Touch = DeskSessions::Touch;
        return (*DeskSessions(rounds->store()).find(name, now + later, Touch::No)).has_value();
    }
};

template <typename Place>
void brings_sessions_back_with_the_clock(Hub<Place>& hub) {
    Ahead ahead(hub);
    ahead.clean();
    ahead.sign_in();
    hub.clock.set(ahead.now);
    ahead.clean();
    CHECK(ahead.is_open(std::chrono::minutes{29}));
    CHECK(!ahead.is_open(std::chrono::minutes{31}));
}

// The other hub's clock is right, and this one has been two days behind all the time.
template <typename Place>
void ends_no_session_of_a_hub_that_is_ahead(Hub<Place>& hub) {
    Ahead ahead(hub);
    ahead.sign_in();
    hub.clock.set(ahead.now);
    ahead.rounds = hub.start();
    ahead.clean();
    hub.clock.advance(std::chrono::minutes{10});
    ahead.clean();
    CHECK(ahead.is_open(std::chrono::days{2}));
}

template <typename Place>
int run_rounds_on(const char* module) {
    const CMUnitTest tests[] = {
        test<keeps_no_strange_names<Place>, Hub<Place>>("names that strangers make up are kept nowhere"),
        test<forgets_the_names_of_before<Place>, Hub<Place>>("a hub that begins forgets names that are no site's"),
        test<brings_sessions_back_with_the_clock<Place>, Hub<Place>>(
            "a session of a clock that ran ahead ends in time once that was put right"),
        test<ends_no_session_of_a_hub_that_is_ahead<Place>, Hub<Place>>(
            "a hub whose clock is behind ends no session of another"),
        test<hears_a_site_from_its_publication_on<Place>, Hub<Place>>("a site counts as soon as it is published"),
    };
    return run(module, tests);
}

}  // namespace

int run_hub_rounds_tests() {
    return run_rounds_on<OnSqlite>("hub rounds on SQLite") + run_rounds_on<OnPostgres>("hub rounds on PostgreSQL");
}
