#include "kiosk/sync/hurried_files.hpp"

namespace baken::sync {
namespace {

constexpr Duration kStickPatience = std::chrono::minutes{5};
// The oldest sticks are ten times as fast.
constexpr std::uint64_t kBytesPerMillisecond = 100;
// To sync a file, however small, may take them a second. Only what waits here is ever written.
constexpr std::uint64_t kSyncedFile = 100'000;

}  // namespace

template <typename Step>
auto HurriedFiles::in_time(Step step) -> decltype(step()) {
    Duration earned{static_cast<Duration::rep>(bytes_ / kBytesPerMillisecond)};
    if (spent_ > kStickPatience + earned) {
        return refuse("files.slow", "it is so slow that others wait too long", "put it in once more, or take another");
    }
    auto begun = clock_.tick();
    auto answer = step();
    spent_ += clock_.tick() - begun;
    return answer;
}

Result<std::optional<std::string>> HurriedFiles::read(const Path& path, ByteLimit limit) {
    auto bytes = in_time([&] { return files_.read(path, limit); });
    if (bytes && *bytes) bytes_ += (*bytes)->size();
    return bytes;
}

Result<std::optional<std::vector<FolderEntry>>> HurriedFiles::list(const Path& folder, std::size_t most) {
    return in_time([&] { return files_.list(folder, most); });
}

Done HurriedFiles::replace(const Path& path, std::string_view bytes) {
    auto done = in_time([&] { return files_.replace(path, bytes); });
    if (done) bytes_ += bytes.size() + kSyncedFile;
    return done;
}

Done HurriedFiles::write(const Path& path, std::string_view bytes) {
    auto done = in_time([&] { return files_.write(path, bytes); });
    if (done) bytes_ += bytes.size();
    return done;
}

Done HurriedFiles::make_folder(const Path& folder) {
    return in_time([&] { return files_.make_folder(folder); });
}

Done HurriedFiles::remove(const Path& path) {
    return in_time([&] { return files_.remove(path); });
}

Done HurriedFiles::rename(const Path& from, const Path& to) {
    return in_time([&] { return files_.rename(from, to); });
}

Done HurriedFiles::sync_folder(const Path& folder) {
    return in_time([&] { return files_.sync_folder(folder); });
}

}  // namespace baken::sync
