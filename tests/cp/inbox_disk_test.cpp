// What of a record lies on the disk, and what is left of it once it was wiped.
#include <filesystem>
#include <fstream>

#include "exchange/trust/encoding.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/records/samples.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;
using Kind = TakenIn::Kind;

namespace {

template <typename Place>
void wipes_what_is_over(Box<Place>& box) {
    auto closed = box.record(help_request());
    auto open = box.record(help_request());
    auto bytes = box.seal(closed);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    CHECK_OK(box.inbox.take_in(box.seal(open), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(closed.head.id, ReceiptState::Handled, "Opgelost"));
    auto stub = box.inbox.note_stub("noord", card_number(box.record(emergency())), "een verhaal");
    auto then = box.clock.now();
    auto day = std::chrono::days{1};
    CHECK_EQ(*box.store->wipe(then - day, then - day, box.clock.now()), 0U);
    box.clock.advance(std::chrono::hours{48});
    CHECK_EQ(*box.store->wipe(then + day, then - day, box.clock.now()), 1U);
    CHECK_EQ(*box.store->wipe(then + day, then - day, box.clock.now()), 0U);
    CHECK_REFUSED(box.inbox.open(closed.head.id), "inbox.wiped");
    CHECK(*box.inbox.open(open.head.id) == open);
    CHECK(box.all_of(closed.head.id).empty());
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    // A courier who brings it once more brings nothing new.
    CHECK((*box.inbox.take_in(bytes, RecordRoad::Stick)).kind == Kind::Again);
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    CHECK(!(*box.store->stubs())[0].note.empty());
    CHECK_EQ(*box.store->wipe(then - day, then + day, box.clock.now()), 1U);
    CHECK_REFUSED(box.inbox.open(open.head.id), "inbox.wiped");
    CHECK((*box.store->stubs())[0].note.empty());
    CHECK_OK(stub);
    // Nobody took it on while it could be read; it is closed all the same.
    auto told = box.inbox.tell(open.head.id, ReceiptState::Handled, "");
    CHECK_OK(told);
    CHECK(told->state == ReceiptState::Handled);
    CHECK_EQ(told->last_n, 2);
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
}

// Its record is told of the end; its own last step says only that it was joined.
template <typename Place>
void wipes_the_radio_with_its_record(Box<Place>& box) {
    auto record = box.record(emergency());
    CHECK_OK(box.inbox.note_stub("noord", card_number(record), "Brand in de sporthal"));
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto other = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(other), RecordRoad::Network));
    CHECK_OK(box.inbox.note_stub("noord", card_number(other), "Brand in de school"));
    auto note_of = [&](std::size_t at) { return (*box.store->stubs())[at].note; };
    auto of = [&](std::size_t at) { return (*box.store->stubs())[at].record; };
    std::size_t one = of(0) == record.head.id ? 0 : 1;
    CHECK_EQ(of(one), record.head.id);
    CHECK_EQ(of(1 - one), other.head.id);
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::Handled, "Geblust"));
    auto then = box.clock.now();
    auto day = std::chrono::days{1};
    box.clock.advance(2 * day);
    CHECK_EQ(*box.store->wipe(then - day, then - day, box.clock.now()), 0U);
    CHECK(!note_of(one).empty());
    CHECK_EQ(*box.store->wipe(then + day, then - day, box.clock.now()), 1U);
    CHECK(note_of(one).empty());
    CHECK(!note_of(1 - one).empty());
}

void leaves_nothing_on_the_disk(Box<OnSqlite>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    auto piece = trust::to_base64(bytes).substr(300, 60);
    auto is_there = [&] {
        bool found = false;
        for (const auto& file : std::filesystem::directory_iterator(box.place.folder.path)) {
            std::ifstream in(file.path(), std::ios::binary);
            std::string all{std::istreambuf_iterator<char>(in), {}};
            found = found || all.find(piece) != std::string::npos;
        }
        return found;
    };
    CHECK(is_there());
    CHECK_EQ(*box.store->wipe(box.clock.now(), box.clock.now() + std::chrono::days{1}, box.clock.now()), 1U);
    CHECK(!is_there());
}

void keeps_nothing_readable(Box<OnSqlite>& box) {
    auto record = box.record(emergency());
    std::get<records::EmergencyReport>(record.body).what = "zeldzaamwoord in de kelder";
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.note_stub("noord", card_number(record), "zeldzaamwoord gezegd"));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::Answered, "zeldzaamwoord geantwoord"));
    int looked = 0;
    for (const auto& file : std::filesystem::directory_iterator(box.place.folder.path)) {
        std::ifstream in(file.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK(bytes.find("zeldzaamwoord") == std::string::npos);
        looked += bytes.empty() ? 0 : 1;
    }
    CHECK(looked > 0);
}

template <typename Place>
int run_disk_on(const char* module) {
    const CMUnitTest tests[] = {
        test<wipes_what_is_over<Place>, Box<Place>>("what was closed long ago is wiped, and is not taken in again"),
        test<wipes_the_radio_with_its_record<Place>, Box<Place>>(
            "what was read out over a radio is wiped with the record that it belongs to"),
    };
    return run(module, tests);
}

}  // namespace

int run_inbox_disk_tests() {
    const CMUnitTest tests[] = {
        test<keeps_nothing_readable, Box<OnSqlite>>("no word of a record, a stub or an answer can be read on the disk"),
        test<leaves_nothing_on_the_disk, Box<OnSqlite>>("what was wiped is nowhere on the disk"),
    };
    return run("inbox disk", tests) + run_disk_on<OnSqlite>("inbox disk on SQLite") +
           run_disk_on<OnPostgres>("inbox disk on PostgreSQL");
}
