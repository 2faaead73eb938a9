#include "kiosk/sync/stick_watch.hpp"

#include <fcntl.h>
#include <libudev.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <optional>

namespace baken::sync {
namespace {

constexpr std::uint32_t kChanges = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE | IN_ONLYDIR;
constexpr const char* kTimestamp = "baken/repository/metadata/timestamp.json";

// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

struct Unref {
    void operator()(udev* context) const { udev_unref(context); }
    void operator()(udev_monitor* monitor) const { udev_monitor_unref(monitor); }
    void operator()(udev_device* device) const { udev_device_unref(device); }
};

std::unique_ptr<udev_monitor, Unref> watch_devices(udev* context) {
    if (context == nullptr) return nullptr;
    std::unique_ptr<udev_monitor, Unref> monitor(udev_monitor_new_from_netlink(context, "udev"));
    if (!monitor) return nullptr;
    udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), "block", nullptr);
    if (udev_monitor_enable_receiving(monitor.get()) < 0) return nullptr;
    return monitor;
}

std::unexpected<Error> refuse_start(const char* what) {
    return refuse("watch.start", std::string(what) + ": " + std::strerror(errno));
}

// A stick that was pulled out stays mounted for a moment, and looks like one with nothing on it.
bool is_pulled_out(dev_t device) {
    if (major(device) == 0) return false;  // no disk at all, such as a folder in memory
    auto known = "/sys/dev/block/" + std::to_string(major(device)) + ":" + std::to_string(minor(device));
    return ::access("/sys/dev/block", F_OK) == 0 && ::access(known.c_str(), F_OK) != 0;
}

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

struct StickWatch::Descriptors {
    Descriptor all{::epoll_create1(EPOLL_CLOEXEC)};
    Descriptor folders{::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
    // The kernel marks this file as urgent whenever something is mounted or unmounted.
    Descriptor mounts{::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)};
    std::unique_ptr<udev, Unref> context{udev_new()};
    std::unique_ptr<udev_monitor, Unref> devices = watch_devices(context.get());

    void add(int fd, std::uint32_t events) const {
        epoll_event event{};
        event.events = events;
        if (fd >= 0) ::epoll_ctl(all.get(), EPOLL_CTL_ADD, fd, &event);
    }

    // Takes away what woke us; what it was is found out by looking. Asked once, and before reading: what comes while we
    // read wakes us again, and a folder that changes all the time must not keep us here.
    void drain() const {
        std::array<epoll_event, 3> events{};
        // Asking clears the mark of the mounts.
        ::epoll_wait(all.get(), events.data(), static_cast<int>(events.size()), 0);
        std::array<char, 4096> bytes{};
        constexpr int kMostReads = 64;
        for (int i = 0; i < kMostReads && ::read(folders.get(), bytes.data(), bytes.size()) > 0; ++i) {
        }
        while (devices && std::unique_ptr<udev_device, Unref>(udev_monitor_receive_device(devices.get()))) {
        }
    }
};

Result<std::unique_ptr<StickWatch>> StickWatch::open(StickPlaces places) {
    auto descriptors = std::make_unique<Descriptors>();
    if (descriptors->all.get() < 0) return refuse_start("epoll");
    if (descriptors->folders.get() < 0) return refuse_start("inotify");
    // Edge-triggered, because a mark on the mounts cannot be read away.
    descriptors->add(descriptors->mounts.get(), EPOLLPRI | EPOLLET);
    descriptors->add(descriptors->folders.get(), EPOLLIN);
    if (descriptors->devices) descriptors->add(udev_monitor_get_fd(descriptors->devices.get()), EPOLLIN);
    return std::unique_ptr<StickWatch>(new StickWatch(std::move(places), std::move(descriptors)));
}

StickWatch::StickWatch(StickPlaces places, std::unique_ptr<Descriptors> descriptors)
    : places_(std::move(places)), descriptors_(std::move(descriptors)) {
    watch_folders();
}

StickWatch::~StickWatch() = default;

int StickWatch::descriptor() const {
    return descriptors_->all.get();
}

// Folders that are not there are waited for in the folder above them. Adding a watch twice is no error.
void StickWatch::watch_folders() {
    auto watch = [this](const Path& folder) {
        ::inotify_add_watch(descriptors_->folders.get(), folder.c_str(), kChanges);
    };
    watch(places_.mounts.parent_path());
    watch(places_.mounts);
    for (const auto& stick : places_.folders) {
        watch(stick.parent_path());
        auto timestamp = stick / kTimestamp;
        for (auto at = timestamp.parent_path(); at != stick; at = at.parent_path()) watch(at);
        watch(stick);
    }
}

std::vector<Path> StickWatch::candidates() const {
    auto found = places_.folders;
    struct stat above{};
    if (::stat(places_.mounts.c_str(), &above) != 0) return found;
    std::error_code code;
    for (std::filesystem::directory_iterator walk(places_.mounts, code), end; !code && walk != end;
         walk.increment(code)) {
        struct stat facts{};
        bool mounted =
            ::lstat(walk->path().c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_dev != above.st_dev;
        if (mounted && !is_pulled_out(facts.st_dev)) found.push_back(walk->path());
    }
    return found;
}

std::optional<StickWatch::Mark> StickWatch::mark_of(const Path& stick) {
    struct stat folder{};
    if (::lstat(stick.c_str(), &folder) != 0 || !S_ISDIR(folder.st_mode)) return std::nullopt;
    struct stat timestamp{};
    bool has_one = ::lstat((stick / kTimestamp).c_str(), &timestamp) == 0;
    return Mark{folder.st_dev, folder.st_ino, has_one ? nanoseconds(timestamp.st_mtim) : 0};
}

std::vector<Path> StickWatch::arrived() {
    descriptors_->drain();
    watch_folders();
    std::vector<Path> came;
    std::map<Path, Mark> there;
    for (const auto& stick : candidates()) {
        auto mark = mark_of(stick);
        if (!mark) continue;
        auto known = known_.find(stick);
        if (known == known_.end() || known->second != *mark) came.push_back(stick);
        there[stick] = *mark;
    }
    known_ = std::move(there);
    return came;
}

}  // namespace baken::sync
