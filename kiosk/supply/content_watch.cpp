#include "kiosk/supply/content_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace baken::supply {
namespace {

constexpr std::uint32_t kChanges =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF;
// Whoever copies many files is given a moment to finish; each change starts the moment anew.
constexpr int kQuietMs = 200;
// A root that is not there (a stick, a partition that failed) is looked for now and then.
constexpr int kLookAgainMs = 5000;
constexpr int kMostFolders = 4096;

}  // namespace

Result<std::unique_ptr<ContentWatch>> ContentWatch::start(Files& files, const Clock& clock, std::vector<Path> roots,
                                                          std::string site, std::function<void()> wake) {
    int notify = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (notify < 0) return refuse("watch.start", std::string("inotify: ") + std::strerror(errno));
    int stop = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stop < 0) {
        ::close(notify);
        return refuse("watch.start", std::string("eventfd: ") + std::strerror(errno));
    }
    return std::unique_ptr<ContentWatch>(
        new ContentWatch(files, clock, std::move(roots), std::move(site), std::move(wake), notify, stop));
}

ContentWatch::ContentWatch(Files& files, const Clock& clock, std::vector<Path> roots, std::string site,
                           std::function<void()> wake, int notify, int stop)
    : files_(files),
      clock_(clock),
      roots_(std::move(roots)),
      site_(std::move(site)),
      wake_(std::move(wake)),
      notify_(notify),
      stop_(stop) {
    watch_folders();
    thread_ = std::thread([this] { run(); });
}

ContentWatch::~ContentWatch() {
    std::uint64_t one = 1;
    // An eventfd that holds less than its limit always takes the eight bytes.
    [[maybe_unused]] auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(notify_);
    ::close(stop_);
}

std::shared_ptr<Holdings> ContentWatch::take() {
    std::lock_guard lock(mutex_);
    return std::exchange(ready_, nullptr);
}

void ContentWatch::watch_folders() {
    int count = 0;
    for (const auto& root : roots_) {
        std::error_code code;
        ::inotify_add_watch(notify_, root.c_str(), kChanges | IN_ONLYDIR);
        for (std::filesystem::recursive_directory_iterator walk(root, code), end; !code && walk != end;
             walk.increment(code)) {
            if (walk->is_directory(code) && ++count < kMostFolders) {
                ::inotify_add_watch(notify_, walk->path().c_str(), kChanges | IN_ONLYDIR);
            }
        }
    }
}

// True when something changed before the time was over. False also when the watch must end.
bool ContentWatch::wait_for_change(int timeout_ms) {
    std::array<pollfd, 2> both{{{notify_, POLLIN, 0}, {stop_, POLLIN, 0}}};
    int ready = ::poll(both.data(), both.size(), timeout_ms);
    if (ready <= 0 || (both[0].revents & POLLIN) == 0) return false;
    std::array<char, 4096> events{};
    while (::read(notify_, events.data(), events.size()) > 0) {
    }
    return true;
}

void ContentWatch::run() {
    auto ended = [this] {
        pollfd end{stop_, POLLIN, 0};
        return ::poll(&end, 1, 0) > 0;
    };
    auto all_there = [this] {
        std::error_code code;
        return std::ranges::all_of(roots_, [&](const Path& root) { return std::filesystem::is_directory(root, code); });
    };
    bool complete = all_there();
    while (!ended()) {
        bool changed = wait_for_change(complete ? -1 : kLookAgainMs);
        bool came_back = !complete && all_there();
        complete = all_there();
        if (!changed && !came_back) continue;
        while (!ended() && wait_for_change(kQuietMs)) {
        }
        if (ended()) return;
        watch_folders();
        auto holdings = load_holdings(files_, roots_, site_, clock_.now());
        {
            std::lock_guard lock(mutex_);
            ready_ = std::move(holdings);
        }
        wake_();
    }
}

}  // namespace baken::supply
