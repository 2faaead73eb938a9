// Files on the real disk.
#pragma once

#include "exchange/base/files.hpp"

namespace baken {

class DiskFiles final : public Files {
public:
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override;
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override;
    Done replace(const Path& path, std::string_view bytes) override;
    Done make_folder(const Path& folder) override;
    Done remove(const Path& path) override;
    Done rename(const Path& from, const Path& to) override;
    Done sync_folder(const Path& folder) override;
};

}  // namespace baken
