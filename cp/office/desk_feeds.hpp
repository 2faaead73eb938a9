// The feeds of others whose warnings the desk looks at: desk/feeds.toml.
#pragma once

#include <string>
#include <utility>
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

// By this it is known what became of a feed: one that gets another address is another one, at every hub and also while
// it is being asked.
using FeedKey = std::pair<std::string, std::string>;
[[nodiscard]] inline FeedKey key_of(const DeskFeed& feed) {
    return {feed.name, feed.address};
}

constexpr std::size_t kMostFeeds = 20;

// A file that is not there is no feed at all. Errors: toml.*; those of Files.
[[nodiscard]] Result<std::vector<DeskFeed>> read_desk_feeds(Files& files, const Path& file);
// Errors: desk.feed when there are too many, two of one name, or one without a name or with an address that is none;
// those of Files.
[[nodiscard]] Done write_desk_feeds(Files& files, const Path& file, const std::vector<DeskFeed>& feeds);

}  // namespace baken::cp
