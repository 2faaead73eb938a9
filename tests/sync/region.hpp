// A region that publishes with real keys into a folder, as a coordination point does: a stick for tests, or what a web
// server serves.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/base/disk_files.hpp"
#include "exchange/trust/publisher.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

using Names = std::vector<std::string>;

// Always the same key for the same name.
const trust::SigningKey& signing_key(const std::string& name);

// A small CAP message that says this headline.
std::string message(const std::string& identifier, const std::string& headline,
                    const std::string& sent = "2026-11-23T12:00:00+01:00");

class Region {
public:
    // Begun by root 1, with two messages and a page published.
    explicit Region(Path stick);
    // Publishes these; a region that was begun in this folder before goes on.
    Region(Path stick, std::map<std::string, std::string> content);

    // What the region's role answers for; published by the next publish().
    void set(const std::string& path, std::string bytes) { content_[path] = std::move(bytes); }
    void drop(const std::string& path) { content_.erase(path); }
    void publish();
    // Another key signs timestamps from now on.
    void rotate_timestamp_key(const std::string& key);

    [[nodiscard]] Path stick() const { return stick_; }
    [[nodiscard]] Path repository() const { return stick_ / "baken" / "repository"; }
    // The first root, as a kiosk is given it.
    [[nodiscard]] const std::string& root() const { return first_root_; }

    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");

private:
    [[nodiscard]] std::string signed_root(trust::Version version) const;
    void publish_with(trust::Publisher& publisher);

    Path stick_;
    DiskFiles files_;
    trust::RootPlan plan_;
    trust::Version root_version_ = 1;
    std::string first_root_;
    std::map<std::string, std::string> content_;
    Names keys_{"timestamp", "snapshot", "targets", "region"};
};

}  // namespace baken::testing
