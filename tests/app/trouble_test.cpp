// What staff read of a machine that lacks something: for each trouble a sentence, and what to do.
#include "kiosk/app/kiosk.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::supply;
using namespace baken::testing;

namespace {

// An appliance in good order whose page of how it stands is open.
struct Appliance {
    Appliance() {
        facts.system = device::SystemFacts{.version = "1"};
        facts.disk = device::Disk{.total = 2'000'000'000, .free = 900'000'000};
        facts.network = device::Network::Cable;
    }
    bool tells(std::string_view words) {
        bare.tell(facts);
        kiosk.act({"open-diagnostic", ""});
        kiosk.update();
        return std::ranges::any_of(kiosk.scene().items,
                                   [&](const auto& item) { return item.name.find(words) != std::string::npos; });
    }
    Machine machine() {
        auto made = booth.world->machine(kHouse);
        made.device = &bare;
        return made;
    }

    Booth booth;
    device::BareMachine bare;
    device::MachineFacts facts;
    Kiosk kiosk{machine(), booth.world->holdings};
};

void all_is_well(Appliance& here) {
    CHECK(here.tells("900 MB vrij"));
    CHECK(here.tells("De netwerkkabel zit erin"));
    CHECK(here.tells("Er is een aanraakscherm"));
    CHECK(!here.tells("Waarschuw"));
}

void a_disk(Appliance& here) {
    here.facts.disk->free = 10'000'000;
    CHECK(here.tells("Bijna vol: 10 MB vrij"));
    here.facts.disk->free = 1'000'000'000;
    here.facts.disk->remade = true;
    CHECK(here.tells("zijn opnieuw gemaakt"));
    here.facts.disk->remade = false;
    here.facts.disk->worn = 90;
    CHECK(here.tells("bijna versleten"));
    here.facts.disk->worn.reset();
    here.facts.disk->errors = 1;
    CHECK(here.tells("bijna versleten"));
    here.facts.disk->writable = false;
    CHECK(here.tells("Er kan niets meer worden bewaard"));
    here.facts.disk->tpm_off = true;
    CHECK(here.tells("De TPM van dit apparaat staat uit"));
    here.facts.disk.reset();
    CHECK(here.tells("Dit apparaat kan niets bewaren"));
}

void a_house_that_is_not_kept(Appliance& here) {
    here.kiosk.hear_of_house(Error{"files.write", "house.json: no space left", ""});
    CHECK(here.tells("house.json: no space left"));
    here.kiosk.hear_of_house(std::nullopt);
    CHECK(!here.tells("house.json: no space left"));
}

void a_network(Appliance& here) {
    here.facts.network = device::Network::NoCard;
    CHECK(here.tells("Dit apparaat heeft geen netwerkaansluiting"));
    here.facts.network = device::Network::NoCable;
    CHECK(here.tells("Controleer de kabel"));
    CHECK(here.tells("Breng nieuwe berichten zo lang met een USB-stick"));
}

void a_panel(Appliance& here) {
    CHECK(!here.tells("Het scherm was los"));
    here.kiosk.panel_came_back();
    CHECK(here.tells("Het scherm was los, tot "));
    here.kiosk.resize(kHouse, PanelSize::Guessed);
    CHECK(here.tells("Het scherm zegt niet hoe groot het is"));
    here.kiosk.set_touch(false);
    CHECK(here.tells("Geen aanraakscherm gevonden"));
}

// What the last order told the keeper of records, who writes it into each; nothing when there was none.
std::optional<records::ClockConfidence> told_of_clock(Appliance& here) {
    std::optional<records::ClockConfidence> told;
    for (const auto& order : here.kiosk.take_orders()) {
        if (const auto* place = std::get_if<post::KnowPlace>(&order)) told = place->clock;
    }
    return told;
}

// A word is here that was signed a day later than the clock says, until somebody puts that right, or sets it back.
void a_clock(Appliance& here) {
    using enum records::ClockConfidence;
    CHECK(told_of_clock(here) == Sure);
    auto of_word = here.booth.clock().now() + std::chrono::hours{24};
    SupplyNews news;
    news.signed_floor = of_word;
    here.kiosk.hear(news);
    CHECK(here.tells("Niet zeker"));
    CHECK(told_of_clock(here) == Unsure);
    here.booth.clock().set(of_word);
    CHECK(!here.tells("Niet zeker"));
    CHECK(told_of_clock(here) == Sure);
    CHECK(!here.tells("Niet zeker"));
    CHECK(!told_of_clock(here));
    here.booth.clock().set(of_word - std::chrono::hours{24});
    CHECK(here.tells("Niet zeker"));
    CHECK(told_of_clock(here) == Unsure);
}

void a_stick(Appliance& here) {
    SupplyNews news;
    news.stick = sync::Outcome{.kind = sync::Outcome::Kind::NotReached, .why = Error{"stick.read", "it is broken", ""}};
    here.kiosk.hear(news);
    here.kiosk.act({"stick-seen", ""});
    CHECK(here.tells("De USB-stick kon niet worden gelezen"));
}

}  // namespace

int run_trouble_tests() {
    const CMUnitTest tests[] = {
        test<all_is_well, Appliance>("a machine in good order alarms nobody"),
        test<a_disk, Appliance>("a disk that is full, worn, locked, made anew or not there has its sentence"),
        test<a_house_that_is_not_kept, Appliance>("what staff set and the disk does not take is told until it does"),
        test<a_network, Appliance>("a machine without a network card or cable has its sentence"),
        test<a_panel, Appliance>("a panel that was gone, tells no size or feels no finger has its sentence"),
        test<a_clock, Appliance>(
            "a clock that is behind has its sentence until it is put right, and records tell the same"),
        test<a_stick, Appliance>("a stick that could not be read has its sentence"),
    };
    return run("app troubles", tests);
}
