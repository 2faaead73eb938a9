// The files of a medium that anybody may have made. Whoever looks through a stick keeps warnings, or records, waiting;
// so once the medium itself has taken five minutes, and a second more for every hundred thousand bytes that went over,
// and for every file that was written, nothing is begun any more: the error files.slow. What was done until then
// counts, and is not done again the next time. A single step that hangs is ended by the kernel.
#pragma once

#include "exchange/base/clock.hpp"
#include "exchange/base/files.hpp"

namespace baken::sync {

class HurriedFiles final : public Files {
public:
    // Both must outlive this.
    HurriedFiles(Files& files, const Clock& clock) : files_(files), clock_(clock) {}

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override;
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override;
    Done replace(const Path& path, std::string_view bytes) override;
    Done write(const Path& path, std::string_view bytes) override;
    Done make_folder(const Path& folder) override;
    Done remove(const Path& path) override;
    Done rename(const Path& from, const Path& to) override;
    Done sync_folder(const Path& folder) override;
    std::optional<std::uint64_t> free_bytes(const Path& folder) override { return files_.free_bytes(folder); }

private:
    // Does the step, unless the time is over, and counts how long it took.
    template <typename Step>
    auto in_time(Step step) -> decltype(step());

    Files& files_;
    const Clock& clock_;
    Duration spent_{};
    std::uint64_t bytes_ = 0;  // that went over
};

}  // namespace baken::sync
