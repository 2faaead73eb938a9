// What content costs to take in: 50 MB from a stick against plain copying of the same files, a round that finds nothing
// new over TLS, and the memory it takes. On the disk of TMPDIR, which must not be memory for the figures to mean
// anything.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "tests/bench/disk_folder.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/web_server.hpp"

using namespace baken;
using namespace baken::testing;

namespace {

constexpr int kFiles = 400;
constexpr std::size_t kFileBytes = 125'000;

// A stick with 50 MB that no compression shortens.
struct FullStick {
    DiskFolder folder;
    std::optional<Region> region;

    FullStick() {
        std::minstd_rand random(1);
        std::map<std::string, std::string> content{{"bulletins/flood.xml", message("flood", "Het water komt")}};
        for (int i = 0; i < kFiles; ++i) {
            std::string bytes(kFileBytes, '\0');
            for (auto& byte : bytes) byte = static_cast<char>(random());
            content[fmt::format("pages/topic-{}/picture.png", i)] = std::move(bytes);
        }
        region.emplace(folder.path / "stick", std::move(content));
    }
};

FullStick& full_stick() {
    static FullStick stick;
    return stick;
}

double processor_ms() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double status_mb(std::string_view key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(key)) return std::stod(line.substr(key.size() + 1)) / 1024;
    }
    return 0;
}

std::vector<Path> target_files(const Path& repository) {
    std::vector<Path> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(repository)) {
        if (entry.is_regular_file()) all.push_back(entry.path());
    }
    return all;
}

// Reads each file, writes it elsewhere and syncs it: what `cp` and fsync would do.
void plain_copy(benchmark::State& state) {
    auto files = target_files(full_stick().region->repository());
    for (auto _ : state) {
        DiskFolder to;
        int number = 0;
        for (const auto& from : files) {
            std::ifstream in(from, std::ios::binary);
            std::string bytes((std::istreambuf_iterator<char>(in)), {});
            int out = ::open((to.path / std::to_string(number++)).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
            if (::write(out, bytes.data(), bytes.size()) < 0) state.SkipWithError("the disk is full");
            ::fsync(out);
            ::close(out);
        }
        state.PauseTiming();
        std::filesystem::remove_all(to.path);
        state.ResumeTiming();
    }
}

void take_in_from_stick(benchmark::State& state) {
    auto& stick = full_stick();
    DiskFiles files;
    double memory = 0;
    for (auto _ : state) {
        state.PauseTiming();
        DiskFolder data;
        auto store = *store::Store::open(files, data.path);
        (void)sync::trust_root(store, stick.region->root());
        ::malloc_trim(0);
        // The high-water mark of memory begins anew.
        std::ofstream("/proc/self/clear_refs") << "5";
        auto before = status_mb("VmRSS:");
        state.ResumeTiming();
        sync::StickRoad road(files, stick.region->stick());
        auto outcome = sync::take_in(store, road, stick.region->now);
        state.PauseTiming();
        if (outcome.kind != sync::Outcome::Kind::Switched) state.SkipWithError(describe(outcome).c_str());
        memory = std::max(memory, status_mb("VmHWM:") - before);
        std::filesystem::remove_all(data.path);
        state.ResumeTiming();
    }
    state.counters["MB_above_idle"] = memory;
}

void check_after_start(benchmark::State& state) {
    auto& stick = full_stick();
    DiskFiles files;
    DiskFolder data;
    auto store = *store::Store::open(files, data.path);
    (void)sync::trust_root(store, stick.region->root());
    sync::StickRoad road(files, stick.region->stick());
    (void)sync::take_in(store, road, stick.region->now);
    for (auto _ : state) {
        auto best = store::open_best(store, SystemClock{});
        if (best.rung != store::Rung::Current) state.SkipWithError("not whole");
    }
}

void round_without_news(benchmark::State& state) {
    DiskFolder folder;
    DiskFolder work;
    DiskFolder data;
    Region region(folder.path / "stick");
    auto timestamp = region.repository() / "metadata/timestamp.json";
    std::filesystem::last_write_time(timestamp, std::filesystem::last_write_time(timestamp) - std::chrono::hours{1});
    WebServer server(region.stick(), work.path);
    auto road = server.road("good", server.authority());
    DiskFiles files;
    auto store = *store::Store::open(files, data.path);
    (void)sync::trust_root(store, region.root());
    (void)sync::take_in(store, *road, region.now);
    auto before = processor_ms();
    for (auto _ : state) {
        auto outcome = sync::take_in(store, *road, region.now);
        if (outcome.kind != sync::Outcome::Kind::Unchanged) state.SkipWithError(describe(outcome).c_str());
    }
    state.counters["processor_ms"] = (processor_ms() - before) / static_cast<double>(state.iterations());
}

}  // namespace

BENCHMARK(plain_copy)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);
BENCHMARK(take_in_from_stick)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);
BENCHMARK(check_after_start)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);
BENCHMARK(round_without_news)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(200);
BENCHMARK_MAIN();
