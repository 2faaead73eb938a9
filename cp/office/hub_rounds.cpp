#include "cp/office/hub_rounds.hpp"

#include "cp/inbox/retention.hpp"
#include "cp/office/desk_doors.hpp"
#include "cp/office/desk_sessions.hpp"
#include "cp/region/changes.hpp"
#include "cp/region/generation.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostRoundBytes{64 * 1024};
// By so much a clock is put right that ran ahead; less is what clocks differ by.
constexpr Duration kPutBack = std::chrono::hours{1};

SiteIds sites_of(const Edition& edition) {
    constexpr std::string_view kFolder = "sites/", kEnding = ".toml";
    SiteIds sites;
    for (const auto& [name, role] : edition.roles) {
        for (const auto& [path, facts] : role.files) {
            if (!path.starts_with(kFolder) || !path.ends_with(kEnding)) continue;
            sites.insert(path.substr(kFolder.size(), path.size() - kFolder.size() - kEnding.size()));
        }
    }
    return sites;
}

}  // namespace

HubRounds::HubRounds(RegionFolder region, std::unique_ptr<DeskStore> store, std::unique_ptr<InboxStore> records,
                     const Clock& clock)
    : region_(std::move(region)),
      store_(std::move(store)),
      records_(std::move(records)),
      clock_(clock),
      guard_(files_, region_, *store_),
      looked_at_(clock.now()),
      looked_tick_(clock.tick()) {}

Result<std::unique_ptr<HubRounds>> HubRounds::open(const RegionFolder& region, const std::string& place,
                                                   const Clock& clock) {
    TRY(auto store, DeskStore::open(place));
    TRY(auto records, InboxStore::open(place));
    std::unique_ptr<HubRounds> rounds(new HubRounds(region, std::move(store), std::move(records), clock));
    // Known before anybody is told what is newest.
    TRY_DONE(rounds->guard_.look());
    if (auto learnt = rounds->learn_sites(); !learnt) {
        log(LogLevel::Warning, "hub", "sites check=" + learnt.error().check);
    }
    return rounds;
}

// Names that strangers made up before this was looked at go, too.
Done HubRounds::learn_sites() {
    TRY(auto bytes, files_.read(region_.repository() / kTimestampName, kMostRoundBytes));
    auto timestamp = bytes.value_or(std::string{});
    if (learnt_from_ == timestamp) return {};
    TRY(auto edition, Edition::read(files_, region_.repository()));
    auto sites = sites_of(edition);
    TRY_DONE(store_->keep_presences(sites));
    presence_.know(std::move(sites));
    learnt_from_ = std::move(timestamp);
    return {};
}

Work HubRounds::carry_presence() {
    return {Lane::Desk, [this]() -> Response {
                if (auto learnt = learn_sites(); !learnt) return error_answer(learnt.error());
                // What is lost with a store that is away comes again with the next long poll.
                auto done = store_->note(presence_.take_heard(), clock_.now());
                return done ? json_answer({}) : error_answer(done.error());
            }};
}

Work HubRounds::look_at_publication() {
    return {Lane::Desk, [this]() -> Response {
                bool before = is_behind();
                auto looked = guard_.look();
                if (!looked) log(LogLevel::Warning, "hub", "publication check=" + looked.error().check);
                if (is_behind() != before) tell_();
                return json_answer({});
            }};
}

// Only what this hub saw its own clock do counts: one that is behind that of another changes no session.
Done HubRounds::clean_sessions() {
    DeskSessions sessions(*store_);
    auto now = clock_.now();
    auto tick = clock_.tick();
    bool was_put_back = (now - looked_at_) + kPutBack < tick - looked_tick_;
    if (was_put_back) TRY_DONE(sessions.bring_back(now));
    looked_at_ = now;
    looked_tick_ = tick;
    return sessions.forget_ended(now);
}

Done HubRounds::clean() {
    TRY_DONE(clean_sessions());
    TRY([[maybe_unused]] auto wiped, wipe_in_time(files_, region_, *records_, clock_.now()));
    return {};
}

Work HubRounds::keep_clean() {
    return {Lane::Desk, [this]() -> Response {
                auto done = clean();
                if (!done) log(LogLevel::Error, "hub", "retention check=" + done.error().check);
                return json_answer({});
            }};
}

}  // namespace baken::cp
