// A desk with its records and two kiosks, "noord" and "zuid", that are known to it; an operator is signed in.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cp/office/desk_records.hpp"
#include "cp/region/record_keys.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/enrolment.hpp"
#include "tests/desk/reception.hpp"
#include "tests/records/samples.hpp"

namespace baken::testing {

struct Counterpart : Reception {
    struct Kiosk {
        std::string site;
        trust::SigningKey signing = trust::SigningKey::generate();
        trust::SealingKey sealing = trust::SealingKey::generate();
    };
    Kiosk noord{"noord"};
    Kiosk zuid{"zuid"};
    cp::DeskShelf shelf{files, region};
    cp::DeskCases cases{files, region.desk_cases()};
    std::unique_ptr<cp::InboxOffice> office;
    std::optional<cp::DeskRecords> records;

    Counterpart() {
        cp::Keyring keyring(files, region.keys(), trust::Secret{});
        CHECK_OK(files.make_folder(region.keys()));
        CHECK_OK(cp::RecordKeys(files, keyring, region).begin());
        auto kiosks = *cp::KioskRegister::open(files, region.kiosks());
        for (const auto* kiosk : {&noord, &zuid}) {
            auto code = records::format({kiosk->signing.public_bytes(), kiosk->sealing.public_bytes()});
            CHECK_OK(kiosks.add(kiosk->site, code, clock.now()));
        }
        office = std::move(*cp::InboxOffice::open(region, "", "", cp::Opened::Signing));
        open_desk();
        sign_in("operator");
    }

    // As a hub that was started again: it remembers nothing of what it opened.
    void open_desk() {
        records.emplace(cp::DeskTools{files, region, clock, *access, shelf, [] {}}, office.get(), cases);
        routes.emplace(*cp::ServedFolder::open(folder.path / "page"), *access);
        routes->add(access->doors());
        routes->add(records->doors());
    }
    // Each a little later than the one before; the id of the record.
    std::string hand_in(records::Record record, const Kiosk& from) {
        clock.advance(std::chrono::seconds{1});
        record.head.id = new_uuid7(clock.now());
        record.head.kiosk = records::kiosk_id_of(from.signing.public_bytes());
        record.head.site = from.site;
        auto envelope = records::seal_envelope(record, {office->keys.note_to, {}}, from.signing);
        CHECK_OK(envelope);
        CHECK_OK(office->inbox.take_in(*envelope, cp::RecordRoad::Network));
        return record.head.id;
    }
    std::string hand_in(records::Kind kind) { return hand_in(one_of_each().at(static_cast<std::size_t>(kind)), noord); }
    trust::Json told(const std::string& path) {
        auto answer = ask(get(path));
        CHECK_EQ(answer.status, 200);
        auto json = trust::parse_json(answer.text);
        CHECK_OK(json);
        return std::move(*json);
    }
};

}  // namespace baken::testing
