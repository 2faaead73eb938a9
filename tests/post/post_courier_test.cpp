// The worker on its thread, and the courier on its own against a hub that is not as it should be.
#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include "kiosk/post/post_worker.hpp"
#include "tests/post/office.hpp"
#include "tests/post/post_tests.hpp"
#include "tests/support/child_process.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::testing;

namespace {

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

// How often somebody who answers as `mode` is asked for receipts, while we ask for two hundred pages: whoever asks
// without a pause asks about as often.
int questions_meanwhile(Office& here, const Path& hub, const std::string& mode) {
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.string()}};
    auto base = "http://127.0.0.1:" + server.line();
    SystemClock clock;
    sync::ReceiptSide side{here.office->identity().id(), here.office->identity().sealing, here.office->cp_keys()};
    auto courier = PostCourier::start(clock, *here.office->open_outbox_again(), {{base + "/" + mode}, {}}, side,
                                      [](const OutboxState&) {});
    CHECK_OK(courier);
    auto asked = [&] {
        std::ifstream log(hub / "log");
        int found = 0;
        for (std::string line; std::getline(log, line);) found += line.find("/changes") != std::string::npos ? 1 : 0;
        return found;
    };
    while (asked() == 0) std::this_thread::yield();
    for (int ours = 0; ours < 200; ++ours) {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + "/page/x", {}, ByteLimit{1000}, {}}, text));
    }
    return asked();
}

// As many questions as answers would cost the battery and the bundle.
void who_holds_no_question_is_left_alone(Office& here) {
    TempFolder hub;
    CHECK(questions_meanwhile(here, hub.path, "stranger") < 20);
}

// Each of these lists is also written down twice.
void who_lists_what_is_known_is_left_alone(Office& here) {
    auto stored = *here.save(Office::help());
    const auto& identity = here.office->identity();
    records::Receipt receipt{stored.id, identity.id(), 1, records::ReceiptState::Received, here.clock.now(), {}, {},
                             {}};
    auto bytes = *records::seal_receipt(receipt, identity.sealing.public_bytes(), here.receipts);
    sync::ReceiptSide side{identity.id(), identity.sealing, here.office->cp_keys()};
    auto outbox = *here.office->open_outbox_again();
    CHECK(*sync::take_receipt(outbox, side, bytes, here.clock.now()));
    TempFolder hub;
    std::ofstream(hub.path / "list") << R"({"last": 1, "receipts": [")" << stored.id << R"(.1.receipt"]})";
    CHECK(questions_meanwhile(here, hub.path, "forger") < 20);
}

void who_forgets_each_time_is_left_alone(Office& here) {
    TempFolder hub;
    CHECK(questions_meanwhile(here, hub.path, "forgetful") < 20);
}

}  // namespace

int run_post_courier_tests() {
    const CMUnitTest tests[] = {
        test<answers_from_its_thread>("the worker answers, and carries out what was ordered before it ends"),
        test<the_courier_follows_to_memory, Office>("the courier carries on with what is kept in memory"),
        test<a_stranger_stays_told, Office>("a kiosk that the coordination point does not know is told so"),
        test<who_holds_no_question_is_left_alone, Office>(
            "a hub that answers every question at once is not asked without end"),
        test<who_lists_what_is_known_is_left_alone, Office>("nor is one that lists again and again what is known"),
        test<who_forgets_each_time_is_left_alone, Office>("nor is one that is of a new era each time"),
    };
    return run("post courier", tests);
}
