#include "cp/office/desk_house.hpp"

#include "cp/inbox/retention.hpp"
#include "cp/office/cap_feed.hpp"
#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_courier.hpp"
#include "cp/office/desk_imports.hpp"
#include "cp/office/desk_places.hpp"
#include "cp/office/desk_records.hpp"
#include "cp/office/desk_sites.hpp"
#include "cp/office/feed_fetch.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

// Without keys the desk still publishes. Those that open records come with who signs in.
std::unique_ptr<InboxOffice> open_records(const DeskOptions& options, const RegionFolder& region) {
    auto office = InboxOffice::open(region, options.store, options.passphrase_file, Opened::Signing);
    if (office) return std::move(*office);
    log(LogLevel::Warning, "desk", "no records here: " + office.error().check);
    return nullptr;
}

}  // namespace

struct DeskHouse::Inside {
    Inside(ServedFolder folder, const DeskOptions& options, const RegionFolder& place, trust::Secret passphrase,
           std::unique_ptr<DeskStore> kept, const Clock& clock)
        : region(place),
          store(std::move(kept)),
          keyring(files, region.keys(), std::move(passphrase)),
          publishing(published, region, keyring, clock),
          audit(files, region.desk_audit()),
          access(files, region, *store, audit, clock, options.transport, options.cost),
          shelf(files, region),
          guard(files, region, *store),
          press(files, region, publishing, guard, clock),
          tools{files, region, clock, access, shelf, [this] { tell(); }},
          renderer(options.renderer, options.resources, region.desk_preview()),
          bulletins(tools, press, renderer),
          imports(tools, [](const std::string& address) { return fetch_address(address); }),
          office(open_records(options, region)),
          cases(files, region.desk_cases()),
          records(tools, office.get(), cases),
          courier(tools, office.get()),
          places(tools, press, renderer),
          sites(tools, presence, *store),
          feed(files, region, shelf),
          desk(std::move(folder), access) {
        desk.add(access.doors());
        desk.add(bulletins.doors());
        desk.add(imports.doors());
        desk.add(sites.doors());
        desk.add(records.doors());
        desk.add(courier.doors());
        desk.add(places.doors());
    }

    Done keep_clean() {
        TRY_DONE(DeskSessions(*store).forget_ended(access.now()));
        if (!office) return {};
        TRY([[maybe_unused]] auto wiped, wipe_in_time(files, region, *office->store, access.now()));
        return {};
    }

    DiskFiles files;
    DiskFiles published{Readers::Everyone};
    RegionFolder region;
    std::unique_ptr<DeskStore> store;
    Keyring keyring;
    Publishing publishing;
    AuditLog audit;
    DeskAccess access;
    DeskShelf shelf;
    PublicationGuard guard;
    DeskPress press;
    Presence presence;
    std::function<void()> tell = [] {};
    DeskTools tools;
    DeskRenderer renderer;
    DeskBulletins bulletins;
    DeskImports imports;
    std::unique_ptr<InboxOffice> office;
    DeskCases cases;
    DeskRecords records;
    DeskCourier courier;
    DeskPlaces places;
    DeskSites sites;
    CapFeed feed;
    DeskRoutes desk;
};

DeskHouse::DeskHouse(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
DeskHouse::~DeskHouse() = default;

Result<std::unique_ptr<DeskHouse>> DeskHouse::open(const DeskOptions& options, const RegionFolder& region,
                                                   trust::Secret passphrase, const Clock& clock) {
    TRY(auto folder, ServedFolder::open(options.page));
    TRY(auto place, store_of(region, options.store));
    TRY(auto store, DeskStore::open(place));
    auto inside =
        std::make_unique<Inside>(std::move(folder), options, region, std::move(passphrase), std::move(store), clock);
    // Known before anybody is told what is newest.
    TRY_DONE(inside->guard.look());
    return std::unique_ptr<DeskHouse>(new DeskHouse(std::move(inside)));
}

Routes& DeskHouse::routes() {
    return inside_->desk;
}

Routes& DeskHouse::feed() {
    return inside_->feed;
}

Work DeskHouse::ask_feeds() {
    return inside_->imports.round();
}

Work DeskHouse::carry_presence() {
    return inside_->sites.carry();
}

Work DeskHouse::look_at_publication() {
    return {Lane::Desk, [this]() -> Response {
                bool before = inside_->guard.is_behind();
                auto looked = inside_->guard.look();
                if (!looked) log(LogLevel::Warning, "desk", "publication check=" + looked.error().check);
                if (inside_->guard.is_behind() != before) inside_->tell();
                return json_answer({});
            }};
}

bool DeskHouse::is_behind() const {
    return inside_->guard.is_behind();
}

Work DeskHouse::keep_clean() {
    return {Lane::Desk, [this]() -> Response {
                auto done = inside_->keep_clean();
                if (!done) log(LogLevel::Error, "desk", "retention check=" + done.error().check);
                return json_answer({});
            }};
}

Presence& DeskHouse::presence() {
    return inside_->presence;
}

void DeskHouse::on_news(std::function<void()> tell) {
    inside_->tell = std::move(tell);
}

}  // namespace baken::cp
