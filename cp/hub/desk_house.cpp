#include "cp/hub/desk_house.hpp"

#include "exchange/base/disk_files.hpp"

namespace baken::hub {

struct DeskHouse::Inside {
    Inside(ServedFolder folder, const DeskOptions& options, const RegionFolder& place, trust::Secret passphrase,
           const Clock& clock)
        : region(place),
          keyring(files, region.keys(), std::move(passphrase)),
          publishing(published, region, keyring, clock),
          audit(files, region.desk_audit()),
          access(files, region, audit, clock, options.transport, options.cost),
          desk(std::move(folder), access) {
        desk.add(access.doors());
    }

    DiskFiles files;
    DiskFiles published{Readers::Everyone};
    RegionFolder region;
    Keyring keyring;
    Publishing publishing;
    AuditLog audit;
    DeskAccess access;
    DeskRoutes desk;
    std::function<void()> tell = [] {};
};

DeskHouse::DeskHouse(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
DeskHouse::~DeskHouse() = default;

Result<std::unique_ptr<DeskHouse>> DeskHouse::open(const DeskOptions& options, const RegionFolder& region,
                                                   trust::Secret passphrase, const Clock& clock) {
    TRY(auto folder, ServedFolder::open(options.page));
    auto inside = std::make_unique<Inside>(std::move(folder), options, region, std::move(passphrase), clock);
    return std::unique_ptr<DeskHouse>(new DeskHouse(std::move(inside)));
}

Routes& DeskHouse::routes() {
    return inside_->desk;
}

void DeskHouse::on_news(std::function<void()> tell) {
    inside_->tell = std::move(tell);
}

}  // namespace baken::hub
