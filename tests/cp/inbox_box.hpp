// An inbox with two kiosks that are known to it, for tests; the same on SQLite and on a real PostgreSQL.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cp/inbox/inbox.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/records/receipt_trail.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

struct OnSqlite {
    TempFolder folder;
    std::string address() { return (folder.path / "in box.sqlite").string(); }
};

// A database of its own, on one server for all tests of this program. Throws Skipped where PostgreSQL is not installed.
struct OnPostgres {
    OnPostgres();
    std::string address() { return name; }
    std::string name;
};

struct EnrolledKiosk {
    trust::SigningKey signing = trust::SigningKey::generate();
    trust::SealingKey sealing = trust::SealingKey::generate();
    std::string id = records::kiosk_id_of(signing.public_bytes());
};

template <typename Place>
struct Box {
    Place place;
    MemoryFiles disk;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    EnrolledKiosk kiosk;
    EnrolledKiosk other;
    cp::InboxKeys keys;
    std::vector<std::string> cp_keys;
    std::string seal_to;
    cp::KioskRegister kiosks = *cp::KioskRegister::open(disk, "kiosks.toml");
    std::unique_ptr<cp::InboxStore> store = open_store();
    cp::Inbox inbox{*store, kiosks, clock, keys};

    Box() {
        for (const auto* one : {&kiosk, &other}) {
            auto code = records::format({one->signing.public_bytes(), one->sealing.public_bytes()});
            CHECK_OK(kiosks.add(one == &kiosk ? "noord" : "zuid", code, clock.now()));
        }
        keys.receipts.push_back(trust::SigningKey::generate());
        keys.sealing.push_back(trust::SealingKey::generate());
        cp_keys = {keys.receipts.back().public_bytes()};
        seal_to = keys.note_to = keys.sealing.front().public_bytes();
    }
    std::unique_ptr<cp::InboxStore> open_store() {
        auto opened = cp::InboxStore::open(place.address());
        CHECK_OK(opened);
        return std::move(*opened);
    }
    records::Record record(records::Record made) {
        made.head.id = new_uuid7(clock.now());
        made.head.kiosk = kiosk.id;
        made.head.site = "noord";
        return made;
    }
    std::string seal(const records::Record& made) {
        auto bytes = records::seal_envelope(made, {seal_to, {}}, kiosk.signing);
        CHECK_OK(bytes);
        return *bytes;
    }
    records::Receipt open(const std::string& bytes) {
        auto receipt = records::open_receipt(bytes, {kiosk.id, kiosk.sealing, cp_keys});
        CHECK_OK(receipt);
        return *receipt;
    }
    std::vector<records::Receipt> all_of(const std::string& id) {
        std::vector<records::Receipt> opened;
        auto receipts = *store->receipts(kiosk.id, id);
        for (const auto& kept : receipts) opened.push_back(open(kept.bytes));
        return opened;
    }
};

// The check number that the radio card of this record bears.
std::string card_number(const records::Record& record);

}  // namespace baken::testing
