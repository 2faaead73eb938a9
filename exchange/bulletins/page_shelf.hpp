// All guidance pages there are: which topics, in which languages, and each page read when it is first wanted.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/base/files.hpp"
#include "exchange/bulletins/finding.hpp"
#include "exchange/bulletins/page.hpp"
#include "exchange/bulletins/situation.hpp"

namespace baken::bulletins {

// pages/<topic>/page.toml, and the languages found beside it.
struct Topic {
    std::string id;  // the folder's name
    std::string icon;
    int order = 0;  // lower comes first; more urgent by the author's judgement
    std::vector<Phase> phases;
    std::vector<std::string> hazards;  // empty: for every hazard
    bool urgent = false;
    std::vector<std::string> languages;  // alphabetical
};

// Errors: toml.*. The result has no id and no languages yet.
[[nodiscard]] Result<Topic> parse_topic(std::string_view bytes);

// One thread at a time.
class PageShelf {
public:
    // Adds the topics under root/pages. A file of a later root comes before the same file of an earlier one; when it is
    // broken the earlier one is used. Files stay unread until wanted, so `files` must outlive the shelf.
    void add_root(Files& files, const Path& root, std::vector<Finding>& findings);

    // By order, then by id.
    [[nodiscard]] const std::vector<Topic>& topics() const { return topics_; }
    [[nodiscard]] const Topic* topic(std::string_view id) const;

    // Topics as they fit a situation: those of its hazards first, then those of its phase, then the rest; each in
    // order.
    [[nodiscard]] std::vector<const Topic*> topics_for(const Situation& situation) const;

    struct FoundHead {
        std::string language;  // not always the one asked for
        PageHead head;
    };
    // Title and summary in the first language of the fallback chain that has a sound page; nothing when none has.
    [[nodiscard]] std::optional<FoundHead> head(std::string_view topic, std::string_view language);

    struct FoundPage {
        std::string language;
        Path folder;  // where its pictures are
        Page page;
    };
    // The page, chosen as head() does. The few read last are kept; null when there is no sound page at all.
    [[nodiscard]] std::shared_ptr<const FoundPage> page(std::string_view topic, std::string_view language);

    // Reads at most so many unread files into memory, for an idle moment; false when nothing is left to read.
    bool read_some(std::size_t most);

    // Every page file there is, best first for its topic and language, for who checks content.
    struct File {
        std::string topic;
        std::string language;
        Path path;
    };
    [[nodiscard]] std::vector<File> files() const;

    // What was broken in files read so far.
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

private:
    struct Candidate {
        Path path;
        bool read = false;
        std::optional<std::string> bytes;  // nothing when unread or unreadable
    };
    using Key = std::pair<std::string, std::string>;  // topic, language

    void add_topic(const Path& folder, const std::string& id, std::vector<Finding>& findings);
    void add_page(const std::string& topic, const std::string& file_name, const Path& folder);
    void report(const Path& path, const Error& error);
    const std::optional<std::string>& bytes_of(Candidate& candidate);
    const PageHead* head_of(const Key& key);
    std::shared_ptr<const FoundPage> page_of(const Key& key);

    Files* disk_ = nullptr;
    std::vector<Topic> topics_;
    std::map<Key, std::vector<Candidate>> candidates_;
    std::map<Key, std::optional<PageHead>> heads_;
    std::vector<std::pair<Key, std::shared_ptr<const FoundPage>>> recent_;
    std::vector<Finding> findings_;
};

}  // namespace baken::bulletins
