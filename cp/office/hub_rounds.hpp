// What every hub does again and again, whether it has a desk or not: compares its folder with what the other hubs
// published, tells them whom it heard, and wipes what was kept long enough.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cp/hub/responder.hpp"
#include "cp/inbox/desk_store.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/presence.hpp"
#include "cp/inbox/publication_guard.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"

namespace baken::cp {

class HubRounds {
public:
    // `place` is the address of the hub's store (store_place.hpp); `clock` must outlive this. Whether this hub is
    // behind is known from here on. Errors: inbox.store; those of PublicationGuard::look.
    [[nodiscard]] static Result<std::unique_ptr<HubRounds>> open(const RegionFolder& region, const std::string& place,
                                                                 const Clock& clock);
    HubRounds(const HubRounds&) = delete;
    HubRounds& operator=(const HubRounds&) = delete;

    // For the desk, in its lane.
    [[nodiscard]] DeskStore& store() { return *store_; }
    [[nodiscard]] PublicationGuard& guard() { return guard_; }
    // Any thread.
    [[nodiscard]] Presence& presence() { return presence_; }
    // Another hub published what is not in this one's folder. Any thread.
    [[nodiscard]] bool is_behind() const { return guard_.is_behind(); }

    // Tells the other hubs which of the published sites were heard here; every few seconds.
    [[nodiscard]] Work carry_presence();
    // Compares what is published here with what the other hubs published; every few seconds.
    [[nodiscard]] Work look_at_publication();
    // Wipes what was kept long enough, and ends old sessions; several times an hour.
    [[nodiscard]] Work keep_clean();
    // What to do when this hub fell behind or caught up; called in the desk's lane.
    void on_news(std::function<void()> tell) { tell_ = std::move(tell); }

private:
    HubRounds(RegionFolder region, std::unique_ptr<DeskStore> store, std::unique_ptr<InboxStore> records,
              const Clock& clock);
    Done clean();
    Done clean_sessions();
    Done learn_sites();

    DiskFiles files_;
    RegionFolder region_;
    std::unique_ptr<DeskStore> store_;
    std::unique_ptr<InboxStore> records_;
    const Clock& clock_;
    PublicationGuard guard_;
    Presence presence_;
    Instant looked_at_;  // when sessions were cleaned last, by the calendar and by the tick
    Tick looked_tick_;
    std::optional<std::string> learnt_from_;  // the timestamp of the publication whose sites count
    std::function<void()> tell_ = [] {};
};

}  // namespace baken::cp
