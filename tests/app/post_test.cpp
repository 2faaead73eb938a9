#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "kiosk/app/post_worker.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;
using Door = StaffNews::Door;

namespace {

const char* const kWord = "zeldzaamwoord";

struct Office {
    TempFolder temp;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    trust::SealingKey cp = trust::SealingKey::generate();
    trust::SigningKey receipts = trust::SigningKey::generate();
    PostWishes wishes{.data = temp.path, .site = "draaikom", .tickets_an_hour = 20};
    PostState state;
    std::optional<PostOffice> office;
    std::uint64_t tokens = 0;

    Office() { start(); }
    void start() {
        office.emplace(clock, wishes);
        state.hear(office->first());
        hear_a_word();
    }
    // Signed just now.
    void hear_a_word() { know_place(clock.now()); }
    void know_place(std::optional<Instant> signed_floor) {
        order(KnowPlace{records::CpKeys{{cp.public_bytes()}, {receipts.public_bytes()}}, "draaikom",
                        records::ClockConfidence::Sure, signed_floor});
    }
    void order(PostOrder one) { state.hear(office->take(std::move(one))); }
    Result<Stored> save(records::Body body, records::Priority priority = records::Priority::Today) {
        order(SaveRecord{++tokens, std::move(body), "nl", priority});
        return state.saved.at(tokens);
    }
    Result<Stored> step(const std::string& id, records::Step what) {
        order(TakeStep{++tokens, {id}, what, "buurtteam", kWord, {}});
        return state.saved.at(tokens);
    }
    static records::HelpRequest help(records::Need need = records::Need::Food) {
        records::HelpRequest request;
        request.need = need;
        request.note = kWord;
        request.contact = records::Contact{.name = kWord, .phone = "0612345678"};
        return request;
    }
    static records::EmergencyReport emergency() {
        records::EmergencyReport report;
        report.what = kWord;
        report.reporter = "A. de Vries";
        return report;
    }
    static records::Initiative initiative() {
        records::Initiative start;
        start.title = "Soep bij de kerk";
        start.what = "Iedere dag om zes uur";
        start.contact = records::Contact{.name = kWord};
        start.showing = records::Showing::MayBeShown;
        return start;
    }
    void open_door() { order(SetPin{{}, trust::Secret("2580")}); }
};

void gives_tickets(Office& here) {
    auto first = here.save(Office::help());
    CHECK_OK(first);
    CHECK(first->ticket.starts_with("DRA-1-"));
    CHECK(here.save(Office::help())->ticket.starts_with("DRA-2-"));
    CHECK_EQ(here.state.tickets->size(), 2U);
    const auto& known = here.state.tickets->at(first->ticket);
    CHECK_EQ(known.id, first->id);
    CHECK(!known.delivery.receipt);
    auto report = here.save(Office::emergency(), records::Priority::Now);
    CHECK_OK(report);
    CHECK(report->ticket.empty());
    CHECK_EQ(report->check_number.size(), 5U);
    CHECK_EQ(here.state.outbox.waiting, 3U);
    CHECK_EQ(here.state.outbox.emergencies.size(), 1U);
    CHECK_EQ(here.state.outbox.emergencies[0].check_number, report->check_number);
    here.start();
    CHECK_EQ(here.state.tickets->size(), 2U);
    CHECK(here.save(Office::help())->ticket.starts_with("DRA-3-"));
}

void nothing_typed_is_readable(Office& here) {
    here.open_door();
    auto id = here.save(Office::help())->id;
    CHECK_OK(here.save(Office::emergency()));
    CHECK_OK(here.save(Office::initiative()));
    CHECK_OK(here.step(id, records::Step::PassedOn));
    auto looked = 0;
    auto look = [&] {
        for (const auto& file : std::filesystem::recursive_directory_iterator(here.temp.path)) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(in), {}};
            for (const auto* word : {kWord, "0612345678", "de Vries", "buurtteam", "Soep"}) {
                if (bytes.find(word) != std::string::npos) fail_check(file.path().string(), __FILE__, __LINE__);
            }
            ++looked;
        }
    };
    look();
    here.office.reset();
    look();
    CHECK(looked > 6);
}

void refuses_by_name(Office& here) {
    auto wrong = Office::help();
    wrong.note = "a\x01";
    CHECK_REFUSED(here.save(wrong), "record.control");
    wrong.note = std::string(10'000, 'x');
    CHECK_REFUSED(here.save(wrong), "record.length");
    for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    CHECK_REFUSED(here.save(Office::help()), "post.often");
    // Staff's own are never too many.
    CHECK_OK(here.save(Office::emergency()));
    here.clock.advance(61min);
    CHECK_OK(here.save(Office::help()));
    here.order(KnowPlace{std::nullopt, "draaikom", records::ClockConfidence::Unsure});
    CHECK_REFUSED(here.save(Office::help()), "post.readers");
}

// A clock that ran ahead while many asked, and was set right since.
void a_clock_set_back_refuses_nobody(Office& here) {
    here.clock.advance(5h);
    for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    here.clock.set(here.clock.now() - 5h);
    for (int i = 0; i < 20; ++i) CHECK_OK(here.save(Office::help()));
    CHECK_REFUSED(here.save(Office::help()), "post.often");
}

void opens_for_staff(Office& here) {
    CHECK(here.state.staff.door == Door::NoPin);
    CHECK_OK(here.save(Office::help()));
    here.open_door();
    CHECK(here.state.staff.door == Door::Open);
    // What was kept before there was a PIN only the coordination point can open.
    CHECK_EQ(here.state.staff.unreadable, 1U);
    auto help = here.save(Office::help(records::Need::Medicines), records::Priority::Now)->id;
    CHECK_OK(here.save(Office::help()));
    auto emergency = here.save(Office::emergency())->id;
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(0)->record.head.id, emergency);
    CHECK_EQ(here.state.staff.list->at(1)->record.head.id, help);
    CHECK(here.state.staff.list->at(1)->record.head.clock == records::ClockConfidence::Sure);
    CHECK_OK(here.step(help, records::Step::HandledHere));
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(1)->steps.size(), 1U);
    CHECK(here.state.staff.list->at(1)->delivery.step == records::Step::HandledHere);
    here.order(Lock{});
    CHECK(here.state.staff.door == Door::Locked);
    CHECK(here.state.staff.list == nullptr);
    CHECK_REFUSED(here.step(help, records::Step::Closed), "post.locked");
    CHECK_OK(here.step(emergency, records::Step::GivenByRadio));
    here.start();
    here.order(Unlock{trust::Secret("0000")});
    CHECK_EQ(here.state.staff.refused->check, std::string("pin.wrong"));
    here.order(Unlock{trust::Secret("2580")});
    while (here.office->has_more()) here.state.hear(here.office->more());
    CHECK(here.state.staff.complete);
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.staff.list->at(0)->steps.size(), 1U);
    CHECK_EQ(here.state.staff.audit.front().what, std::string("unlock"));
    CHECK_EQ(here.state.staff.audit.at(1).what, std::string("pin.wrong"));
}

void locks_itself(Office& here) {
    here.open_door();
    here.clock.advance(4min);
    here.order(StaffIsHere{});
    here.clock.advance(4min);
    here.state.hear(here.office->pass());
    CHECK(here.state.staff.door == Door::Open);
    here.clock.advance(1min);
    CHECK(here.office->deadline() <= here.clock.tick());
    here.state.hear(here.office->pass());
    CHECK(here.state.staff.door == Door::Locked);
}

void shows_approved_initiatives(Office& here) {
    here.open_door();
    auto id = here.save(Office::initiative())->id;
    CHECK(here.state.board->empty());
    CHECK_OK(here.step(id, records::Step::Approved));
    CHECK_EQ(here.state.board->size(), 1U);
    CHECK_EQ(here.state.board->front().title, std::string("Soep bij de kerk"));
    CHECK_OK(here.save(records::SignUp{.initiative = id, .people = 2}));
    // Without staff there: the board is public.
    here.start();
    CHECK_EQ(here.state.board->front().joined, 2);
    auto hidden = Office::initiative();
    hidden.showing = records::Showing::Private;
    here.order(Unlock{trust::Secret("2580")});
    CHECK_OK(here.step(here.save(hidden)->id, records::Step::Approved));
    CHECK_EQ(here.state.board->size(), 1U);
    CHECK_OK(here.step(id, records::Step::Withdrawn));
    CHECK(here.state.board->empty());
}

void counts_without_telling(Office& here) {
    for (int i = 0; i < 4; ++i) CHECK_OK(here.save(Office::help()));
    here.order(SetMode{records::Mode::Exercise});
    CHECK_OK(here.save(Office::help()));
    here.start();
    CHECK(here.state.mode == records::Mode::Exercise);
    here.order(AskStatistics{});
    auto csv = *here.state.statistics_csv;
    CHECK(csv.find("2026-11-23T13:00:00Z,category,help-request/food,4\r\n") != std::string::npos);
    CHECK(csv.find(",5\r\n") == std::string::npos);
}

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

// What bit rot left of the staff key is no reason to leave the disk.
void rot_in_the_staff_key_costs_no_record(Office& here) {
    here.open_door();
    auto before = here.office->identity().id();
    std::ofstream(here.temp.path / "identity" / "staff.key") << "rot";
    here.start();
    CHECK_EQ(here.office->identity().id(), before);
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK_EQ(here.state.problems.front().check, std::string("staff-key.damaged"));
    CHECK(here.state.staff.door == Door::NoPin);
    auto stored = here.save(Office::help());
    CHECK_OK(stored);
    here.start();
    CHECK(here.state.problems.empty());
    CHECK(here.state.tickets->contains(stored->ticket));
}

// Neither is the count of wrong tries, when it cannot be read.
void unread_tries_cost_no_record(Office& here) {
    here.open_door();
    auto stored = here.save(Office::help());
    auto tries = here.temp.path / "identity" / "staff.tries";
    std::filesystem::remove(tries);
    std::filesystem::create_directory(tries);
    here.start();
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK(here.state.staff.door == Door::Locked);
    CHECK(here.state.tickets->contains(stored->ticket));
    here.order(Unlock{trust::Secret("2580")});
    CHECK(here.state.staff.door == Door::Open);
}

void goes_on_in_memory_as_itself(Office& here) {
    here.open_door();
    auto before = here.office->identity().id();
    here.office.reset();
    for (const auto* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(here.temp.path / (std::string("outbox.sqlite") + suffix));
    std::filesystem::create_directory(here.temp.path / "outbox.sqlite");
    here.start();
    CHECK(!here.state.problems.empty());
    CHECK_EQ(here.office->identity().id(), before);
    auto stored = here.save(Office::help());
    CHECK_OK(stored);
    // The PIN is still the one that staff chose.
    CHECK(here.state.staff.door == Door::Locked);
    here.order(SetPin{{}, trust::Secret("1111")});
    CHECK_EQ(here.state.staff.refused->check, std::string("pin.set"));
    here.order(Unlock{trust::Secret("2580")});
    CHECK_EQ(here.state.staff.list->at(0)->record.head.id, stored->id);
    // Who carries sees the same records, and what it brings is seen here.
    auto carrier = here.office->open_outbox_again();
    CHECK_OK(carrier);
    CHECK_EQ(carrier->waiting(10)->size(), 1U);
    records::Receipt receipt{stored->id, before, 1, records::ReceiptState::Received, here.clock.now(), {}, {}, {}};
    CHECK(*carrier->add_receipt(receipt, "sealed", here.clock.now()));
    here.state.hear(here.office->carried({}));
    CHECK_EQ(here.state.outbox.waiting, 0U);
    // Without a coordination point nothing is sealed to a key that nobody has.
    here.order(KnowPlace{std::nullopt, "draaikom", records::ClockConfidence::Unsure});
    CHECK_REFUSED(here.save(Office::help()), "post.readers");
}

// The card still reads, and takes no record any more.
void wear_out(const Path& folder) {
    auto database = store::Database::open(folder / "outbox.sqlite");
    CHECK_OK(database);
    CHECK_OK(
        database->run(std::string("CREATE TRIGGER worn BEFORE INSERT ON entry"
                                  " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")));
}

void a_card_that_wears_out_costs_no_record(Office& here) {
    here.open_door();
    auto before = *here.save(Office::help());
    wear_out(here.temp.path);
    auto report = here.save(Office::emergency(), records::Priority::Now);
    CHECK_OK(report);
    CHECK_EQ(here.office->outbox_moves(), 1);
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK_EQ(here.state.problems.front().check, std::string("store.database"));
    // What waited goes along, and who carries finds all of it.
    auto carrier = here.office->open_outbox_again();
    CHECK_OK(carrier);
    auto waiting = *carrier->waiting(10);
    CHECK_EQ(waiting.size(), 2U);
    CHECK_EQ(waiting[0].id, report->id);
    CHECK_EQ(waiting[1].id, before.id);
    CHECK(!(**carrier->envelope(before.id)).empty());
    CHECK(here.save(Office::help())->ticket.starts_with("DRA-2-"));
    CHECK_EQ(here.office->outbox_moves(), 1);
    CHECK(here.state.tickets->contains(before.ticket));
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.outbox.waiting, 3U);
}

void lost_records_cost_no_new_one(Office& here) {
    {
        auto database = *store::Database::open(here.temp.path / "outbox.sqlite");
        CHECK_OK(database.run(std::string("ALTER TABLE entry RENAME TO lost")));
    }
    CHECK(here.save(Office::help())->ticket.starts_with("DRA-1-"));
    CHECK_OK(here.save(Office::emergency(), records::Priority::Now));
    CHECK_EQ(here.office->open_outbox_again()->waiting(10)->size(), 2U);
    CHECK_EQ(here.state.problems.front().check, std::string("store.database"));
    // Nobody chose a PIN, and the disk would take none.
    here.open_door();
    CHECK(here.state.staff.door == Door::Open);
}

void the_courier_follows_to_memory(Office& here) {
    here.office.reset();
    TempFolder hub;
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.path.string()}};
    SystemClock clock;
    CourierWishes wishes{{"http://127.0.0.1:" + server.line() + "/stranger"}, {}};
    PostWorker worker(clock, here.wishes, wishes, [] {});
    worker.order(KnowPlace{records::CpKeys{{here.cp.public_bytes()}, {here.receipts.public_bytes()}}, "draaikom",
                           records::ClockConfidence::Sure});
    auto save = [&](std::uint64_t token) {
        worker.order(SaveRecord{token, Office::emergency(), "nl", records::Priority::Now});
        while (!here.state.saved.contains(token)) {
            for (auto& news : worker.take()) here.state.hear(std::move(news));
            std::this_thread::yield();
        }
        return here.state.saved.at(token);
    };
    auto before = save(101);
    CHECK_OK(before);
    wear_out(here.temp.path);
    auto report = save(102);
    CHECK_OK(report);
    for (std::string asked; asked.find("PUT") == std::string::npos || asked.find(report->id) == std::string::npos;) {
        std::ifstream log(hub.path / "log");
        asked.assign(std::istreambuf_iterator<char>(log), {});
        std::this_thread::yield();
    }
}

// Its receipts may be asked for all the same; that must not be told as if all were well.
void a_stranger_stays_told(Office& here) {
    CHECK_OK(here.save(Office::help()));
    TempFolder hub;
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.path.string()}};
    CourierWishes wishes{{"http://127.0.0.1:" + server.line() + "/stranger"}, {}};
    std::mutex mutex;
    OutboxState told;
    SystemClock clock;
    sync::ReceiptSide side{here.office->identity().id(), here.office->identity().sealing, here.office->cp_keys()};
    auto courier = PostCourier::start(clock, *here.office->open_outbox_again(), wishes, side, [&](OutboxState state) {
        const std::lock_guard guard(mutex);
        told = std::move(state);
    });
    CHECK_OK(courier);
    for (int asked = 0; asked < 3;) {
        std::ifstream log(hub.path / "log");
        asked = 0;
        for (std::string line; std::getline(log, line);) asked += line.find("/changes") != std::string::npos ? 1 : 0;
        std::this_thread::yield();
    }
    courier->reset();
    CHECK(told.hub_reached);
    CHECK_EQ(told.trouble, std::string("hub.unknown-kiosk"));
}

// As many questions as answers would cost the battery and the bundle.
void who_holds_no_question_is_left_alone(Office& here) {
    TempFolder hub;
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.path.string()}};
    auto base = "http://127.0.0.1:" + server.line();
    SystemClock clock;
    sync::ReceiptSide side{here.office->identity().id(), here.office->identity().sealing, here.office->cp_keys()};
    auto courier = PostCourier::start(clock, *here.office->open_outbox_again(), {{base + "/stranger"}, {}}, side,
                                      [](const OutboxState&) {});
    CHECK_OK(courier);
    auto asked = [&] {
        std::ifstream log(hub.path / "log");
        int found = 0;
        for (std::string line; std::getline(log, line);) found += line.find("/changes") != std::string::npos ? 1 : 0;
        return found;
    };
    while (asked() == 0) std::this_thread::yield();
    // Whoever asks without a pause asks about as often as we do here.
    for (int ours = 0; ours < 200; ++ours) {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + "/page/x", {}, ByteLimit{1000}, {}}, text));
    }
    CHECK(asked() < 20);
}

void answers_from_its_thread() {
    SystemClock clock;
    std::atomic<int> woken = 0;
    PostState state;
    {
        PostWorker worker(clock, {}, {}, [&] { ++woken; });
        worker.order(SaveRecord{7, Office::help(), "nl", records::Priority::Today});
        while (state.saved.empty()) {
            for (auto& news : worker.take()) state.hear(std::move(news));
            std::this_thread::yield();
        }
    }
    CHECK_OK(state.saved.at(7));
    CHECK(!state.identity.enrolment.empty());
    CHECK(woken.load() >= 2);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<gives_tickets, Office>("what a resident asks gets a ticket, and staff's emergency a check number"),
        test<nothing_typed_is_readable, Office>("no typed word can be read in the whole data folder"),
        test<refuses_by_name, Office>("what cannot be kept is refused by name"),
        test<a_clock_set_back_refuses_nobody, Office>("a clock that is set back refuses nobody"),
        test<opens_for_staff, Office>("the PIN opens what was told, the most urgent first, and closing forgets it"),
        test<locks_itself, Office>("the door locks itself when staff are gone"),
        test<shows_approved_initiatives, Office>("an approved initiative is on the board, without anybody's contact"),
        test<counts_without_telling, Office>("counts are kept by the hour, exercises are not"),
        test<wipes_after_the_receipt, Office>(
            "an answer shows on the ticket, false ones are refused, and time wipes it"),
        test<a_clock_that_is_ahead_wipes_nothing, Office>("a clock that runs ahead wipes nothing that was answered"),
        test<forged_receipts_are_bounded, Office>(
            "a stick full of forged receipts is one line in the log, and left soon"),
        test<rot_in_the_staff_key_costs_no_record, Office>("rot in the staff key is told and costs no record"),
        test<unread_tries_cost_no_record, Office>("a count of tries that cannot be read is told and costs no record"),
        test<goes_on_in_memory_as_itself, Office>(
            "a kiosk whose disk refuses goes on in memory under its own keys and PIN"),
        test<a_card_that_wears_out_costs_no_record, Office>(
            "a card that takes no more costs no record: all that waits goes on from memory"),
        test<lost_records_cost_no_new_one, Office>("records that are lost on the disk keep no new one from being kept"),
        test<the_courier_follows_to_memory, Office>("the courier carries on with what is kept in memory"),
        test<a_stranger_stays_told, Office>("a kiosk that the coordination point does not know is told so"),
        test<who_holds_no_question_is_left_alone, Office>(
            "a hub that answers every question at once is not asked without end"),
        test<answers_from_its_thread>("the worker answers, and carries out what was ordered before it ends"),
    };
    return run("post", tests);
}
