// What receipts do, true ones and forged ones, and when a record that has one is wiped.
#include <filesystem>
#include <fstream>

#include "tests/post/office.hpp"
#include "tests/post/post_tests.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

void wipes_after_the_receipt(Office& here) {
    auto stored = *here.save(Office::help());
    const auto& identity = here.office->identity();
    records::Receipt receipt{stored.id,        identity.id(),      1,  records::ReceiptState::Answered,
                             here.clock.now(), "Kom naar de kerk", {}, {}};
    auto bytes = *records::seal_receipt(receipt, identity.sealing.public_bytes(), here.receipts);
    DiskFiles files;
    auto outbox = *store::Outbox::open(files, here.temp.path);
    sync::ReceiptSide side{identity.id(), identity.sealing, here.office->cp_keys()};
    CHECK(*sync::take_receipt(outbox, side, bytes, here.clock.now()));
    CHECK(!*sync::take_receipt(outbox, side, bytes, here.clock.now()));
    auto forged = *records::seal_receipt(receipt, identity.sealing.public_bytes(), trust::SigningKey::generate());
    CHECK_REFUSED(sync::take_receipt(outbox, side, forged, here.clock.now()), "receipt.signature");
    receipt.kiosk = "another";
    auto foreign = *records::seal_receipt(receipt, identity.sealing.public_bytes(), here.receipts);
    CHECK_REFUSED(sync::take_receipt(outbox, side, foreign, here.clock.now()), "receipt.kiosk");
    here.state.hear(here.office->carried({}));
    CHECK_EQ(here.state.tickets->at(stored.ticket).delivery.answer, std::string("Kom naar de kerk"));
    CHECK_EQ(here.state.outbox.waiting, 0U);
    here.clock.advance(24h * 8);
    here.hear_a_word();
    here.state.hear(here.office->pass());
    CHECK(here.state.tickets->empty());
}

// At the start, before the network sets it right, and while it runs, by whoever owns the network.
void a_clock_that_is_ahead_wipes_nothing(Office& here) {
    auto stored = *here.save(Office::help());
    const auto& identity = here.office->identity();
    records::Receipt receipt{stored.id, identity.id(), 1, records::ReceiptState::Received, here.clock.now(), {}, {},
                             {}};
    auto bytes = *records::seal_receipt(receipt, identity.sealing.public_bytes(), here.receipts);
    DiskFiles files;
    auto outbox = *store::Outbox::open(files, here.temp.path);
    CHECK(*sync::take_receipt(outbox, {identity.id(), identity.sealing, here.office->cp_keys()}, bytes,
                              here.clock.now()));
    auto right = here.clock.now();
    auto is_there = [&] {
        here.state.hear(here.office->pass());
        return here.state.tickets->contains(stored.ticket);
    };
    here.clock.set(right + 24h * 365);
    here.office.emplace(here.clock, here.wishes);
    here.state.hear(here.office->first());
    CHECK(is_there());
    here.know_place(right);
    CHECK(is_there());
    here.clock.advance(1h);
    CHECK(is_there());
    // The word of the next week ends the waiting at once.
    here.know_place(right + 24h * 8);
    CHECK(here.office->deadline() <= here.clock.tick());
    CHECK(!is_there());
}

// Somebody fills a stick with receipts of their own making: to keep the kiosk busy, and to push what staff and
// strangers did out of the log.
void forged_receipts_are_bounded(Office& here) {
    here.open_door();
    auto stored = *here.save(Office::help());
    const auto& identity = here.office->identity();
    TempFolder stick;
    auto folder = stick.path / "baken" / "receipts" / identity.id();
    std::filesystem::create_directories(folder);
    auto stranger = trust::SigningKey::generate();
    for (int n = 1; n <= 300; ++n) {
        records::Receipt receipt{stored.id,        identity.id(), n,  records::ReceiptState::Answered,
                                 here.clock.now(), "Al geholpen", {}, {}};
        std::ofstream(folder / (stored.id + "." + std::to_string(n) + ".receipt"), std::ios::binary)
            << *records::seal_receipt(receipt, identity.sealing.public_bytes(), stranger);
    }
    auto before = here.state.staff.audit.size();
    here.order(CarryByStick{stick.path});
    CHECK_EQ(here.state.stick->receipts, 0U);
    CHECK(here.state.stick->refused > 0 && here.state.stick->refused <= 100);
    CHECK_EQ(here.state.staff.audit.size(), before + 1);
    CHECK_EQ(here.state.staff.audit.front().what, std::string("stick.receipt.signature"));
    CHECK(here.state.tickets->at(stored.ticket).delivery.answer.empty());
    CHECK_EQ(here.state.outbox.waiting, 1U);
}

}  // namespace

int run_post_receipts_tests() {
    const CMUnitTest tests[] = {
        test<wipes_after_the_receipt, Office>(
            "an answer shows on the ticket, false ones are refused, and time wipes it"),
        test<a_clock_that_is_ahead_wipes_nothing, Office>("a clock that runs ahead wipes nothing that was answered"),
        test<forged_receipts_are_bounded, Office>(
            "a stick full of forged receipts is one line in the log, and left soon"),
    };
    return run("post receipts", tests);
}
