// A kiosk's outbox, and a coordination point that behaves as its URL asks (fickle_hub.py), for tests.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "kiosk/store/identity.hpp"
#include "kiosk/store/outbox.hpp"
#include "kiosk/sync/https_courier.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

struct Route {
    TempFolder data;
    TempFolder hub;
    DiskFiles files;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    store::Outbox outbox = *store::Outbox::open(files, data.path);
    store::Identity identity = store::new_identity();
    trust::SigningKey cp = trust::SigningKey::generate();
    trust::SigningKey stranger = trust::SigningKey::generate();
    sync::ReceiptSide side{identity.id(), identity.sealing, {cp.public_bytes()}};
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.path.string()}};
    std::string port = server.line();
    sync::HttpsCourier courier = start({"hub"});

    Route();
    [[nodiscard]] std::string base(const std::string& mode) const;
    [[nodiscard]] sync::HttpsCourier start(const std::vector<std::string>& modes) const;
    std::string keep(records::PriorityClass priority = records::PriorityClass::Help);
    [[nodiscard]] std::string receipt(const std::string& record, const trust::SigningKey& signer, int n = 1) const;
    // The coordination point's receipt of this number.
    void offer(int number, const std::string& record, const std::string& bytes) const;
    void answer(const std::string& record, int n = 1) const;
    // Somebody on the way answers the question for receipts once.
    sync::CourierRound forge(const std::string& list);
    sync::CourierRound send();
    sync::CourierRound fetch(std::chrono::seconds longest = std::chrono::seconds{10});
    [[nodiscard]] bool receipted(const std::string& record);
    // What was asked since the last time.
    [[nodiscard]] std::string log() const;
};

}  // namespace baken::testing
