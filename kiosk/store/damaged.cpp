#include "kiosk/store/damaged.hpp"

#include <fmt/format.h>

namespace baken::store {
namespace {

Done move_aside(Files& files, const Path& folder, const Path& file) {
    constexpr std::size_t kMost = 10'000;
    auto entries = files.list(folder, kMost);
    auto count = entries && *entries ? (*entries)->size() : 0;
    auto aside = file.filename().string() + fmt::format(".damaged-{}", count);
    for (const auto* suffix : {"-wal", "-shm", ""}) {
        auto part = file.string() + suffix;
        // Where the system cannot tell, the move says why.
        std::error_code trouble;
        if (std::filesystem::exists(part, trouble) || trouble) TRY_DONE(files.rename(part, folder / (aside + suffix)));
    }
    return files.sync_folder(folder);
}

bool is_useless(const Error& error) {
    return error.check == "store.damaged" || error.check == "store.version";
}

}  // namespace

Result<Database> open_or_begin_anew(Files& files, const Path& folder, const Path& file,
                                    Result<Database> (*open)(const Path&), std::vector<Error>& troubles) {
    auto database = open(file);
    if (database || !is_useless(database.error())) return database;
    troubles.push_back(std::move(database.error()));
    TRY_DONE(move_aside(files, folder, file));
    return open(file);
}

Done keep_aside(Files& files, const Path& file) {
    TRY_DONE(files.rename(file, file.string() + ".damaged"));
    return files.sync_folder(file.parent_path());
}

}  // namespace baken::store
