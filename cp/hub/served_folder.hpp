// The folder that the server hands out: opens what lies in it, and knows for each file its entity tag, its type and how
// long a cache may keep it.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cp/region/descriptor.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

struct ServedFile {
    std::shared_ptr<const Descriptor> file;
    std::uint64_t size = 0;
    std::string tag;  // with its quotation marks; the same on every hub that has the same bytes
};

// A name that never gets another content: "<64 hexadecimal digits>.name", and metadata that begins with its version.
[[nodiscard]] bool is_immutable(std::string_view path);

// By the ending of the name.
[[nodiscard]] std::string_view media_type(std::string_view path);

// One thread at a time.
class ServedFolder {
public:
    // Errors: serve.folder when there is no such folder.
    [[nodiscard]] static Result<ServedFolder> open(const Path& folder);

    // A plain file, by a path without "." and ".." parts; no link is followed, at no depth. Nothing when there is none.
    [[nodiscard]] std::optional<ServedFile> find(std::string_view path);

private:
    struct Known {
        std::uint64_t inode = 0;
        std::uint64_t size = 0;
        std::int64_t changed = 0;  // nanoseconds
        std::string tag;
    };
    explicit ServedFolder(Descriptor folder) : folder_(std::move(folder)) {}
    std::optional<std::string> tag_of(std::string_view path, const Descriptor& file, const struct stat& facts);

    Descriptor folder_;
    std::map<std::string, Known, std::less<>> known_;  // tags of files whose name does not tell
};

}  // namespace baken::cp
