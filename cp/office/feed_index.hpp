// The index of somebody else's warnings: an Atom feed (MeteoAlarm, KNMI) or an RSS feed that only points to CAP
// messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::cp {

constexpr std::size_t kMostFeedEntries = 500;

// The addresses as they are written there, in the order of the feed, each once. Of an Atom entry the link of type
// application/cap+xml, else the first that is not said to be for people; of an RSS item its link. Beyond
// kMostFeedEntries nothing is read. Errors: feed.xml when it is no XML or declares entities; feed.format when it is
// neither of the two.
[[nodiscard]] Result<std::vector<std::string>> read_feed_index(std::string_view bytes);

// The address of an entry, made whole. Errors: feed.address when it is none, or leads to another machine or another
// scheme than the index: an index is believed for its own house only.
[[nodiscard]] Result<std::string> resolve_entry(const std::string& index, const std::string& entry);

}  // namespace baken::cp
