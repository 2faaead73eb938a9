#include "cp/office/desk_renderer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <vector>

#include "cp/region/descriptor.hpp"
#include "exchange/base/disk_files.hpp"

namespace baken::cp {
namespace {

constexpr int kLongestMilliseconds = 20'000;
constexpr rlim_t kMostMemory = rlim_t{2} << 30U;
constexpr rlim_t kMostSeconds = 15;
constexpr rlim_t kMostFile = rlim_t{32} << 20U;
constexpr ByteLimit kMostPicture{16'000'000};

// Removed with everything in it.
struct RunFolder {
    explicit RunFolder(Path made) : path(std::move(made)) {}
    ~RunFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;
    Path path;
};

void limit(__rlimit_resource what, rlim_t most) {
    rlimit bound{most, most};
    ::setrlimit(what, &bound);
}

// Between fork and exec nothing may be allocated; everything is made before.
[[noreturn]] void become(const std::vector<char*>& words, const std::vector<char*>& surroundings) {
    ::setpgid(0, 0);
#ifndef __SANITIZE_ADDRESS__  // whose own table of addresses is larger than any limit
    limit(RLIMIT_AS, kMostMemory);
#endif
    limit(RLIMIT_CPU, kMostSeconds);
    limit(RLIMIT_FSIZE, kMostFile);
    limit(RLIMIT_CORE, 0);
    auto nothing = ::open("/dev/null", O_RDWR);
    for (int number : {0, 1, 2}) ::dup2(nothing, number);
    ::close_range(3, ~0U, 0);
    ::execve(words[0], words.data(), surroundings.data());
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> found;
    found.reserve(texts.size() + 1);
    for (auto& text : texts) found.push_back(text.data());
    found.push_back(nullptr);
    return found;
}

int wait_for(pid_t child) {
    Descriptor watched(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    pollfd question{watched.get(), POLLIN, 0};
    bool ended = watched.valid() && ::poll(&question, 1, kLongestMilliseconds) == 1;
    if (!ended) ::kill(-child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return ended ? status : -1;
}

Done run(std::vector<std::string> words) {
    std::vector<std::string> surroundings{"SDL_VIDEODRIVER=dummy", "SDL_AUDIODRIVER=dummy", "LANG=C.UTF-8",
                                          "PATH=/usr/bin:/bin"};
    auto arguments = pointers(words);
    auto environment = pointers(surroundings);
    auto child = ::fork();
    if (child < 0) return refuse("preview.failed", "no process could be started");
    if (child == 0) become(arguments, environment);
    auto status = wait_for(child);
    if (status == -1) return refuse("preview.slow", "drawing took too long");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return refuse("preview.failed", fmt::format("the kiosk's program ended with {}", status));
}

std::vector<std::string> words_of(const PreviewOrder& order, const Path& program, const Path& resources,
                                  const Path& folder) {
    bool upright = order.panel == PreviewPanel::Portrait;
    std::vector<std::string> words{program.string(),
                                   "--content",
                                   order.content.string(),
                                   "--content",
                                   folder.string(),
                                   "--site",
                                   order.site,
                                   "--lang",
                                   order.language,
                                   "--size",
                                   upright ? "1080x1920@21.5in" : "1920x1080@21.5in",
                                   "--now",
                                   to_rfc3339(order.now),
                                   "--script",
                                   (folder / "script").string(),
                                   "--pictures",
                                   folder.string()};
    if (!resources.empty()) words.insert(words.end(), {"--resources", resources.string()});
    return words;
}

}  // namespace

Result<std::string> DeskRenderer::draw(const PreviewOrder& order) const {
    if (program_.empty()) return refuse("preview.none", "this hub draws no previews", "start it with --renderer");
    DiskFiles files;
    TRY_DONE(files.make_folder(room_));
    auto name = (room_ / "run-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return refuse("preview.failed", "no room for a preview");
    RunFolder run_folder(name);
    for (const auto& [path, bytes] : order.files) {
        auto file = run_folder.path / path;
        TRY_DONE(files.make_folder(file.parent_path()));
        TRY_DONE(files.write(file, bytes));
    }
    TRY_DONE(files.write(run_folder.path / "script", order.steps + "screenshot preview.png\n"));
    TRY_DONE(run(words_of(order, program_, resources_, run_folder.path)));
    TRY(auto picture, files.read(run_folder.path / "preview.png", kMostPicture));
    if (!picture) return refuse("preview.failed", "nothing was drawn");
    return *picture;
}

}  // namespace baken::cp
