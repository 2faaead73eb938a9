// Files on the real disk.
#pragma once

#include "exchange/base/files.hpp"

namespace baken {

// Who may read the files that are written: what is published is for the web server, too, whatever user it runs as.
enum class Readers { Group, Everyone };

class DiskFiles final : public Files {
public:
    explicit DiskFiles(Readers readers = Readers::Group) : readers_(readers) {}
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override;
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override;
    Done replace(const Path& path, std::string_view bytes) override;
    Done write(const Path& path, std::string_view bytes) override;
    Done make_folder(const Path& folder) override;
    Done remove(const Path& path) override;
    Done rename(const Path& from, const Path& to) override;
    Done sync_folder(const Path& folder) override;
    std::optional<std::uint64_t> free_bytes(const Path& folder) override;

private:
    Readers readers_;
};

}  // namespace baken
