// The feeds of others whose warnings the desk looks at: desk/feeds.toml.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

struct DeskFeed {
    std::string name;
    std::string address;  // http or https: an Atom or RSS index, or one CAP message
    int minutes = 0;      // how often it is asked without a person; 0: only when somebody asks
    bool operator==(const DeskFeed&) const = default;
};

constexpr std::size_t kMostFeeds = 20;

// A file that is not there is no feed at all. Errors: toml.*; those of Files.
[[nodiscard]] Result<std::vector<DeskFeed>> read_desk_feeds(Files& files, const Path& file);
// Errors: desk.feed when there are too many, two of one name, or one without a name or with an address that is none;
// those of Files.
[[nodiscard]] Done write_desk_feeds(Files& files, const Path& file, const std::vector<DeskFeed>& feeds);

}  // namespace baken::cp
