#include "cp/inbox/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "cp/inbox/desk_store.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/inbox/store_archive.hpp"
#include "cp/region/kiosk_register.hpp"
#include "exchange/records/enrolment.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/cp/postgres.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

KeptRecord record(int number) {
    return {"kiosk", "record" + std::to_string(number), "noord", records::PriorityClass::Help,
            *parse_rfc3339("2026-11-23T13:00:00Z")};
}

void fill(const std::string& address, int records) {
    auto store = std::move(*InboxStore::open(address));
    for (int number = 0; number < records; ++number) {
        CHECK(*store->add(record(number), "sealed \n\"bytes\" " + std::to_string(number)));
        CHECK(*store->add({"kiosk", "record" + std::to_string(number), 1, records::ReceiptState::Received,
                           *parse_rfc3339("2026-11-23T13:00:01Z"), "note", "receipt " + std::to_string(number)}));
    }
    CHECK_OK(store->add(KeptStub{"stub", "noord", 12345, Instant{}, "note", "", ""}));
    auto desk = std::move(*DeskStore::open(address));
    CHECK_OK(desk->note({{"noord", {*parse_rfc3339("2026-11-23T13:00:00Z"), 7}}}, {}));
}

std::string all_of(const std::string& address) {
    std::ostringstream out;
    CHECK_OK(write_store(address, out));
    return out.str();
}

// A region with keys, something published, and records.
struct Whole : Office {
    Path backup = folder.path / "backup";
    RegionFolder again{folder.path / "again"};
    Whole() {
        begin();
        CHECK_OK(publish());
        fill(region.inbox().string(), 30);
    }
};

std::string bytes_of(const Path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void comes_back_the_same(Whole& whole) {
    auto made = make_backup(whole.region, {}, whole.backup, whole.clock);
    CHECK_OK(made);
    CHECK_EQ(made->rows, 30U * 3 + 3);
    auto restored = restore_backup(whole.backup, whole.again, {}, whole.clock);
    CHECK_OK(restored);
    CHECK_EQ(restored->rows, made->rows);
    CHECK_EQ(restored->files, made->files);
    CHECK_EQ(all_of(whole.again.inbox().string()), all_of(whole.region.inbox().string()));
    CHECK_EQ(bytes_of(whole.again.repository() / "metadata/timestamp.json"),
             bytes_of(whole.region.repository() / "metadata/timestamp.json"));
    // The keys work: what is restored can publish.
    Keyring keyring(whole.files, whole.again.keys(), trust::Secret{});
    Publishing publishing(whole.files, whole.again, keyring, whole.clock);
    CHECK_OK(publishing.rotate("timestamp"));
    CHECK_EQ(keyring.open_sealing()->size(), 1U);
    auto mode = std::filesystem::status(whole.backup).permissions();
    CHECK(mode == std::filesystem::perms::owner_all);
}

void names_what_is_trusted_again(Whole& whole) {
    auto code =
        records::format({trust::SigningKey::generate().public_bytes(), trust::SealingKey::generate().public_bytes()});
    CHECK_OK(KioskRegister::open(whole.files, whole.region.kiosks())->add("noord", code, whole.clock.now()));
    CHECK_OK(make_backup(whole.region, {}, whole.backup, whole.clock));
    auto kiosks = *KioskRegister::open(whole.files, whole.region.kiosks());
    CHECK_OK(kiosks.revoke(kiosks.kiosks().front().id, whole.clock.now()));
    whole.clock.advance(std::chrono::hours{24});
    auto restored = restore_backup(whole.backup, whole.again, {}, whole.clock);
    CHECK_OK(restored);
    CHECK(!KioskRegister::open(whole.files, whole.again.kiosks())->kiosks().front().revoked);
    auto told = trusted_again(*restored, whole.again);
    auto root = whole.again.root.string();
    CHECK(told.contains("2026-11-23T13:00:00Z"));
    CHECK(told.contains("baken-cp kiosk revoke " + root + " "));
    CHECK(told.contains("baken-cp user disable " + root + " "));
}

void moves_into_postgresql(Whole& whole) {
    Postgres postgres;
    auto address = postgres.address();
    CHECK_OK(make_backup(whole.region, {}, whole.backup, whole.clock));
    CHECK_OK(restore_backup(whole.backup, whole.again, address, whole.clock));
    CHECK_EQ(all_of(address), all_of(whole.region.inbox().string()));
    // And back.
    auto second = whole.folder.path / "second";
    CHECK_OK(make_backup(whole.again, address, second, whole.clock));
    RegionFolder third{whole.folder.path / "third"};
    CHECK_OK(restore_backup(second, third, {}, whole.clock));
    CHECK_EQ(all_of(third.inbox().string()), all_of(whole.region.inbox().string()));
    std::filesystem::remove_all(third.root);
    CHECK_REFUSED(restore_backup(second, third, address, whole.clock), "restore.store");
}

// The copy is held up at a published file, as slow media would, for as long as the test wants: the kernel lets nobody
// open a file that is under a lease before it is given back.
void holds_nobody_up(Whole& whole) {
    std::signal(SIGIO, SIG_IGN);
    auto slow = whole.region.repository() / "metadata/1.root.json";
    int lease = ::open(slow.c_str(), O_RDWR | O_CLOEXEC);
    CHECK_EQ(::fcntl(lease, F_SETLEASE, F_WRLCK), 0);
    auto before = bytes_of(whole.region.repository() / "metadata/timestamp.json");
    Result<BackupReport> made;
    std::thread copying([&] { made = make_backup(whole.region, {}, whole.backup, whole.clock); });
    while (::fcntl(lease, F_GETLEASE) == F_WRLCK) std::this_thread::yield();
    bool could_lock = RegionLock::take(whole.region).has_value();
    ::close(lease);
    copying.join();
    CHECK(could_lock);
    CHECK_OK(made);
    CHECK_EQ(bytes_of(whole.backup / "region/public/baken/repository/metadata/timestamp.json"), before);
    auto key = whole.region.keys() / "timestamp.1.key";
    CHECK(std::filesystem::status(whole.backup / "region/keys/timestamp.1.key").permissions() ==
          std::filesystem::status(key).permissions());
}

void overwrites_nothing(Whole& whole) {
    CHECK_OK(make_backup(whole.region, {}, whole.backup, whole.clock));
    CHECK_REFUSED(make_backup(whole.region, {}, whole.backup, whole.clock), "backup.exists");
    CHECK_REFUSED(restore_backup(whole.backup, whole.region, {}, whole.clock), "region.exists");
    CHECK_REFUSED(make_backup({whole.folder.path / "nothing"}, {}, whole.folder.path / "x", whole.clock),
                  "region.missing");
}

void refuses_without_a_store(Whole& whole) {
    std::filesystem::remove(whole.region.inbox());
    CHECK_REFUSED(make_backup(whole.region, {}, whole.backup, whole.clock), "backup.store");
    CHECK(!std::filesystem::exists(whole.region.inbox()));
    CHECK(!std::filesystem::exists(whole.backup));
    // Before the first record ever came: whoever names the file means it.
    CHECK_OK(make_backup(whole.region, whole.region.inbox().string(), whole.backup, whole.clock));
}

void notices_what_changed(Whole& whole) {
    CHECK_OK(make_backup(whole.region, {}, whole.backup, whole.clock));
    auto refused_after = [&](const Path& file, const std::string& bytes) {
        auto before = bytes_of(whole.backup / file);
        std::ofstream(whole.backup / file, std::ios::binary) << bytes;
        auto restored = restore_backup(whole.backup, whole.again, {}, whole.clock);
        std::ofstream(whole.backup / file, std::ios::binary) << before;
        CHECK(!std::filesystem::exists(whole.again.root));
        return restored ? std::string() : restored.error().check;
    };
    CHECK_EQ(refused_after("region/region.toml", "name = 'Elders'\n"), std::string("restore.changed"));
    CHECK_EQ(refused_after("store.jsonl", ""), std::string("restore.changed"));
    CHECK_EQ(refused_after("manifest.json", "{}"), std::string("restore.manifest"));
    auto manifest = bytes_of(whole.backup / "manifest.json");
    auto climbing = manifest;
    climbing.replace(climbing.find("region/keys/"), 12, "region/../x/");
    CHECK_EQ(refused_after("manifest.json", climbing), std::string("restore.manifest"));
    std::filesystem::remove(whole.backup / "manifest.json");
    CHECK_REFUSED(restore_backup(whole.backup, whole.again, {}, whole.clock), "restore.manifest");
}

void takes_all_lines_or_none(Whole& whole) {
    auto address = (whole.folder.path / "other.sqlite").string();
    for (const auto* line : {"no json", "[]", "[\"record\"]", "[\"nothing\",1]", "[\"feed\",1,\"x\"]",
                             "[\"feed\",\"a\\u0000\",1]", "{\"feed\":1}"}) {
        CHECK(!is_store_line(line));
        std::istringstream in("[\"feed\",\"kiosk\",1]\n" + std::string(line) + "\n");
        CHECK_REFUSED(read_store(address, in, {}), "restore.line");
        CHECK_EQ(all_of(address), std::string());
    }
    CHECK(is_store_line("[\"feed\",\"kiosk\",1]"));
}

}  // namespace

int run_backup_tests() {
    const CMUnitTest tests[] = {
        test<comes_back_the_same, Whole>("a region comes back from its copy: files, keys that work, and store"),
        test<names_what_is_trusted_again, Whole>("whoever puts a copy back reads what it trusts again, and since when"),
        test<moves_into_postgresql, Whole>("a store moves from SQLite to PostgreSQL and back"),
        test<holds_nobody_up, Whole>("while a copy is written, publications go out"),
        test<overwrites_nothing, Whole>("nothing that is there is overwritten"),
        test<refuses_without_a_store, Whole>("a copy without records is made only by who says where they would lie"),
        test<notices_what_changed, Whole>(
            "a copy that is not whole or was changed is refused before anything is written"),
        test<takes_all_lines_or_none, Whole>("a damaged store is refused whole"),
    };
    return cmocka_run_group_tests_name("backup", tests, nullptr, nullptr);
}
