// What baken-cp was told to do, as a person typed it. Each command prints its result to standard output.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cp/hub/server.hpp"
#include "cp/office/desk_house.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/records/words.hpp"

namespace baken::cp {

struct InboxOffice;

struct Order {
    Path region;
    Path passphrase_file;
    // init, municipality
    std::string name;
    std::vector<std::string> municipalities;
    std::vector<std::string> dropped;  // sites
    int root_keys = 1;
    int root_threshold = 1;
    bool demo = false;
    // publish, timestamp, rotate
    std::vector<std::string> content;
    std::vector<std::string> roles;
    bool every_role = false;
    std::int64_t past = 0;  // a version to be passed; 0: none
    std::string role;
    bool use_announced = false;  // keys for receipts
    bool forget_old = false;
    // serve
    ServerOptions server;
    int hold_seconds = 55;
    int patience_seconds = 120;
    bool verbose = false;
    DeskOptions desk;
    // user
    std::string user;
    Path password_file;
    // backup, restore
    Path backup;
    // cap
    std::string address;
    // stick, kiosk
    Path stick;
    std::string site;
    std::string key;
    std::string kiosk;
    // inbox
    std::string store;  // empty: the region's own file
    std::string record;
    std::string stub;
    std::string number;
    std::string text;
    bool closed_too = false;
    int days = -1;  // wipe; below 0: as the desk's settings say
};

// The order's region with what is needed to answer its records. Null, with a line in the log, in a region made before
// there were records. Errors: those of InboxOffice::open, so that a wrong passphrase is told before anybody is served.
[[nodiscard]] Result<std::unique_ptr<InboxOffice>> open_inbox(const Order& order);

[[nodiscard]] Done run_init(const Order& order);
[[nodiscard]] Done run_municipality(const Order& order);
[[nodiscard]] Done run_publish(const Order& order);
[[nodiscard]] Done run_timestamp(const Order& order);
[[nodiscard]] Done run_rotate(const Order& order);
[[nodiscard]] Done run_serve(const Order& order);
[[nodiscard]] Done run_stick_write(const Order& order);
[[nodiscard]] Done run_stick_read(const Order& order);
[[nodiscard]] Done run_inbox_list(const Order& order);
[[nodiscard]] Done run_inbox_show(const Order& order);
[[nodiscard]] Done run_inbox_tell(const Order& order, records::ReceiptState state);
[[nodiscard]] Done run_inbox_radio(const Order& order);
[[nodiscard]] Done run_inbox_join(const Order& order);
[[nodiscard]] Done run_wipe(const Order& order);
[[nodiscard]] Done run_backup(const Order& order);
[[nodiscard]] Done run_restore(const Order& order);
[[nodiscard]] Done run_cap_import(const Order& order);
[[nodiscard]] Done run_kiosk_add(const Order& order);
[[nodiscard]] Done run_kiosk_list(const Order& order);
[[nodiscard]] Done run_kiosk_revoke(const Order& order);

}  // namespace baken::cp
