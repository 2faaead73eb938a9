#include "tests/sync/route.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "exchange/base/ids.hpp"
#include "exchange/records/receipt.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

Route::Route() {
    clock.advance(std::chrono::hours{1});
    std::filesystem::create_directories(hub.path / "receipts");
    std::filesystem::create_directories(hub.path / "answers");
}

std::string Route::base(const std::string& mode) const {
    return fmt::format("http://127.0.0.1:{}/{}", port, mode);
}

sync::HttpsCourier Route::start(const std::vector<std::string>& modes) const {
    std::vector<std::string> bases;
    for (const auto& mode : modes) bases.push_back(base(mode));
    return {std::move(bases), {}, {}};
}

std::string Route::keep(records::PriorityClass priority) {
    store::NewEntry entry{new_uuid7(clock.now()), priority, clock.now(), {}, "sealed"};
    CHECK_OK(outbox.add(entry));
    return entry.id;
}

std::string Route::receipt(const std::string& record, const trust::SigningKey& signer, int n) const {
    records::Receipt receipt{record, side.kiosk, n, records::ReceiptState::Received, clock.now(), {}, {}, {}};
    return *records::seal_receipt(receipt, identity.sealing.public_bytes(), signer);
}

void Route::offer(int number, const std::string& record, const std::string& bytes) const {
    std::ofstream(hub.path / "receipts" / fmt::format("{}-{}.1.receipt", number, record), std::ios::binary) << bytes;
}

void Route::answer(const std::string& record, int n) const {
    std::ofstream(hub.path / "answers" / (record + ".envelope"), std::ios::binary) << receipt(record, cp, n);
}

sync::CourierRound Route::forge(const std::string& list) {
    std::ofstream(hub.path / "list", std::ios::binary) << list;
    courier = start({"forger"});
    auto round = fetch();
    courier = start({"hub"});
    return round;
}

sync::CourierRound Route::send() {
    return courier.send(outbox, side, clock.now(), clock.tick(), 50);
}

sync::CourierRound Route::fetch(std::chrono::seconds longest) {
    return courier.await_receipts(outbox, side, clock.now(), longest);
}

bool Route::receipted(const std::string& record) {
    return (*outbox.entry(record))->receipt > 0;
}

std::string Route::log() const {
    std::ifstream in(hub.path / "log");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(hub.path / "log");
    return text;
}

}  // namespace baken::testing
