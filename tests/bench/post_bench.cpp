// What keeping records costs: saving one, sealed and synced, with 10,000 there; starting with them; opening the staff's
// list; and how soon an emergency leaves a full outbox. On the disk of TMPDIR.
#include <benchmark/benchmark.h>

#include "exchange/base/log.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/post/post_office.hpp"
#include "tests/app/booth.hpp"
#include "tests/bench/disk_folder.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::post;
using namespace baken::staff;
using baken::testing::Booth;
using baken::testing::DiskFolder;

namespace {

constexpr int kRecords = 10'000;

struct Full {
    DiskFolder folder;
    SystemClock clock;
    trust::SealingKey cp = trust::SealingKey::generate();
    PostWishes wishes{.data = folder.path, .site = "draaikom", .tickets_an_hour = 1'000'000};
    std::optional<PostOffice> office;

    Full() {
        start();
        (void)office->take(SetPin{{}, trust::Secret("2580")});
        (void)office->take(Lock{});
        for (int i = 0; i < kRecords; ++i) save();
    }
    PostNews start() {
        office.emplace(clock, wishes);
        auto told = office->first();
        (void)office->take(KnowPlace{records::CpKeys{{cp.public_bytes()}, {std::string(32, 'r')}}, "draaikom",
                                     records::ClockConfidence::Sure});
        return told;
    }
    void save() {
        records::HelpRequest request;
        request.need = records::Need::Food;
        request.note = "Drie maaltijden voor een gezin op de derde verdieping";
        auto told = office->take(SaveRecord{1, request, "nl", records::Priority::Today});
        if (!told.saved.front().stored) std::abort();
    }
};

Full& full() {
    static Full here;
    return here;
}

void save_one(benchmark::State& state) {
    auto& here = full();
    for (auto _ : state) here.save();
}
BENCHMARK(save_one)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(50);

// The same with nothing there: what is above it, the records cost.
void start_with_none(benchmark::State& state) {
    DiskFolder empty;
    SystemClock clock;
    PostWishes wishes{.data = empty.path, .site = "draaikom"};
    {
        (void)PostOffice(clock, wishes).first();
    }
    for (auto _ : state) {
        PostOffice office(clock, wishes);
        benchmark::DoNotOptimize(office.first());
        (void)office.take(KnowPlace{records::CpKeys{{full().cp.public_bytes()}, {std::string(32, 'r')}}, "draaikom",
                                    records::ClockConfidence::Sure});
    }
}
BENCHMARK(start_with_none)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);

void start_with_all(benchmark::State& state) {
    auto& here = full();
    for (auto _ : state) benchmark::DoNotOptimize(here.start());
}
BENCHMARK(start_with_all)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);

// Until staff see the first of the list; and until all of it is open, a slice at a time.
void unlock(benchmark::State& state) {
    auto& here = full();
    for (auto _ : state) {
        benchmark::DoNotOptimize(here.office->take(Unlock{trust::Secret("2580")}));
        state.PauseTiming();
        (void)here.office->take(Lock{});
        state.ResumeTiming();
    }
}
BENCHMARK(unlock)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

void open_everything(benchmark::State& state) {
    auto& here = full();
    for (auto _ : state) {
        (void)here.office->take(Unlock{trust::Secret("2580")});
        while (here.office->has_more()) benchmark::DoNotOptimize(here.office->more());
        (void)here.office->take(Lock{});
    }
}
BENCHMARK(open_everything)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

// The kiosk of the demo on a panel in memory, with all of it open before staff.
struct Front {
    Booth booth;
    draw::MemoryScreen screen{{1920, 1080}};
    Kiosk kiosk = booth.kiosk();
    Stage stage{screen, booth.world->glyphs, booth.world->icons};

    Front() {
        auto& here = full();
        kiosk.hear(here.office->take(Unlock{trust::Secret("2580")}));
        PostNews all;
        while (here.office->has_more()) all = here.office->more();
        kiosk.hear(std::move(all));
        kiosk.act({"staff-open", ""});
        show();
    }
    void show() {
        kiosk.update();
        if (!stage.show(kiosk.scene(), kiosk.attention(), kiosk.contrast())) std::abort();
    }
    void go(const std::string& page) {
        kiosk.act(staff_go(page));
        show();
    }
};

Front& front() {
    static Front here;
    return here;
}

// From the finger on a page of staff to the whole new picture, with 10,000 records there.
void open_page(benchmark::State& state, const std::string& page) {
    auto& here = front();
    here.go(page);
    for (auto _ : state) {
        state.PauseTiming();
        here.go("facilities");
        state.ResumeTiming();
        here.go(page);
    }
}
BENCHMARK_CAPTURE(open_page, menu, "")->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);
BENCHMARK_CAPTURE(open_page, requests, "request")->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);
BENCHMARK_CAPTURE(open_page, emergency, "emergency")->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);
BENCHMARK_CAPTURE(open_page, board, "board")->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);
BENCHMARK_CAPTURE(open_page, log, "log")->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);

// What the panel's thread does when news comes while staff look at the list.
void hear_news(benchmark::State& state) {
    auto& here = front();
    here.go("request");
    for (auto _ : state) {
        state.PauseTiming();
        auto news = full().office->carried({});
        state.ResumeTiming();
        here.kiosk.hear(std::move(news));
        here.show();
    }
}
BENCHMARK(hear_news)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);

// From keeping an emergency to holding its envelope as the first to leave.
void emergency_overtakes(benchmark::State& state) {
    auto& here = full();
    DiskFiles files;
    auto outbox = *store::Outbox::open(files, here.folder.path);
    for (auto _ : state) {
        records::EmergencyReport report;
        report.what = "Brand";
        report.reporter = "A. de Vries";
        auto told = here.office->take(SaveRecord{1, report, "nl", records::Priority::Now});
        auto first = *outbox.waiting(1);
        if (first.front().priority != records::PriorityClass::Emergency) std::abort();
        benchmark::DoNotOptimize(outbox.envelope(first.front().id));
    }
}
BENCHMARK(emergency_overtakes)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);

}  // namespace

int main(int count, char** words) {
    // A line for each of ten thousand records would bury the figures.
    set_log_level(LogLevel::Warning);
    benchmark::Initialize(&count, words);
    benchmark::RunSpecifiedBenchmarks();
}
