#include "cp/region/timestamp_watch.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>

#include <array>

#include "exchange/base/disk_files.hpp"

namespace baken::cp {

TimestampWatch::TimestampWatch(const Path& metadata)
    : file_(metadata / "timestamp.json"), notices_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    auto watch =
        notices_.valid() ? ::inotify_add_watch(notices_.get(), metadata.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE) : -1;
    if (watch < 0) notices_ = Descriptor{-1};
}

void TimestampWatch::drain() {
    std::array<char, 4096> events;
    while (::read(notices_.get(), events.data(), events.size()) > 0) {
    }
}

std::optional<trust::Version> TimestampWatch::look() {
    struct stat facts{};
    if (::stat(file_.c_str(), &facts) != 0) return std::nullopt;
    Facts now{facts.st_ino, facts.st_mtim.tv_sec * std::int64_t{1'000'000'000} + facts.st_mtim.tv_nsec};
    if (now == seen_) return version_;
    auto bytes = DiskFiles().read(file_, ByteLimit{64 * 1024});
    if (!bytes || !*bytes) return std::nullopt;
    auto timestamp = trust::read_timestamp(**bytes);
    seen_ = now;
    version_ = timestamp ? std::optional(timestamp->version) : std::nullopt;
    return version_;
}

}  // namespace baken::cp
