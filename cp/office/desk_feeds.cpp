#include "cp/office/desk_feeds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/region/toml_text.hpp"
#include "exchange/base/toml_reader.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostFeedListBytes{64 * 1024};
constexpr int kMostMinutes = 24 * 60;

bool is_address(std::string_view text) {
    bool of_the_web = text.starts_with("https://") || text.starts_with("http://");
    return of_the_web && text.size() <= 500 &&
           std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < 0x7F && letter != '"'; });
}

Done check(const std::vector<DeskFeed>& feeds) {
    if (feeds.size() > kMostFeeds) return refuse("desk.feed", fmt::format("at most {} feeds", kMostFeeds));
    for (auto feed = feeds.begin(); feed != feeds.end(); ++feed) {
        bool twice =
            std::find_if(feeds.begin(), feed, [&](const auto& other) { return other.name == feed->name; }) != feed;
        if (feed->name.empty() || feed->name.size() > 80 || twice) {
            return refuse("desk.feed", "each feed has a name of its own");
        }
        if (!is_address(feed->address)) return refuse("desk.feed", feed->name + ": is asked at no web address");
        if (feed->minutes < 0 || feed->minutes > kMostMinutes) {
            return refuse("desk.feed", feed->name + ": is asked every minute to once a day");
        }
    }
    return {};
}

}  // namespace

Result<std::vector<DeskFeed>> read_desk_feeds(Files& files, const Path& file) {
    std::vector<DeskFeed> feeds;
    TRY(auto bytes, files.read(file, kMostFeedListBytes));
    if (!bytes) return feeds;
    TRY(auto table, TomlTable::parse(*bytes, kMostFeedListBytes));
    for (auto& entry : table.tables("feed")) {
        DeskFeed feed{entry.text("name"), entry.text("address")};
        feed.minutes = static_cast<int>(entry.number_or("minutes", 0, 0, kMostMinutes));
        feeds.push_back(std::move(feed));
    }
    TRY_DONE(table.finish());
    return feeds;
}

Done write_desk_feeds(Files& files, const Path& file, const std::vector<DeskFeed>& feeds) {
    TRY_DONE(check(feeds));
    std::string text = "# Written by the desk.\n";
    for (const auto& feed : feeds) {
        text += fmt::format("\n[[feed]]\nname = {}\naddress = {}\nminutes = {}\n", toml_text(feed.name),
                            toml_text(feed.address), feed.minutes);
    }
    TRY_DONE(files.make_folder(file.parent_path()));
    return files.replace(file, text);
}

}  // namespace baken::cp
