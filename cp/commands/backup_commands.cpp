// baken-cp backup and restore
#include <fmt/format.h>

#include "cp/commands/commands.hpp"
#include "cp/inbox/backup.hpp"

namespace baken::cp {
namespace {

Done tell(std::string_view what, const BackupReport& report) {
    fmt::print("{}: {} files, {} rows of the store, {} bytes\n", what, report.files, report.rows, report.bytes);
    return {};
}

}  // namespace

Done run_backup(const Order& order) {
    TRY(auto report, make_backup({order.region}, order.store, order.backup, SystemClock()));
    return tell("copied", report);
}

Done run_restore(const Order& order) {
    TRY(auto report, restore_backup(order.backup, {order.region}, order.store, SystemClock()));
    TRY_DONE(tell("put back", report));
    fmt::print("{}", trusted_again(report, {order.region}));
    return {};
}

}  // namespace baken::cp
