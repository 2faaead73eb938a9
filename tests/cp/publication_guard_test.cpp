// Two hubs with a folder each, which must not be, and the store that they share.
#include "cp/inbox/publication_guard.hpp"

#include <filesystem>

#include "cp/office/cap_feed.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/cp/office.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

// The second folder is a copy of the first as that was at the beginning.
template <typename Place>
struct TwoFolders : Office {
    Place place;
    RegionFolder copy{folder.path / "copy"};
    Keyring copied_keys{files, copy.keys(), trust::Secret{}};
    Publishing publishing_copy{files, copy, copied_keys, clock};
    std::unique_ptr<DeskStore> store = std::move(*DeskStore::open(place.address()));
    PublicationGuard guard{files, region, *store};
    PublicationGuard guard_of_copy{files, copy, *store};

    TwoFolders() {
        begin();
        CHECK_OK(publish());
        std::filesystem::copy(region.root, copy.root, std::filesystem::copy_options::recursive);
    }
    bool is_behind(PublicationGuard& one) {
        CHECK_OK(one.look());
        return one.is_behind();
    }
    // By command, which asks no guard.
    void publish_bulletin(const std::string& name) {
        put("bulletins/" + name + ".xml", cap_message(name));
        CHECK_OK(publish());
    }
    void renew_copy() {
        clock.advance(std::chrono::days{16});
        CHECK_EQ(versions(*publishing_copy.renew(Publishing::Reach::Timestamp)), std::string("timestamp 2>3"));
    }
};

template <typename Place>
void knows_another_of_the_same_number(TwoFolders<Place>& hubs) {
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
    hubs.publish_bulletin("two");
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK(hubs.is_behind(hubs.guard_of_copy));
    // By itself, each night, on the machine with the copy.
    hubs.renew_copy();
    CHECK(hubs.is_behind(hubs.guard_of_copy));
    CHECK_REFUSED(hubs.guard_of_copy.check(), "region.behind");
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK_OK(hubs.guard.check());
    // The right folder comes back.
    std::filesystem::remove_all(hubs.copy.root);
    std::filesystem::copy(hubs.region.root, hubs.copy.root, std::filesystem::copy_options::recursive);
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
}

template <typename Place>
void believes_the_first(TwoFolders<Place>& hubs) {
    CHECK(!hubs.is_behind(hubs.guard));
    hubs.renew_copy();
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
    hubs.publish_bulletin("two");
    CHECK(hubs.is_behind(hubs.guard));
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
    CHECK_EQ((*hubs.store->newest_publication()).version, 3);
    CHECK(!*hubs.store->note_publication({3, "another"}));
}

template <typename Place>
void compares_numbers_where_no_more_is_known(TwoFolders<Place>& hubs) {
    CHECK(*hubs.store->note_publication({2, ""}));
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK(*hubs.store->note_publication({3, ""}));
    CHECK(hubs.is_behind(hubs.guard));
    hubs.publish_bulletin("two");
    hubs.renew_copy();
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
    // From the next one on it is.
    hubs.publish_bulletin("three");
    CHECK(!hubs.is_behind(hubs.guard));
    hubs.clock.advance(std::chrono::days{16});
    CHECK_EQ(hubs.publishing_copy.renew(Publishing::Reach::Timestamp)->roles.back().after, 4);
    CHECK(hubs.is_behind(hubs.guard_of_copy));
}

// A warning that was taken back since would come back as one that holds.
template <typename Place>
void offers_nothing_old_as_a_feed(TwoFolders<Place>& hubs) {
    DeskShelf shelf(hubs.files, hubs.copy);
    CapFeed feed(hubs.files, hubs.copy, shelf, hubs.clock);
    feed.on_behind([&hubs] { return hubs.guard_of_copy.is_behind(); });
    auto ask = [&feed](const std::string& target) {
        Request request{.target = target};
        auto response = feed.respond(*parse_request_target(target), std::move(request));
        while (auto* work = std::get_if<Work>(&response)) response = Work(*work).run();
        return std::get<Answer>(response).status;
    };
    CHECK(!hubs.is_behind(hubs.guard_of_copy));
    CHECK_EQ(ask("/cap/feed.atom"), 200);
    CHECK_EQ(ask("/cap/one.xml"), 200);
    hubs.publish_bulletin("two");
    CHECK(!hubs.is_behind(hubs.guard));
    CHECK(hubs.is_behind(hubs.guard_of_copy));
    CHECK_EQ(ask("/cap/feed.atom"), 503);
    CHECK_EQ(ask("/cap/one.xml"), 503);
}

template <typename Place>
int run_guard_on(const char* module) {
    using Hubs = TwoFolders<Place>;
    const CMUnitTest tests[] = {
        test<knows_another_of_the_same_number<Place>, Hubs>(
            "a folder that is behind stays so when a command makes another publication there"),
        test<believes_the_first<Place>, Hubs>("of two publications with one number the first that was told counts"),
        test<offers_nothing_old_as_a_feed<Place>, Hubs>("a hub whose folder is behind offers no feed of what is old"),
        test<compares_numbers_where_no_more_is_known<Place>, Hubs>(
            "a publication that a hub of a version before told of is known by its number"),
    };
    return run(module, tests);
}

}  // namespace

int run_publication_guard_tests() {
    return run_guard_on<OnSqlite>("publication guard on SQLite") +
           run_guard_on<OnPostgres>("publication guard on PostgreSQL");
}
