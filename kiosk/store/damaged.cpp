#include "kiosk/store/damaged.hpp"

#include <fmt/format.h>

namespace baken::store {

Done move_aside(Files& files, const Path& folder, const Path& file) {
    constexpr std::size_t kMost = 10'000;
    auto entries = files.list(folder, kMost);
    auto count = entries && *entries ? (*entries)->size() : 0;
    auto aside = file.filename().string() + fmt::format(".damaged-{}", count);
    for (const auto* suffix : {"-wal", "-shm", ""}) {
        auto part = file.string() + suffix;
        if (std::filesystem::exists(part)) TRY_DONE(files.rename(part, folder / (aside + suffix)));
    }
    return files.sync_folder(folder);
}

}  // namespace baken::store
