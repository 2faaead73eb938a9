// A data partition that takes nothing any more must keep no warning from the screen.
#include <fmt/format.h>

#include "kiosk/store/database.hpp"
#include "kiosk/store/spare.hpp"
#include "kiosk/supply/supplier.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "tests/supply/supply_tests.hpp"
#include "tests/support/altered_disk.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/sync/region.hpp"

using namespace baken;
using namespace baken::supply;
using namespace baken::testing;
using sync::Outcome;

namespace {

// A card that was written to long enough: from then on it can only be read. Its database still opens, unless the last
// program ended cleanly and left SQLite something to make anew.
class WornCard final : public AlteredDisk {
public:
    WornCard(Path data, ManualClock& clock) : data_(std::move(data)), clock_(clock) {}
    void wear_out() { worn_ = true; }
    void wear_out_and_open_no_more() { worn_ = closed_ = true; }
    // Of the objects on it only these many read from now on: the first that are asked for.
    void read_only_the_first(int objects) {
        left_ = objects;
        ends_ = false;
    }
    void takes_to_refuse(Duration each) { takes_ = each; }
    void end_the_program_after(int objects) {
        left_ = objects;
        ends_ = true;
    }
    [[nodiscard]] int unread() const { return unread_; }
    struct Ended {};

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        bool counts = left_ && path.native().starts_with((data_ / "objects").native());
        if (!counts || (*left_)-- > 0) return AlteredDisk::read(path, limit);
        if (ends_) throw Ended{};
        ++unread_;
        clock_.advance(takes_);
        return refuse("files.read", path.string() + ": the disk does not read");
    }
    Done replace(const Path& path, std::string_view bytes) override {
        TRY_DONE(check(path));
        return AlteredDisk::replace(path, bytes);
    }
    Done write(const Path& path, std::string_view bytes) override {
        TRY_DONE(check(path));
        return AlteredDisk::write(path, bytes);
    }
    Done rename(const Path& from, const Path& to) override {
        TRY_DONE(check(to));
        return AlteredDisk::rename(from, to);
    }
    Done remove(const Path& path) override {
        TRY_DONE(check(path));
        return AlteredDisk::remove(path);
    }
    Done make_folder(const Path& folder) override {
        if (closed_ || !std::filesystem::is_directory(folder)) TRY_DONE(check(folder));
        return AlteredDisk::make_folder(folder);
    }

private:
    [[nodiscard]] Done check(const Path& path) const {
        bool on_it = worn_ && path.native().starts_with(data_.native());
        return on_it ? Done{refuse("files.read_only", path.string() + ": the disk is read-only")} : Done{};
    }
    Path data_;
    ManualClock& clock_;
    Duration takes_{};
    bool worn_ = false;
    bool closed_ = false;
    bool ends_ = false;
    std::optional<int> left_;
    int unread_ = 0;
};

// A kiosk's card, and a region whose stick lies ready.
struct Card {
    TempFolder temp;
    Region region{temp.path / "drawer"};
    ManualClock clock{region.now};
    WornCard card{temp.path / "data", clock};
    SupplyWishes wishes;

    Card() {
        CHECK_OK(card.replace(temp.path / "root.json", region.root()));
        wishes.root = temp.path / "root.json";
        wishes.data = temp.path / "data";
        wishes.spare = temp.path / "spare";
    }
    std::unique_ptr<Supplier> on_the_card() {
        auto opened = Supplier::open(card, clock, wishes);
        CHECK_OK(opened);
        return std::move(*opened);
    }
    SupplyNews bring(Supplier& kiosk) {
        sync::StickRoad road(card, region.stick());
        return kiosk.take(road);
    }
    void publish(const std::string& id, const std::string& headline) {
        region.set("bulletins/" + id + ".xml", message(id, headline));
        region.publish();
    }
    static std::size_t shown(const SupplyNews& news) { return news.holdings ? news.holdings->alerts.size() : 0; }
    static bool is_told(const SupplyNews& news) {
        return std::ranges::any_of(
            news.problems, [](const Error& one) { return one.message.starts_with("what comes is kept in memory"); });
    }
};

void a_worn_card_keeps_no_warning_out(Card& here) {
    auto kiosk = here.on_the_card();
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 2U);
    here.card.wear_out();
    here.publish("third", "Derde bericht");
    auto third = here.bring(*kiosk);
    CHECK(third.stick->kind == Outcome::Kind::Switched);
    CHECK_EQ(third.stick->fetched_files, 1U);
    CHECK_EQ(Card::shown(third), 3U);
    CHECK(Card::is_told(third));
    here.publish("fourth", "Vierde bericht");
    auto fourth = here.bring(*kiosk);
    CHECK_EQ(Card::shown(fourth), 4U);
    CHECK(Card::is_told(fourth));
}

// A page of the card's database rots under the program that has it open.
void a_database_that_rots_keeps_no_warning_out(Card& here) {
    auto kiosk = here.on_the_card();
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 2U);
    {
        auto beside = store::Database::open(here.wishes.data / store::Store::kFile);
        CHECK_OK(beside);
        CHECK_OK(
            beside->run("PRAGMA writable_schema=ON;"
                        "UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'setting';"
                        "PRAGMA schema_version=77"));
    }
    here.publish("third", "Derde bericht");
    auto third = here.bring(*kiosk);
    CHECK(third.stick->kind == Outcome::Kind::Switched);
    CHECK_EQ(Card::shown(third), 3U);
    CHECK(Card::is_told(third));
    CHECK(third.signed_floor.has_value());
}

void neither_does_it_without_its_root(Card& here) {
    (void)here.bring(*here.on_the_card());
    std::filesystem::remove(here.wishes.root);
    auto kiosk = here.on_the_card();
    here.card.wear_out();
    here.publish("third", "Derde bericht");
    auto third = here.bring(*kiosk);
    CHECK_EQ(Card::shown(third), 3U);
    CHECK(Card::is_told(third));
}

// The program is started anew, and finds the card as it is.
void goes_on_after_a_start(Card& here) {
    auto kiosk = here.on_the_card();
    auto first = kiosk->first();
    CHECK_EQ(Card::shown(first), 3U);
    CHECK(Card::is_told(first));
    here.publish("fourth", "Vierde bericht");
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 4U);
}

void show_a_third_from_memory(Card& here) {
    auto kiosk = here.on_the_card();
    (void)here.bring(*kiosk);
    here.card.wear_out();
    here.publish("third", "Derde bericht");
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 3U);
}

void what_memory_holds_outlives_a_start(Card& here) {
    show_a_third_from_memory(here);
    goes_on_after_a_start(here);
}

void so_it_does_when_the_card_opens_no_more(Card& here) {
    show_a_third_from_memory(here);
    here.card.wear_out_and_open_no_more();
    goes_on_after_a_start(here);
}

void a_worn_card_is_read_at_a_start(Card& here) {
    CHECK_EQ(Card::shown(here.bring(*here.on_the_card())), 2U);
    here.card.wear_out_and_open_no_more();
    auto kiosk = here.on_the_card();
    auto first = kiosk->first();
    CHECK_EQ(Card::shown(first), 2U);
    CHECK(Card::is_told(first));
    here.publish("third", "Derde bericht");
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 3U);
}

// The card took something again for a while, and has what came since.
void the_spare_never_goes_back(Card& here) {
    auto kiosk = here.on_the_card();
    (void)here.bring(*kiosk);
    {
        auto before = store::open_spare(here.card, here.clock, here.wishes.data, here.wishes.spare, 0);
        CHECK_OK(before);
    }
    here.publish("third", "Derde bericht");
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 3U);
    kiosk.reset();
    kiosk = here.on_the_card();
    auto again = kiosk->first();
    CHECK_EQ(Card::shown(again), 3U);
    CHECK(!Card::is_told(again));
    here.card.wear_out();
    here.publish("fourth", "Vierde bericht");
    auto fourth = here.bring(*kiosk);
    CHECK_EQ(Card::shown(fourth), 4U);
    CHECK_EQ(fourth.stick->fetched_files, 1U);
}

// Two messages and ten more, on a card that opens no more.
void fill_and_wear_out(Card& here) {
    for (int each = 0; each < 10; ++each) {
        here.region.set(fmt::format("bulletins/more-{}.xml", each), message(fmt::format("more-{}", each), "Nog een"));
    }
    here.region.publish();
    CHECK_EQ(Card::shown(here.bring(*here.on_the_card())), 12U);
    here.card.wear_out_and_open_no_more();
}

void a_disk_slow_to_refuse_is_asked_twice(Card& here) {
    fill_and_wear_out(here);
    here.card.read_only_the_first(3);
    here.card.takes_to_refuse(std::chrono::seconds{30});
    auto kiosk = here.on_the_card();
    CHECK_EQ(here.card.unread(), 2);
    CHECK_EQ(Card::shown(kiosk->first()), 3U);
    CHECK_EQ(Card::shown(here.bring(*kiosk)), 12U);
}

// After three objects.
bool is_ended_while_it_copies(Card& here) {
    here.card.end_the_program_after(3);
    try {
        (void)here.on_the_card();
    } catch (const WornCard::Ended&) {
        return true;
    }
    return false;
}

void a_copy_that_was_broken_off_is_gone_on_with(Card& here) {
    fill_and_wear_out(here);
    CHECK(is_ended_while_it_copies(here));
    here.card.read_only_the_first(100);
    CHECK_EQ(Card::shown(here.on_the_card()->first()), 12U);
}

// Else it would be broken off again for the time it takes, and so for ever.
void one_that_was_broken_off_asks_once(Card& here) {
    fill_and_wear_out(here);
    CHECK(is_ended_while_it_copies(here));
    here.card.read_only_the_first(2);
    auto kiosk = here.on_the_card();
    CHECK_EQ(here.card.unread(), 1);
    CHECK_EQ(Card::shown(kiosk->first()), 5U);
}

void without_a_spare_it_is_refused(Card& here) {
    here.wishes.spare.clear();
    auto kiosk = here.on_the_card();
    (void)here.bring(*kiosk);
    here.card.wear_out();
    here.publish("third", "Derde bericht");
    CHECK(here.bring(*kiosk).stick->kind == Outcome::Kind::Refused);
    here.card.wear_out_and_open_no_more();
    CHECK_REFUSED(Supplier::open(here.card, here.clock, here.wishes), "files.read_only");
}

}  // namespace

int run_worn_card_tests() {
    const CMUnitTest tests[] = {
        test<a_worn_card_keeps_no_warning_out, Card>("a card that takes nothing any more keeps no warning out"),
        test<a_database_that_rots_keeps_no_warning_out, Card>("nor does one whose database rots under the program"),
        test<neither_does_it_without_its_root, Card>("neither does it when the root it was given is lost as well"),
        test<what_memory_holds_outlives_a_start, Card>("what was kept in memory is shown when the program starts anew"),
        test<so_it_does_when_the_card_opens_no_more, Card>("so it is where the card does not even open any more"),
        test<a_worn_card_is_read_at_a_start, Card>("what a card that takes nothing holds is shown after a start"),
        test<the_spare_never_goes_back, Card>("what was kept in memory before is no reason to show something older"),
        test<a_disk_slow_to_refuse_is_asked_twice, Card>(
            "a card that takes half a minute to refuse is asked for two objects"),
        test<a_copy_that_was_broken_off_is_gone_on_with, Card>("a copy to memory that was broken off is gone on with"),
        test<one_that_was_broken_off_asks_once, Card>("one that was broken off asks a card that does not read once"),
        test<without_a_spare_it_is_refused, Card>("without a folder in memory what comes is refused by name"),
    };
    return run("supply worn card", tests);
}
