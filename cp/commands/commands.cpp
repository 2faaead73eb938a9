#include "cp/commands/commands.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cp/inbox/inbox_office.hpp"
#include "cp/inbox/stick.hpp"
#include "cp/region/desk_content.hpp"
#include "cp/region/generation.hpp"
#include "cp/region/kiosk_register.hpp"
#include "cp/region/publishing.hpp"
#include "cp/region/reader_keys.hpp"
#include "cp/region/record_keys.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

// What every command that signs stands on.
struct Desk {
    DiskFiles published{Readers::Everyone};
    DiskFiles own;
    SystemClock clock;
    RegionFolder region;
    Keyring keyring;
    Publishing publishing;

    Desk(const Order& order, trust::Secret passphrase)
        : region{order.region},
          keyring(own, region.keys(), std::move(passphrase)),
          publishing(published, region, keyring, clock) {}
};

Result<std::unique_ptr<Desk>> open_desk(const Order& order) {
    DiskFiles files;
    TRY(auto passphrase, find_passphrase(files, order.passphrase_file));
    return std::make_unique<Desk>(order, std::move(passphrase));
}

Done report(Result<Changes> changes) {
    if (!changes) return std::unexpected(std::move(changes).error());
    fmt::print("{}", to_text(*changes));
    return {};
}

std::string line_of(const KnownKiosk& kiosk) {
    auto state = kiosk.revoked ? "revoked " + to_rfc3339(*kiosk.revoked) : std::string("known");
    return fmt::format("{} {} {} {}\n", kiosk.id.substr(0, 16), kiosk.site, to_rfc3339(kiosk.added), state);
}

}  // namespace

Done run_init(const Order& order) {
    NewRegion plan{order.name, {}, order.root_keys, order.root_threshold};
    for (const auto& text : order.municipalities) {
        TRY(auto municipality, parse_municipality(text));
        plan.municipalities.push_back(std::move(municipality));
    }
    DiskFiles files;
    auto passphrase = order.demo ? Result<trust::Secret>{} : find_passphrase(files, order.passphrase_file);
    if (!passphrase) return std::unexpected(std::move(passphrase).error());
    if (!order.demo && passphrase->bytes().empty()) {
        return refuse("key.passphrase", "keys without a passphrase are for a demo",
                      "give --passphrase-file or BAKEN_PASSPHRASE, or --demo");
    }
    Desk desk(order, std::move(*passphrase));
    TRY_DONE(report(desk.publishing.begin(plan)));
    fmt::print("first root: {}\n", (desk.region.repository() / "metadata/1.root.json").string());
    return {};
}

Done run_municipality(const Order& order) {
    TRY(auto desk, open_desk(order));
    for (const auto& text : order.municipalities) {
        TRY(auto municipality, parse_municipality(text));
        TRY_DONE(report(desk->publishing.set_municipality(municipality, order.dropped)));
    }
    return {};
}

Done run_publish(const Order& order) {
    TRY(auto desk, open_desk(order));
    // Nothing is published between the reading of what was written at the desk and the publishing of it.
    TRY(auto lock, RegionLock::take(desk->region));
    std::vector<Path> roots(order.content.begin(), order.content.end());
    TRY(auto content, check_content(desk->own, roots));
    for (const auto& finding : content.findings) fmt::print(stderr, "{}\n", bulletins::to_text(finding));
    TRY(auto written, read_desk_content(lock, desk->own, desk->region));
    for (const auto& path : written.unpublished) {
        fmt::print(stderr, "{}: was written at the desk and is not published, so it is left out. Remove it.\n",
                   path.string());
    }
    return report(desk->publishing.publish(lock, content, order.roles, written.published));
}

Done run_timestamp(const Order& order) {
    TRY(auto desk, open_desk(order));
    if (order.past > 0) return report(desk->publishing.pass(order.past));
    auto reach = order.every_role ? Publishing::Reach::EveryRole : Publishing::Reach::Timestamp;
    return report(desk->publishing.renew(reach));
}

namespace {

Done rotate_receipts(RecordKeys& keys, const RegionLock& held, const Order& order, Instant now) {
    if (!order.use_announced) {
        TRY_DONE(keys.announce_receipts(held));
        fmt::print(
            "A new key for receipts is announced. Publish; when every kiosk has that, rotate again with --use.\n");
        return {};
    }
    TRY_DONE(keys.use_receipts(held, order.forget_old ? OldKey::Forgotten : OldKey::Believed, now));
    fmt::print("The announced key signs receipts. Start the hub anew{}.\n",
               order.forget_old ? ", and publish, so that the old key is believed no more" : "");
    return {};
}

Done rotate_record_keys(Desk& desk, const Order& order) {
    // Somebody's new password at the desk would otherwise put back the keys they had before.
    TRY(auto lock, RegionLock::take(desk.region));
    RecordKeys keys(desk.own, desk.keyring, desk.region);
    if (order.role == "receipts") return rotate_receipts(keys, lock, order, desk.clock.now());
    ReaderKeys readers(desk.own, desk.region, trust::kKioskCost);
    TRY_DONE(keys.change_sealing(lock, readers));
    fmt::print("Records are sealed to a new key once it is published. The older ones are kept to open what comes.\n");
    return {};
}

}  // namespace

Done run_rotate(const Order& order) {
    TRY(auto desk, open_desk(order));
    if (order.role == "receipts" || order.role == "sealing") return rotate_record_keys(*desk, order);
    return report(desk->publishing.rotate(order.role));
}

Result<std::unique_ptr<InboxOffice>> open_inbox(const Order& order) {
    auto office = InboxOffice::open({order.region}, order.store, order.passphrase_file, Opened::Signing);
    if (office || office.error().check != "inbox.no-keys") return office;
    log(LogLevel::Warning, "hub", office.error().text());
    return nullptr;
}

namespace {

// A pass lasts as long as a courier may be under way.
constexpr auto kPassLasts = std::chrono::days{30};

// Whoever copies to a slow stick holds nobody up: what the generation names stays where it is.
Result<Generation> read_to_carry(Files& files, const RegionFolder& region) {
    TRY(auto lock, RegionLock::take(region, std::chrono::seconds{5}));
    return read_generation(files, region.repository(), SystemClock().now());
}

Done write_courier_half(const Order& order, Files& files) {
    TRY(auto office, open_inbox(order));
    if (!office) return {};
    TRY([[maybe_unused]] auto answered, office->inbox.answer_waiting());
    TRY(auto name, read_region_name(files, office->region));
    auto now = office->clock.now();
    TRY(auto report, write_courier(files, *office->store, office->keys, {name, now, now + kPassLasts}, order.stick));
    fmt::print("{} receipts, {} files of a courier cleared\n", report.receipts, report.cleared);
    return {};
}

}  // namespace

Done run_stick_write(const Order& order) {
    DiskFiles files(Readers::Everyone);
    RegionFolder region{order.region};
    TRY(auto generation, read_to_carry(files, region));
    TRY(auto report, write_stick(files, region.repository(), generation, order.stick));
    fmt::print("{} files written ({} bytes), {} were there already, {} old ones removed\n", report.written,
               report.bytes, report.kept, report.removed);
    return write_courier_half(order, files);
}

Done run_kiosk_add(const Order& order) {
    DiskFiles files;
    SystemClock clock;
    RegionFolder region{order.region};
    TRY(auto lock, RegionLock::take(region));
    TRY(auto generation, read_generation(files, region.repository(), clock.now()));
    if (!generation.has("sites/" + order.site + ".toml")) {
        return refuse("kiosk.site", "no site \"" + order.site + "\" is published", "publish the site first");
    }
    TRY(auto kiosks, KioskRegister::open(files, region.kiosks()));
    TRY(auto added, kiosks.add(order.site, order.key, clock.now()));
    fmt::print("{}", line_of(added));
    return {};
}

Done run_kiosk_list(const Order& order) {
    DiskFiles files;
    TRY(auto kiosks, KioskRegister::open(files, RegionFolder{order.region}.kiosks()));
    for (const auto& kiosk : kiosks.kiosks()) fmt::print("{}", line_of(kiosk));
    return {};
}

Done run_kiosk_revoke(const Order& order) {
    DiskFiles files;
    RegionFolder region{order.region};
    TRY(auto lock, RegionLock::take(region));
    TRY(auto kiosks, KioskRegister::open(files, region.kiosks()));
    TRY(auto revoked, kiosks.revoke(order.kiosk, SystemClock().now()));
    fmt::print("{}", line_of(revoked));
    return {};
}

}  // namespace baken::cp
