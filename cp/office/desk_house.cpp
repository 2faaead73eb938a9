#include "cp/office/desk_house.hpp"

#include "cp/office/cap_feed.hpp"
#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_courier.hpp"
#include "cp/office/desk_imports.hpp"
#include "cp/office/desk_places.hpp"
#include "cp/office/desk_records.hpp"
#include "cp/office/desk_sites.hpp"
#include "cp/office/feed_fetch.hpp"
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
           HubRounds& rounds, const Clock& clock)
        : region(place),
          keyring(files, region.keys(), std::move(passphrase)),
          publishing(published, region, keyring, clock),
          audit(files, region.desk_audit()),
          access(files, region, rounds.store(), audit, clock, options.transport, options.cost),
          shelf(files, region),
          press(files, region, publishing, rounds.guard(), clock),
          tools{files, region, clock, access, shelf, [this] { tell(); }},
          renderer(options.renderer, options.resources, region.desk_preview()),
          bulletins(tools, press, renderer),
          imports(tools, [](const std::string& address) { return fetch_address(address); }),
          office(open_records(options, region)),
          cases(files, region.desk_cases()),
          records(tools, office.get(), cases),
          courier(tools, office.get()),
          places(tools, press, renderer),
          sites(tools, rounds.presence(), rounds.store()),
          feed(files, region, shelf, clock),
          desk(std::move(folder), access) {
        feed.on_behind([&rounds] { return rounds.is_behind(); });
        desk.add(access.doors());
        desk.add(bulletins.doors());
        desk.add(imports.doors());
        desk.add(sites.doors());
        desk.add(records.doors());
        desk.add(courier.doors());
        desk.add(places.doors());
    }

    DiskFiles files;
    DiskFiles published{Readers::Everyone};
    RegionFolder region;
    Keyring keyring;
    Publishing publishing;
    AuditLog audit;
    DeskAccess access;
    DeskShelf shelf;
    DeskPress press;
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
                                                   trust::Secret passphrase, HubRounds& rounds, const Clock& clock) {
    TRY(auto folder, ServedFolder::open(options.page));
    auto inside = std::make_unique<Inside>(std::move(folder), options, region, std::move(passphrase), rounds, clock);
    if (auto known = inside->access.know_sessions(); !known) {
        log(LogLevel::Warning, "desk", "sessions check=" + known.error().check);
    }
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

Work DeskHouse::know_sessions() {
    return {Lane::Desk, [this]() -> Response {
                auto known = inside_->access.know_sessions();
                return known ? json_answer({}) : error_answer(known.error());
            }};
}

void DeskHouse::on_news(std::function<void()> tell) {
    inside_->tell = std::move(tell);
}

}  // namespace baken::cp
