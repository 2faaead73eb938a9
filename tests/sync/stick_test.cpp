#include "kiosk/sync/stick_road.hpp"

#include <filesystem>
#include <fstream>

#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/courier_pass.hpp"
#include "exchange/records/receipt.hpp"
#include "kiosk/store/identity.hpp"
#include "kiosk/sync/hurried_files.hpp"
#include "kiosk/sync/stick_courier.hpp"
#include "tests/support/altered_disk.hpp"
#include "tests/support/slow_disk.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;

namespace {

void names() {
    for (const auto* good : {"a", "1.root.json", "nl-NL.md", "Übung", "con.", "e^x", "console", "com", "com10"}) {
        CHECK_EQ(is_honest_name(good), std::string_view(good) != "con.");
    }
    for (const auto* bad : {"",  ".",  "..", "a/b", "a\\b", "a:b",      "a*",   "a?",       "a\"",  "<",     ">",
                            "|", "a ", "a.", "con", "CON",  "Nul.json", "com1", "LPT9.txt", "\x01", "a\x7f", "\xc3"}) {
        CHECK(!is_honest_name(bad));
    }
}

void what_systems_leave(Point& here) {
    auto stick = here.region.stick();
    std::filesystem::create_directories(stick / "System Volume Information");
    std::filesystem::create_directories(stick / "baken/.Trashes/a/b/c/d/e/f/g/h/i/j/k/l/m");
    std::ofstream(stick / "baken/repository/Thumbs.db") << "x";
    std::filesystem::create_symlink("/", stick / "baken/.link");
    std::filesystem::create_symlink("/", stick / "holiday");
    here.update();
    CHECK(is_left_by_a_system("._readme"));
    CHECK(!is_left_by_a_system(".."));
}

void bounds(Point& here) {
    StickLimits few;
    few.entries = 5;
    StickRoad road(here.files, here.region.stick(), few);
    CHECK_REFUSED(road.begin_round(), "stick.count");
    StickLimits small;
    small.bytes = 1000;
    StickRoad small_road(here.files, here.region.stick(), small);
    CHECK_REFUSED(small_road.begin_round(), "stick.size");
    StickLimits short_names;
    short_names.name_bytes = 20;
    StickRoad short_road(here.files, here.region.stick(), short_names);
    CHECK_REFUSED(short_road.begin_round(), "stick.name");
}

// Passed over is not free of cost: the network waits while a stick is looked through.
void hidden_names_count(Point& here) {
    auto stick = here.region.stick();
    StickRoad all(here.files, stick);
    CHECK_OK(all.begin_round());
    for (const auto* folder : {"one", "two"}) {
        std::filesystem::create_directories(stick / "baken" / folder);
        for (int i = 0; i < 30; ++i) std::ofstream(stick / "baken" / folder / (".hidden" + std::to_string(i))) << "x";
    }
    StickLimits few;
    few.entries = 50;
    StickRoad road(here.files, stick, few);
    CHECK_REFUSED(road.begin_round(), "stick.count");
}

void climbs_nowhere(Point& here) {
    std::ofstream(here.temp.path / "secret") << "x";
    for (const auto* name : {"../../secret", "/etc/passwd", "a/../../secret", "", "repository//metadata"}) {
        CHECK_REFUSED(here.stick.fetch(name, ByteLimit{100}), "stick.name");
    }
    CHECK_REFUSED(here.stick.fetch("repository/metadata/timestamp.json", ByteLimit{10}), "repository.too_large");
    CHECK_REFUSED(here.stick.fetch("repository", ByteLimit{10}), "stick.kind");
    CHECK(!here.stick.fetch("repository/nothing", ByteLimit{10})->has_value());
}

// A stick on which one file or folder lies on a bad sector.
class WornFiles final : public AlteredDisk {
public:
    explicit WornFiles(Path worn) : worn_(std::move(worn)) {}
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        if (path == worn_) return refuse("files.read", "input/output error");
        return AlteredDisk::read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        if (folder == worn_) return refuse("files.list", "input/output error");
        return AlteredDisk::list(folder, most);
    }

private:
    Path worn_;
};

// A kiosk with two records, a courier's stick, and a true receipt for one of them on it.
struct Courier {
    TempFolder data;
    TempFolder stick;
    DiskFiles files;
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
    store::Outbox outbox = *store::Outbox::open(files, data.path);
    store::Identity identity = store::new_identity();
    trust::SigningKey cp = trust::SigningKey::generate();
    ReceiptSide side{identity.id(), identity.sealing, {cp.public_bytes()}};
    std::string answered = keep();
    std::string waiting = keep();
    Path receipts = stick.path / "baken/receipts" / side.kiosk;

    Courier() {
        std::filesystem::create_directories(receipts);
        std::ofstream(stick.path / "baken/courier.json", std::ios::binary)
            << records::sign_courier_pass({"proef", now, now + std::chrono::hours{24}}, cp);
        answer(1, "m.receipt");
    }
    void answer(int number, const std::string& name) const {
        records::Receipt receipt{answered, side.kiosk, number, records::ReceiptState::Received, now, {}, {}, {}};
        put(name, *records::seal_receipt(receipt, identity.sealing.public_bytes(), cp));
    }
    std::string keep() {
        store::NewEntry entry{new_uuid7(now), records::PriorityClass::Emergency, now, {}, "sealed"};
        CHECK_OK(outbox.add(entry));
        return entry.id;
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(receipts / name, std::ios::binary) << bytes;
    }
};

void bad_receipts_keep_no_report_back(Courier& here) {
    here.put("a.receipt", std::string(records::kMostReceiptBytes + 1, 'x'));
    here.put("b.receipt", "on a bad sector");
    WornFiles worn(here.receipts / "b.receipt");
    auto told = carry_by_stick(here.outbox, here.side, worn, here.stick.path, here.now);
    CHECK(!told.failed);
    CHECK_EQ(told.receipts, 1U);
    CHECK_EQ(told.given, 1U);
    CHECK_EQ(told.refused.size(), 2U);
    CHECK_EQ(told.refused[0].check, std::string("receipt.size"));
    CHECK_EQ(told.refused[1].check, std::string("files.read"));
}

// Counts the receipts that are opened.
class CountedFiles final : public AlteredDisk {
public:
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        opened += path.extension() == ".receipt" ? 1 : 0;
        return AlteredDisk::read(path, limit);
    }
    int opened = 0;
};

// They are true, and each costs as much as a forged one.
void copies_of_a_receipt_are_left_soon(Courier& here) {
    for (int n = 1; n <= 300; ++n)
        std::filesystem::copy_file(here.receipts / "m.receipt",
                                   here.receipts / ("copy" + std::to_string(n) + ".receipt"));
    CountedFiles files;
    auto told = carry_by_stick(here.outbox, here.side, files, here.stick.path, here.now);
    CHECK_EQ(told.receipts, 1U);
    CHECK(told.refused.empty());
    CHECK_EQ(told.given, 1U);
    CHECK(files.opened > 1 && files.opened <= 101);
}

// As on a courier's stick that comes by every day.
void what_is_known_by_its_name_is_not_opened(Courier& here) {
    for (int n = 1; n <= 300; ++n) here.put(new_uuid7(here.now) + ".1.receipt", "of a record that was wiped");
    std::filesystem::rename(here.receipts / "m.receipt", here.receipts / (here.answered + ".1.receipt"));
    CountedFiles files;
    auto carry = [&] { return carry_by_stick(here.outbox, here.side, files, here.stick.path, here.now); };
    CHECK_EQ(carry().receipts, 1U);
    CHECK_EQ(files.opened, 1);
    here.answer(2, here.answered + ".2.receipt");
    auto told = carry();
    CHECK_EQ(told.receipts, 1U);
    CHECK(told.refused.empty());
    CHECK_EQ(files.opened, 2);
}

void a_folder_that_cannot_be_listed_keeps_no_report_back(Courier& here) {
    WornFiles worn(here.receipts);
    auto told = carry_by_stick(here.outbox, here.side, worn, here.stick.path, here.now);
    CHECK(!told.failed);
    CHECK_EQ(told.given, 2U);
    CHECK_EQ(told.refused.front().check, std::string("files.list"));
}

// Each look takes twenty seconds, which no kernel ends.
void slow_receipts_are_left(Courier& here) {
    for (int n = 0; n < 300; ++n) here.put(std::to_string(n) + ".receipt", "x");
    ManualClock clock{here.now};
    SlowDisk slow(clock, std::chrono::seconds{20}, here.stick.path);
    HurriedFiles hurried(slow, clock);
    auto told = carry_by_stick(here.outbox, here.side, hurried, here.stick.path, here.now);
    CHECK_EQ(told.failed->check, std::string("files.slow"));
    CHECK(slow.looks() < 20);
}

void what_brings_much_may_take_long(Courier& here) {
    here.put("large", std::string(3'000'000, 'x'));
    ManualClock clock{here.now};
    SlowDisk slow(clock, std::chrono::seconds{20}, here.stick.path);
    HurriedFiles hurried(slow, clock);
    for (int n = 0; n < 50; ++n) CHECK_OK(hurried.read(here.receipts / "large", ByteLimit{4'000'000}));
}

// The courier goes with it all the same.
void what_a_slow_stick_took_counts(Courier& here) {
    for (int n = 0; n < 30; ++n) (void)here.keep();
    ManualClock clock{here.now};
    SlowDisk slow(clock, std::chrono::seconds{20}, here.stick.path);
    HurriedFiles hurried(slow, clock);
    auto told = carry_by_stick(here.outbox, here.side, hurried, here.stick.path, here.now);
    CHECK_EQ(told.failed->check, std::string("files.slow"));
    CHECK(told.given > 0 && told.given < 30);
    CHECK((*here.outbox.entry(here.waiting))->on_stick);
}

// The outbox may have been begun anew since the stick was here: then the stick has the last copy.
void only_what_arrived_goes_from_the_stick(Courier& here) {
    auto folder = here.stick.path / "baken/outbox" / here.side.kiosk;
    std::filesystem::create_directories(folder);
    auto put = [&](const std::string& id) {
        auto file = folder / (id + ".envelope");
        std::ofstream(file, std::ios::binary) << "sealed";
        return file;
    };
    auto answered = put(here.answered);
    auto waiting = put(here.waiting);
    auto unknown = put(new_uuid7(here.now));
    auto told = carry_by_stick(here.outbox, here.side, here.files, here.stick.path, here.now);
    CHECK(!told.failed);
    CHECK(!std::filesystem::exists(answered));
    CHECK(std::filesystem::exists(waiting));
    CHECK(std::filesystem::exists(unknown));
    // The coordination point's store was put back from a copy: what it had travels once more.
    CHECK_OK(here.outbox.begin_era(1));
    told = carry_by_stick(here.outbox, here.side, here.files, here.stick.path, here.now);
    CHECK(!told.failed);
    CHECK(std::filesystem::exists(answered));
}

// The line is down since the coordination point told that it was put back from a copy.
void what_is_offered_again_ends_by_stick(Courier& here) {
    auto carry = [&] { return carry_by_stick(here.outbox, here.side, here.files, here.stick.path, here.now); };
    CHECK_EQ(carry().receipts, 1U);
    CHECK_OK(here.outbox.begin_era(100));
    CHECK_EQ(carry().given, 2U);
    here.answer(101, "n.receipt");
    auto told = carry();
    CHECK_EQ(told.receipts, 1U);
    CHECK_EQ(told.given, 1U);
    auto folder = here.stick.path / "baken/outbox" / here.side.kiosk;
    CHECK(!std::filesystem::exists(folder / (here.answered + ".envelope")));
    CHECK(std::filesystem::exists(folder / (here.waiting + ".envelope")));
}

// Its receipt of the new era was quicker than the word that there is one.
void what_it_has_again_is_not_offered(Courier& here) {
    here.answer(101, "n.receipt");
    (void)carry_by_stick(here.outbox, here.side, here.files, here.stick.path, here.now);
    CHECK_OK(here.outbox.begin_era(100));
    CHECK_EQ((*here.outbox.waiting(10)).size(), 1U);
}

}  // namespace

int run_stick_tests() {
    const CMUnitTest tests[] = {
        test<names>("names that FAT, DOS or a terminal would trip over are not honest"),
        test<what_systems_leave, Point>("what operating systems leave on sticks is passed over"),
        test<bounds, Point>("a stick with too many files, bytes or letters is refused before it is read"),
        test<hidden_names_count, Point>("names that are passed over count among those a stick may have"),
        test<climbs_nowhere, Point>("a name that climbs out of the stick is refused"),
        test<bad_receipts_keep_no_report_back, Courier>("receipts that cannot be read keep no report back"),
        test<copies_of_a_receipt_are_left_soon, Courier>("a stick full of copies of a true receipt is left soon"),
        test<what_is_known_by_its_name_is_not_opened, Courier>(
            "receipts that are here, and those of records that were wiped, are not opened"),
        test<a_folder_that_cannot_be_listed_keeps_no_report_back, Courier>(
            "a folder of receipts that cannot be listed keeps no report back"),
        test<slow_receipts_are_left, Courier>("a stick that takes minutes for a few receipts is left"),
        test<what_brings_much_may_take_long, Courier>("a stick that brings much may take long"),
        test<what_a_slow_stick_took_counts, Courier>("what is on a slow stick is known to be there"),
        test<only_what_arrived_goes_from_the_stick, Courier>(
            "an envelope goes from a courier's stick once its receipt is here, and not for being unknown"),
        test<what_is_offered_again_ends_by_stick, Courier>(
            "a receipt of the new era ends what is offered once more, also when a stick brings it"),
        test<what_it_has_again_is_not_offered, Courier>("what has a receipt of the new era is not offered once more"),
    };
    return run("stick", tests);
}
