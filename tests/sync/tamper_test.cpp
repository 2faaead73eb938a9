#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using sync::Outcome;

namespace {

// A kiosk that shows version 1, and a stick with version 2 that somebody gets at.
struct Tampered : Point {
    Tampered() {
        update();
        before = shown();
        std::filesystem::copy(region.stick(), temp.path / "old", std::filesystem::copy_options::recursive);
        region.set("bulletins/flood.xml", message("flood", "Het water is weg"));
        region.publish();
        metadata = region.repository() / "metadata";
        targets = region.repository() / "targets";
    }
    [[nodiscard]] Path message_file() const {
        auto bytes = message("flood", "Het water is weg");
        return targets / "bulletins" / (trust::sha256_hex(bytes) + ".flood.xml");
    }
    void write(const Path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
    std::string read(const Path& path) { return **files.read(path, ByteLimit{1U << 24U}); }

    std::map<std::string, std::string> before;
    Path metadata;
    Path targets;
};

struct Case {
    const char* name;
    std::function<void(Tampered&)> tamper;
    const char* check;  // the refusal's name
};

void sign_as(Tampered& here, const std::string& file, const std::string& key) {
    auto json = *trust::parse_json(here.read(here.metadata / file));
    auto document = *trust::sign(trust::draft(*json.find("signed")), signing_key(key));
    here.write(here.metadata / file, document);
}

const std::vector<Case>& cases() {
    namespace fs = std::filesystem;
    static const std::vector<Case> all = {
        {"the timestamp signed by a stranger", [](auto& t) { sign_as(t, "timestamp.json", "mallory"); },
         "tuf.signature.threshold"},
        {"the snapshot signed by the timestamp's key", [](auto& t) { sign_as(t, "2.snapshot.json", "timestamp"); },
         "tuf.snapshot.hash"},
        {"the region's list signed by the snapshot's key", [](auto& t) { sign_as(t, "2.region.json", "snapshot"); },
         "tuf.delegated.hash"},
        {"the older timestamp is put back",
         [](auto& t) {
             // The newer one was seen; the older one comes on another stick.
             t.update();
             t.before = t.shown();
             fs::copy_file(t.temp.path / "old/baken/repository/metadata/timestamp.json", t.metadata / "timestamp.json",
                           fs::copy_options::overwrite_existing);
         },
         "tuf.timestamp.rollback"},
        {"an older snapshot under the newer one's name",
         [](auto& t) {
             fs::copy_file(t.metadata / "1.snapshot.json", t.metadata / "2.snapshot.json",
                           fs::copy_options::overwrite_existing);
         },
         "tuf.snapshot.hash"},
        {"an older list under the newer one's name",
         [](auto& t) {
             fs::copy_file(t.metadata / "1.region.json", t.metadata / "2.region.json",
                           fs::copy_options::overwrite_existing);
         },
         "tuf.delegated.hash"},
        {"the list of another role under this one's name",
         [](auto& t) {
             fs::copy_file(t.metadata / "1.targets.json", t.metadata / "2.region.json",
                           fs::copy_options::overwrite_existing);
         },
         "tuf.delegated.length"},
        {"no timestamp", [](auto& t) { fs::remove(t.metadata / "timestamp.json"); }, "tuf.timestamp.missing"},
        {"no snapshot", [](auto& t) { fs::remove(t.metadata / "2.snapshot.json"); }, "tuf.snapshot.missing"},
        {"no list", [](auto& t) { fs::remove(t.metadata / "2.region.json"); }, "tuf.delegated.missing"},
        {"no message", [](auto& t) { fs::remove(t.message_file()); }, "tuf.target.missing"},
        {"another message under this one's name",
         [](auto& t) { t.write(t.message_file(), message("flood", "Het water is nat")); }, "tuf.target.hash"},
        {"a message with more bytes",
         [](auto& t) { t.write(t.message_file(), message("flood", "Het water is weg") + " "); }, "tuf.target.length"},
        {"a message cut short", [](auto& t) { t.write(t.message_file(), "<?xml"); }, "tuf.target.length"},
        {"an empty message", [](auto& t) { t.write(t.message_file(), ""); }, "tuf.target.length"},
        {"an endless timestamp", [](auto& t) { t.write(t.metadata / "timestamp.json", std::string(1U << 20U, ' ')); },
         "tuf.timestamp.length"},
        {"a timestamp of brackets", [](auto& t) { t.write(t.metadata / "timestamp.json", std::string(16'000, '[')); },
         "tuf.timestamp.format"},
        {"a new root by a stranger",
         [](auto& t) {
             trust::RolePlan mallory{{signing_key("mallory").declared()}, 1};
             trust::RootPlan plan{mallory, mallory, mallory, mallory, t.region.now + std::chrono::days{100}};
             t.write(t.metadata / "2.root.json",
                     *trust::sign(trust::draft(trust::root_content(plan, 2)), signing_key("mallory")));
         },
         "tuf.signature.threshold"},
        {"the first root once more as the second",
         [](auto& t) { fs::copy_file(t.metadata / "1.root.json", t.metadata / "2.root.json"); }, "tuf.root.version"},
        {"a link in the tree", [](auto& t) { fs::create_symlink("/etc/passwd", t.targets / "bulletins/passwd"); },
         "stick.kind"},
        {"a link where the message was",
         [](auto& t) {
             fs::remove(t.message_file());
             fs::create_symlink("/etc/passwd", t.message_file());
         },
         "stick.kind"},
        {"a link where a folder was",
         [](auto& t) {
             fs::rename(t.targets, t.temp.path / "targets");
             fs::create_directory_symlink(t.temp.path / "targets", t.targets);
         },
         "stick.kind"},
        {"a pipe in the tree", [](auto& t) { CHECK_EQ(::mkfifo((t.targets / "pipe").c_str(), 0600), 0); },
         "stick.kind"},
        {"baken is a file",
         [](auto& t) {
             fs::remove_all(t.region.stick() / "baken");
             t.write(t.region.stick() / "baken", "not a folder");
         },
         "stick.kind"},
        {"folders in folders in folders",
         [](auto& t) {
             auto deep = t.targets;
             for (int i = 0; i < 20; ++i) deep /= "d";
             fs::create_directories(deep);
         },
         "stick.depth"},
        {"a name with a line feed", [](auto& t) { t.write(t.targets / "two\nlines", "x"); }, "stick.name"},
        {"a name with a backslash", [](auto& t) { t.write(t.targets / "a\\..\\etc", "x"); }, "stick.name"},
        {"a name that is no UTF-8", [](auto& t) { t.write(t.targets / "\xff\xfe", "x"); }, "stick.name"},
        {"a DOS device name", [](auto& t) { t.write(t.targets / "NUL.txt", "x"); }, "stick.name"},
        {"a name that ends in a dot", [](auto& t) { t.write(t.targets / "file.", "x"); }, "stick.name"},
        {"more bytes than a publication has", [](auto& t) { fs::resize_file(t.message_file(), 5ULL << 30U); },
         "stick.size"},
        {"no baken at all", [](auto& t) { fs::remove_all(t.region.stick() / "baken"); }, "stick.empty"},
        {"no stick at all", [](auto& t) { fs::remove_all(t.region.stick()); }, "stick.empty"},
    };
    return all;
}

void every_case() {
    std::string wrong;
    for (const auto& one : cases()) {
        Tampered here;
        one.tamper(here);
        auto outcome = here.take_in();
        auto told = outcome.why ? outcome.why->check : "nothing";
        if (told != one.check) wrong += fmt::format("{}: {} instead of {}\n", one.name, told, one.check);
        if (outcome.heard() || outcome.generation) wrong += fmt::format("{}: was believed\n", one.name);
        if (here.shown() != here.before) wrong += fmt::format("{}: what is shown changed\n", one.name);
    }
    CHECK_EQ(wrong, std::string());
}

// What the image's installers are told to do, and a stick that has nothing else.
void a_system_on_it() {
    Tampered here;
    namespace fs = std::filesystem;
    auto stick = here.region.stick();
    fs::create_directories(stick / "baken/system");
    here.write(stick / "baken/system/amd64-efi.raucb", "signed by others");
    sync::StickRoad whole(here.files, stick);
    CHECK_OK(whole.begin_round());
    CHECK(whole.brings_system());
    fs::remove_all(stick / "baken/repository");
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::SystemOnly);
    CHECK(!outcome.heard());
    CHECK(!outcome.why);
    CHECK(here.shown() == here.before);
}

// One flipped bit in each file of the stick: refused, or harmless (a signature that was not needed, an older file).
void flipped_bits() {
    Tampered here;
    auto wanted = here.before;
    wanted["bulletins/flood.xml"] = message("flood", "Het water is weg");
    std::vector<Path> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(here.region.repository())) {
        if (entry.is_regular_file()) all.push_back(entry.path());
    }
    int refused = 0;
    for (const auto& path : all) {
        auto good = here.read(path);
        for (auto at : {std::size_t{0}, good.size() / 3, good.size() / 2, good.size() - 1}) {
            auto bad = good;
            bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 7)));
            here.write(path, bad);
            TempFolder data;
            std::filesystem::copy(here.temp.path / "data", data.path / "data",
                                  std::filesystem::copy_options::recursive);
            auto store = *store::Store::open(here.files, data.path / "data");
            auto outcome = sync::take_in(store, here.stick, here.region.now);
            refused += outcome.kind == Outcome::Kind::Refused ? 1 : 0;
            auto best = store::open_best(store, SystemClock{});
            auto shown = *store.objects().read(best.generation->files["bulletins/flood.xml"]);
            bool old_one = shown == here.before["bulletins/flood.xml"];
            CHECK(old_one || shown == wanted["bulletins/flood.xml"]);
            CHECK_EQ(old_one, !outcome.heard());
        }
        here.write(path, good);
    }
    CHECK(refused >= 15);
    here.update();
    CHECK(here.shown() == wanted);
}

// The stick is pulled at each step of the way, in both ways a pulled stick looks like.
void pulled_at_each_step() {
    for (auto way : {BrokenRoad::Way::ReadsFail, BrokenRoad::Way::FilesAreGone}) {
        bool through = false;
        for (int step = 0; !through; ++step) {
            Tampered here;
            BrokenRoad road(here.stick, step, way);
            auto outcome = here.take_in(road);
            // Without the files the first question, for a newer root, is answered no as it should be.
            through = !road.broke();
            if (!through) {
                CHECK(!outcome.heard());
                CHECK(here.shown() == here.before);
            }
            auto again = here.take_in();
            CHECK(again.kind == (through ? Outcome::Kind::Unchanged : Outcome::Kind::Switched));
            CHECK(step < 50);
        }
    }
}

void words() {
    Outcome outcome;
    outcome.kind = Outcome::Kind::Refused;
    const std::pair<const char*, const char*> expected[] = {
        {"tuf.timestamp.rollback", "sync.refused-older"},
        {"tuf.signature.threshold", "sync.refused-false"},
        {"tuf.target.missing", "sync.refused-incomplete"},
        {"tuf.target.hash", "sync.refused-false"},
        {"store.full", "sync.refused-full"},
        {"stick.kind", "sync.refused-shape"},
        {"store.database", "sync.refused-other"},
    };
    for (const auto& [check, key] : expected) {
        outcome.why = Error{check, "", ""};
        CHECK_EQ(sync::words_for(outcome), std::string(key));
        CHECK(sync::describe(outcome).find("nothing changed") != std::string::npos);
    }
}

}  // namespace

int run_tamper_tests() {
    const CMUnitTest tests[] = {
        test<a_system_on_it>("a new system on a stick is seen, and a stick with nothing else is no broken one"),
        test<every_case>("everything that may be done to a stick is refused by name and changes nothing"),
        test<flipped_bits>("one flipped bit in any file is refused or harmless"),
        test<pulled_at_each_step>("a stick that is pulled at any step changes nothing, and the next time it works"),
        test<words>("every refusal has its words for staff"),
    };
    return run("tamper", tests);
}
