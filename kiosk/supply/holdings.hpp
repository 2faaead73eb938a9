// What this kiosk holds to show: the content, the messages received, and where it stands.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exchange/base/files.hpp"
#include "exchange/bulletins/area.hpp"
#include "exchange/bulletins/chains.hpp"
#include "exchange/bulletins/content.hpp"
#include "exchange/records/cp_keys.hpp"
#include "kiosk/ui/keyboard.hpp"

namespace baken::supply {

// How the content got here, told to everybody on the screen.
struct Reception {
    enum class Road : std::uint8_t { Folder, Network, NetworkLost, Stick, Factory };
    Road road = Road::Folder;
    std::optional<Instant> heard;  // when the coordination point was last heard; nothing: never
};

struct Holdings {
    std::shared_ptr<Files> files;  // what the content is read through, where that is not simply the disk
    bulletins::Content content;
    std::vector<bulletins::Received> alerts;
    ui::Keyboards keyboards;
    // The menu card as it was published, entry by entry: the site shows over it what staff chose. Empty before it did.
    std::vector<bulletins::FacilityStatus> published;
    std::string site_id;
    Path root;                // the last content root, for pictures of the site
    std::vector<Path> roots;  // all of them, for the templates of messages
    Reception reception;
    std::optional<records::CpKeys> cp_keys;  // of the coordination point, where the content tells them
    std::optional<Instant> signed_floor;     // of the newest word: now is never earlier than that

    [[nodiscard]] const bulletins::Site* site() const;
    [[nodiscard]] bulletins::SiteArea area() const;
    // Nothing to show at all: no words, no pages, no messages.
    [[nodiscard]] bool empty() const;
};

// Reads everything under the content roots, later ones over earlier ones. Never fails: what is broken is a finding.
// `files` must outlive the holdings. `site_id` empty: the only site there is. `came` is when all this came here; a
// message that does not say when it was sent counts as received then, and without that as over for long.
[[nodiscard]] std::shared_ptr<Holdings> load_holdings(Files& files, std::span<const Path> roots,
                                                      const std::string& site_id, Instant came = {});

}  // namespace baken::supply
