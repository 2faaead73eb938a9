#include "cp/inbox/store_watch.hpp"

#include <condition_variable>
#include <string>

#include "cp/inbox/inbox_store.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/cp/postgres.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

// What a watch heard, to be waited for. A test that waits in vain is ended by its time limit.
class Ear {
public:
    StoreWatch::Heard listen() {
        return [this](StoreNews news) {
            const std::lock_guard guard(mutex_);
            ++heard_[static_cast<std::size_t>(news)];
            changed_.notify_all();
        };
    }
    void await(StoreNews news, int times = 1) {
        std::unique_lock guard(mutex_);
        changed_.wait(guard, [&] { return heard_[static_cast<std::size_t>(news)] >= times; });
    }
    int count(StoreNews news) {
        const std::lock_guard guard(mutex_);
        return heard_[static_cast<std::size_t>(news)];
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<int, 4> heard_{};
};

KeptReceipt receipt(int n) {
    return {"kiosk", "record", n, records::ReceiptState::Received, Instant{}, "", "bytes" + std::to_string(n)};
}

void hears_the_other_hub() {
    Postgres postgres;
    auto address = postgres.address();
    Ear here, there;
    StoreWatch one(address, here.listen()), two(address, there.listen());
    here.await(StoreNews::Anything);
    there.await(StoreNews::Anything);
    CHECK(one.is_listening());
    one.ring(StoreNews::Desk);
    one.ring(StoreNews::Publication);
    there.await(StoreNews::Desk);
    there.await(StoreNews::Publication);
    two.ring(StoreNews::Desk);
    here.await(StoreNews::Desk);
    // Its own ringing it does not hear: what it rang before the answer would have come by now.
    CHECK_EQ(here.count(StoreNews::Publication), 0);
    CHECK_EQ(here.count(StoreNews::Desk), 1);
}

void hears_of_receipts() {
    Postgres postgres;
    auto address = postgres.address();
    Ear ear;
    StoreWatch watch(address, ear.listen());
    ear.await(StoreNews::Anything);
    auto store = std::move(*InboxStore::open(address));
    CHECK(*store->add(receipt(1)));
    ear.await(StoreNews::Receipts);
    CHECK_OK(store->together([&] { CHECK(*store->add(receipt(2))); }));
    ear.await(StoreNews::Receipts, 2);
    store->ring(StoreBell::Records);
    ear.await(StoreNews::Desk);
}

void finds_back_after_a_restart() {
    Postgres postgres;
    auto address = postgres.address();
    Ear ear;
    StoreWatch watch(address, ear.listen());
    auto store = std::move(*InboxStore::open(address));
    ear.await(StoreNews::Anything);
    postgres.restart();
    ear.await(StoreNews::Anything, 2);
    // The store's own connection was lost, too; what is asked of it is asked again.
    CHECK(*store->add(receipt(1)));
    ear.await(StoreNews::Receipts);
    CHECK(watch.connections() >= 2);
}

void hears_of_a_changed_file() {
    TempFolder folder;
    auto address = (folder.path / "inbox.sqlite").string();
    auto store = std::move(*InboxStore::open(address));
    Ear ear;
    StoreWatch watch(address, ear.listen());
    // The watch may begin after the first of them.
    for (int n = 1; ear.count(StoreNews::Receipts) == 0; ++n) CHECK(*store->add(receipt(n)));
    watch.ring(StoreNews::Desk);
    CHECK_EQ(ear.count(StoreNews::Desk), 0);
}

// The watch may begin after the first of these.
void hears_a_command_ring() {
    TempFolder folder;
    auto address = (folder.path / "inbox.sqlite").string();
    auto store = std::move(*InboxStore::open(address));
    Ear ear;
    StoreWatch watch(address, ear.listen());
    while (ear.count(StoreNews::Desk) == 0) store->ring(StoreBell::Records);
}

void ends_while_nothing_is_there() {
    Ear ear;
    StoreWatch watch("postgresql://nobody@/none?host=/nowhere", ear.listen());
    watch.ring(StoreNews::Desk);
    CHECK(!watch.is_listening());
}

}  // namespace

int run_store_watch_tests() {
    const CMUnitTest tests[] = {
        test<hears_the_other_hub>("what one hub rings the other hears, and not itself"),
        test<hears_of_receipts>("a receipt that was kept is heard of, once for all of one transaction"),
        test<finds_back_after_a_restart>("after PostgreSQL was restarted all is looked at and listening goes on"),
        test<hears_of_a_changed_file>("with SQLite the changing file is heard"),
        test<hears_a_command_ring>("with SQLite a command rings for the desk of the hub"),
        test<ends_while_nothing_is_there>("a database that is not there keeps nobody from ending"),
    };
    return cmocka_run_group_tests_name("store_watch", tests, nullptr, nullptr);
}
