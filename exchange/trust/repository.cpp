#include "exchange/trust/repository.hpp"

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::trust {
namespace {

constexpr ByteLimit kLongestStored{8'000'000};

}  // namespace

Result<std::optional<std::string>> FolderRepository::fetch(const std::string& name, ByteLimit limit) {
    if (!is_plain_path(name)) return refuse("repository.name", "a name that climbs out of the repository");
    auto bytes = files_.read(folder_ / name, limit);
    if (!bytes && bytes.error().check == "files.too_large") {
        return refuse("repository.too_large", bytes.error().message);
    }
    return bytes;
}

Path FolderStore::path_of(std::string_view role) const {
    return folder_ / (percent_quote(role) + ".json");
}

Result<std::optional<std::string>> FolderStore::load(std::string_view role) {
    return files_.read(path_of(role), kLongestStored);
}

Done FolderStore::save(std::string_view role, std::string_view bytes) {
    return files_.replace(path_of(role), bytes);
}

Done FolderStore::remove(std::string_view role) {
    TRY_DONE(files_.remove(path_of(role)));
    return files_.sync_folder(folder_);
}

}  // namespace baken::trust
