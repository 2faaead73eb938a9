#include "cp/hub/presence.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include "cp/hub/descriptor.hpp"
#include "cp/hub/request_target.hpp"
#include "exchange/base/text.hpp"

namespace baken::hub {
namespace {

constexpr std::size_t kMostSites = 10'000;

bool is_site_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
}

bool is_site(std::string_view site) {
    return !site.empty() && site.size() <= 64 && std::ranges::all_of(site, is_site_letter);
}

std::int64_t number_of(Instant moment) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
}

Instant moment_of(std::int64_t number) {
    return Instant{} + std::chrono::milliseconds{number};
}

// Always as long, so that one write takes the place of another whole.
std::string line_of(const SitePresence& known) {
    return fmt::format("{:019} {:019} {:019}\n", known.version, number_of(known.since), number_of(known.heard));
}

// A power cut may lose it: the next poll says it again.
void leave(const Path& file, const SitePresence& known) {
    Descriptor opened(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    auto line = line_of(known);
    if (opened.valid()) static_cast<void>(::pwrite(opened.get(), line.data(), line.size(), 0) == 0);
}

std::optional<SitePresence> look_at(const Path& file) {
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::array<char, 64> bytes{};
    auto got = opened.valid() ? ::pread(opened.get(), bytes.data(), bytes.size(), 0) : -1;
    if (got <= 0) return std::nullopt;
    auto words = split(trim(std::string_view(bytes.data(), static_cast<std::size_t>(got))), ' ');
    if (words.size() != 3) return std::nullopt;
    auto version = parse_number(words[0]);
    auto since = parse_number(words[1]);
    auto heard = parse_number(words[2]);
    if (!version || !since || !heard) return std::nullopt;
    return SitePresence{moment_of(*heard), *version, moment_of(*since)};
}

}  // namespace

Presence::Presence(Path folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::create_directories(folder_, ignored);
}

void Presence::note(std::string_view site, trust::Version version, Instant now) {
    if (!is_site(site)) return;
    const std::lock_guard guard(mutex_);
    auto found = sites_.find(site);
    if (found == sites_.end() && sites_.size() >= kMostSites) return;
    SitePresence known{now, version, now};
    // After a start, and when a kiosk comes to this hub from another, the file knows more.
    auto before = found != sites_.end() || folder_.empty() ? std::nullopt : look_at(folder_ / site);
    if (found != sites_.end()) before = found->second;
    if (before && before->version == version) known.since = before->since;
    sites_.insert_or_assign(std::string(site), known);
    if (!folder_.empty()) leave(folder_ / site, known);
}

std::map<std::string, SitePresence, std::less<>> Presence::sites() const {
    const std::lock_guard guard(mutex_);
    auto sites = sites_;
    if (folder_.empty()) return sites;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) {
        auto site = entry.path().filename().string();
        auto left = is_site(site) && sites.size() < kMostSites ? look_at(entry.path()) : std::nullopt;
        if (!left) continue;
        auto& known = sites[site];
        if (left->heard > known.heard) known = *left;
    }
    return sites;
}

}  // namespace baken::hub
