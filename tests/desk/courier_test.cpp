#include "cp/inbox/desk_store.hpp"
#include "cp/inbox/presence.hpp"
#include "cp/office/courier_zip.hpp"
#include "cp/office/desk_cases.hpp"
#include "cp/office/desk_courier.hpp"
#include "cp/office/desk_sticks.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/records/envelope.hpp"
#include "tests/cp/office.hpp"
#include "tests/desk/counterpart.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const Instant kNow = *parse_rfc3339("2026-11-23T13:00:00Z");

struct Bag {
    TempFolder folder;
    DiskFiles files;
    Path zip = folder.path / "stick.zip";
    std::vector<std::string> names;
    std::vector<std::string> contents;

    Result<ZipFound> read(std::size_t from = 0, std::size_t most = 100) {
        names.clear();
        contents.clear();
        return read_zip(zip, from, most, [this](std::string_view name, std::string_view bytes) -> Done {
            names.emplace_back(name);
            contents.emplace_back(bytes);
            return {};
        });
    }
};

void brings_back_envelopes_and_the_pass(Bag& bag) {
    CHECK_OK(bag.files.replace(bag.folder.path / "tree", "of the repository"));
    CHECK_OK(write_zip(bag.files,
                       {{"De stick van Émile/baken/repository/targets/a.xml", bag.folder.path / "tree", {}},
                        {"De stick van Émile/baken/outbox/kiosk/one.envelope", {}, "first"},
                        {"De stick van Émile/baken/outbox/kiosk/half.tmp", {}, "not whole"},
                        {"De stick van Émile/baken/outbox/../../etc/two.envelope", {}, "climbs"},
                        {"De stick van Émile/baken/outbox/other/three.envelope", {}, "second"},
                        {"De stick van Émile/baken/courier.json", {}, "pass"}},
                       bag.zip, kNow));
    auto found = bag.read();
    CHECK_OK(found);
    CHECK_EQ(found->pass, std::string("pass"));
    CHECK_EQ(found->entries, std::size_t{2});
    CHECK(bag.contents == (std::vector<std::string>{"first", "second"}));
    CHECK_EQ(bag.names.front(), std::string("baken/outbox/kiosk/one.envelope"));
}

void gives_them_in_pieces(Bag& bag) {
    std::vector<ZipEntry> entries;
    for (auto letter : {"a", "b", "c"}) {
        entries.push_back({std::string("baken/outbox/kiosk/") + letter + ".envelope", {}, letter});
    }
    CHECK_OK(write_zip(bag.files, entries, bag.zip, kNow));
    CHECK(bag.read(0, 2)->more);
    CHECK(bag.contents == (std::vector<std::string>{"a", "b"}));
    CHECK(!bag.read(2, 2)->more);
    CHECK(bag.contents == (std::vector<std::string>{"c"}));
}

void refuses_what_is_no_stick(Bag& bag) {
    CHECK_OK(bag.files.replace(bag.zip, "This is no zip."));
    CHECK_REFUSED(bag.read(), "zip.format");
    std::string large(records::kMostEnvelopeBytes + 1, 'x');
    CHECK_OK(write_zip(bag.files, {{"baken/outbox/kiosk/one.envelope", {}, large}}, bag.zip, kNow));
    CHECK_REFUSED(bag.read(), "zip.size");
    CHECK_OK(write_zip(bag.files, {{"baken/outbox/kiosk/one.envelope", {}, std::string(500, 'x')}}, bag.zip, kNow));
    auto whole = bag.files.read(bag.zip, ByteLimit{100'000});
    CHECK_OK(bag.files.replace(bag.zip, (*whole)->substr(0, 300)));
    CHECK_REFUSED(bag.read(), "zip.format");
    CHECK_REFUSED(write_zip(bag.files, {{"a", bag.folder.path / "gone", {}}}, bag.zip, kNow), "zip.write");
    CHECK(!std::filesystem::exists(bag.zip));
}

// Somebody publishes after it was looked at what goes along, and before it is written.
void holds_one_publication(Bag& bag) {
    Office office;
    office.begin();
    CHECK_OK(office.publish());
    auto generation = read_generation(office.files, office.region.repository(), office.clock.now());
    CHECK_OK(generation);
    auto entries = entries_of(*generation, office.region.repository());
    office.put("bulletins/two.xml", cap_message("two"));
    CHECK_OK(office.publish());
    // What the zip reads when it is written.
    for (const auto& entry : entries) {
        auto bytes = entry.source.empty() ? entry.bytes : **office.files.read(entry.source, kMostZipFile);
        CHECK_OK(bag.files.make_folder((bag.folder.path / entry.name).parent_path()));
        CHECK_OK(bag.files.replace(bag.folder.path / entry.name, bytes));
    }
    auto carried = read_generation(bag.files, bag.folder.path / "baken/repository", office.clock.now());
    CHECK_OK(carried);
    CHECK_EQ(carried->version, generation->version);
    CHECK(!carried->has("bulletins/two.xml"));
}

void knows_an_envelope_by_its_place(Bag& /*bag*/) {
    CHECK_EQ(envelope_path("/media/x/baken/outbox/k/i.envelope"), std::string_view("baken/outbox/k/i.envelope"));
    for (const auto* name :
         {"outbox/k/i.envelope", "urbaken/outbox/k/i.envelope", "baken/outbox/i.envelope", "baken/outbox//i.envelope",
          "baken/outbox/k/l/i.envelope", "baken/outbox/k/i.receipt", "baken/receipts/k/i.envelope", ""}) {
        CHECK_EQ(envelope_path(name), std::string_view());
    }
}

void remembers_sticks(Bag& bag) {
    DeskSticks sticks(bag.files, bag.folder.path / "desk/sticks.json");
    CHECK(sticks.all()->empty());
    CHECK_OK(sticks.add({kNow, 7, "anna", {"draaikom"}}));
    auto later = kNow + std::chrono::hours{2};
    CHECK(!*sticks.came_back(later, later, {}));
    auto back = sticks.came_back(kNow, later, {"zenderkerk"});
    CHECK_OK(back);
    CHECK(back->value().back == later);
    CHECK(sticks.all()->front() == **back);
    CHECK(sticks.all()->front().heard_of == std::vector<std::string>{"zenderkerk"});
    CHECK_OK(bag.files.replace(bag.folder.path / "desk/sticks.json", "{"));
    CHECK(sticks.all()->empty());
}

// A desk whose region published something.
struct Dispatch : Counterpart {
    std::optional<DeskCourier> courier;

    Dispatch() {
        publish();
        courier.emplace(DeskTools{files, region, clock, *access, shelf, [] {}}, office.get());
        routes->add(courier->doors());
    }
    Answer zip() {
        auto answer = ask(post("courier/zip", R"({"sites":[]})"));
        CHECK_EQ(answer.status, 200);
        return answer;
    }
    std::size_t under_way() { return told("courier").find("sticks")->array()->size(); }
};

void counts_a_zip_that_arrived(Dispatch& desk) {
    auto answer = desk.zip();
    CHECK_EQ(desk.under_way(), std::size_t{0});
    auto made = Dispatch::header(answer, "X-Baken-Made");
    CHECK(made != Dispatch::header(desk.zip(), "X-Baken-Made"));
    auto written =
        R"({"sites":[],"made":")" + made + R"(","version":)" + Dispatch::header(answer, "X-Baken-Version") + "}";
    CHECK_EQ(desk.ask(desk.post("courier/written", written)).status, 200);
    CHECK_EQ(desk.under_way(), std::size_t{1});
}

void remembers_who_handles_what(Bag& bag) {
    DeskCases cases(bag.files, bag.folder.path / "cases");
    const std::string one = "018f2a30-0000-7000-8000-000000000001";
    const std::string other = "018f2a30-0000-7000-8000-000000000002";
    CHECK(*cases.find(one) == DeskCase{});
    CHECK_OK(cases.assign(one, "anna"));
    CHECK_OK(cases.match(one, other));
    CHECK_OK(cases.match(other, one));
    CHECK(*cases.find(one) == (DeskCase{"anna", {other}}));
    CHECK(*cases.find(other) == (DeskCase{"", {one}}));
    CHECK_REFUSED(cases.find("../users"), "desk.request");
}

// Two hubs of one region: a kiosk asks the one, the desk is served by the other.
void hears_what_another_hub_heard(Bag& bag) {
    auto address = (bag.folder.path / "store.sqlite").string();
    auto here = std::move(*DeskStore::open(address));
    auto there = std::move(*DeskStore::open(address));
    auto minute = std::chrono::minutes{1};
    Presence presence;
    presence.note("noord", 3, kNow);
    presence.note("noord", 3, kNow + minute);
    CHECK_OK(there->note(presence.take_heard(), kNow + 3 * minute));
    auto known = here->presences()->at("noord");
    CHECK_EQ(known.version, trust::Version{3});
    CHECK(known.since == kNow);
    CHECK(known.heard == kNow + minute);
    presence.note("noord", 4, kNow + 2 * minute);
    CHECK_OK(here->note(presence.take_heard(), kNow + 3 * minute));
    presence.note("noord", 4, kNow + 3 * minute);
    CHECK_OK(there->note(presence.take_heard(), kNow + 3 * minute));
    CHECK(here->presences()->at("noord").since == kNow + 2 * minute);
    CHECK(here->presences()->at("noord").heard == kNow + 3 * minute);
}

}  // namespace

int run_courier_tests() {
    const CMUnitTest tests[] = {
        test<brings_back_envelopes_and_the_pass, Bag>(
            "a zip of a stick gives its envelopes and pass, and nothing else"),
        test<gives_them_in_pieces, Bag>("many envelopes are taken from a zip in pieces"),
        test<refuses_what_is_no_stick, Bag>("what is no zip, or holds what is too large, is refused"),
        test<holds_one_publication, Bag>("a zip holds one publication, although another one comes while it is written"),
        test<knows_an_envelope_by_its_place, Bag>("an envelope is known by its place below baken/"),
        test<remembers_sticks, Bag>("a stick that comes back is known by the moment it was made"),
        test<counts_a_zip_that_arrived, Dispatch>("a zip is under way once the page has all of it, and not before"),
        test<remembers_who_handles_what, Bag>("who handles a record, and what it goes with, is kept"),
        test<hears_what_another_hub_heard, Bag>("a hub knows which publication a site told another hub of"),
    };
    return cmocka_run_group_tests_name("courier", tests, nullptr, nullptr);
}
