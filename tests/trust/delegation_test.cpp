#include <sstream>

#include "exchange/base/text.hpp"
#include "exchange/trust/responsibility.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

namespace {

Names words_of(const std::string& line) {
    std::istringstream stream(line);
    Names words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

// One line of a case:
//   delegate FROM TO PATTERN... [final]     FROM lets TO answer for the patterns; final: nobody after it is asked
//   file ROLE PATH                          ROLE signs for PATH
//   find PATH                               looks for it, each time in a new update, and writes what happened
void play(World& world, const std::string& line, std::string& outcome) {
    auto words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) return;
    if (words[0] == "delegate") {
        bool terminating = words.back() == "final";
        Names paths(words.begin() + 3, words.end() - (terminating ? 1 : 0));
        world.delegate(words[1], words[2], paths, terminating);
    } else if (words[0] == "file") {
        world.add_target(words[1], words[2], "content of " + words[2]);
    } else {
        world.publish_all();
        world.store.documents = {{"root", world.store.documents["root"]}};
        auto found = world.find(words[1]);
        std::string asked;
        for (const auto& name : words_of(world.asked())) {
            auto role = name.substr(name.find('.') + 1);
            if (!trust::is_top_level(role) && name != "timestamp") asked += " " + role;
        }
        auto answer = !found ? found.error().check : *found ? "signed by " + (*found)->role : "nobody signs for it";
        outcome += words[1] + ":" + (asked.empty() ? "" : " asked" + asked + ";") + " " + answer + "\n";
    }
}

void folders() {
    for (const auto& folder : case_folders("trust/delegation")) {
        World world;
        std::string outcome;
        auto text = read_text(folder / "in");
        for (auto line : split(text, '\n')) play(world, std::string(line), outcome);
        check_against(outcome, folder / "expected");
    }
}

void patterns() {
    struct Case {
        std::string_view pattern;
        std::string_view path;
        bool matches;
    };
    for (const auto& [pattern, path, matches] : {
             Case{"*", "a", true},           Case{"*", "a/b", false},
             Case{"a/*", "a/b", true},       Case{"a/*", "a/b/c", false},
             Case{"a/*/c", "a/b/c", true},   Case{"*.md", "nl.md", true},
             Case{"*.md", ".md", true},      Case{"*.md", "nl.mdx", false},
             Case{"v?.tgz", "v1.tgz", true}, Case{"v?.tgz", "v12.tgz", false},
             Case{"v[0-9]", "v7", true},     Case{"v[!0-9]", "v7", false},
             Case{"v[!0-9]", "vx", true},    Case{"v[]x]", "v]", true},
             Case{"v[", "v[", true},         Case{"", "", true},
             Case{"", "a", false},           Case{"a*b*c", "aXbYbZc", true},
             Case{"a*b*c", "aXbYbZ", false}, Case{"A", "a", false},
             Case{"?", "/", false},          Case{"**", "abc", true},
             Case{"a\\*", "a*", false},
         }) {
        if (trust::matches_pattern(pattern, path) != matches) {
            fail_check(std::string(pattern) + " against " + std::string(path), __FILE__, __LINE__);
        }
    }
}

// A pattern that makes backtracking matchers work for ages.
void hostile_pattern() {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "a*";
    CHECK(!trust::matches_pattern(pattern + "b", std::string(2000, 'a')));
}

void hash_prefixes(World& world) {
    world.delegate("targets", "low", {});
    auto& roles =
        std::get<JsonArray>(std::get<JsonObject>(world.content("targets")["delegations"].value)["roles"].value);
    auto& role = std::get<JsonObject>(roles[0].value);
    role.erase("paths");
    auto hash = trust::sha256_hex("pages/water.md");
    role["path_hash_prefixes"] = Json{JsonArray{Json{std::string("zz")}, Json{hash.substr(0, 3)}}};
    world.add_target("low", "pages/water.md", "Drink");
    world.publish_all();
    CHECK_EQ(*world.download("pages/water.md"), std::string("Drink"));
    role["path_hash_prefixes"] = Json{JsonArray{Json{std::string("zz")}}};
    world.publish_all();
    CHECK(!world.find("pages/water.md")->has_value());
    role["paths"] = Json{JsonArray{}};
    world.publish_all();
    CHECK_REFUSED(world.find("pages/water.md"), "tuf.targets.format");
}

void hash_bins(World&) {
    trust::HashBins bins{{}, 2, "bin"};
    for (const auto& [path, name] :
         std::map<std::string, std::string>{{"foo", "bin-0"}, {"doo", "bin-1"}, {"too", "bin-2"}, {"bar", "bin-3"}}) {
        CHECK_EQ(trust::bin_name(bins, path), name);
    }
    bins.bits = 8;
    CHECK_EQ(trust::bin_name(bins, "bar"), std::string("bin-fc"));
    bins.bits = 32;
    CHECK_EQ(trust::bin_name(bins, "bar").size(), std::string("bin-00000000").size());
    bins.bits = 5;
    CHECK_EQ(trust::bin_names(bins).back(), std::string("bin-1f"));
}

void targets_in_bins(World& world) {
    auto key = key_named("bins").declared();
    auto plan = trust::role_json({{key}, 1});
    plan["bit_length"] = Json{2L};
    plan["name_prefix"] = Json{std::string("bin")};
    world.set("targets", "delegations",
              Json{JsonObject{{"keys", Json{JsonObject{{key.id, key.declaration}}}}, {"succinct_roles", Json{plan}}}});
    for (const auto* name : {"bin-0", "bin-1", "bin-2", "bin-3"}) {
        world.adopt_role(name, {"bins"});
    }
    world.add_target("bin-2", "too", "content");
    world.publish_all();
    CHECK_EQ(*world.download("too"), std::string("content"));
    CHECK_EQ(world.asked(), "2.root timestamp 2.snapshot 2.targets 1.bin-2 " + trust::sha256_hex("content") + ".too");
    CHECK(!world.find("bar")->has_value());
    auto updater = *world.begin();
    CHECK_OK(updater.refresh());
    CHECK_EQ(updater.all_targets()->size(), 1U);
    updater = *world.begin();
    world.limits.listed_roles = 3;
    updater = *world.begin();
    CHECK_OK(updater.refresh());
    CHECK_REFUSED(updater.all_targets(), "tuf.delegation.limit");
}

// Two roles let a third answer, each naming another key: what one vouches for proves nothing to the other.
void one_role_two_delegators(World& world) {
    world.delegate("targets", "A", {"a/*"});
    world.delegate("targets", "B", {"b/*"});
    world.delegate("A", "C", {"a/*"}, false, {"key-of-a"});
    world.delegate("B", "C", {"b/*"}, false, {"key-of-b"});
    world.let_sign("C", {"key-of-a"});
    world.add_target("C", "a/x", "one");
    world.add_target("C", "b/x", "two");
    world.publish_all();
    auto updater = *world.begin();
    CHECK_OK(updater.refresh());
    CHECK((*updater.find("a/x")).has_value());
    CHECK_REFUSED(updater.find("b/x"), "tuf.signature.threshold");
    CHECK((*updater.find("a/x")).has_value());
    auto fresh = *world.begin();
    CHECK_OK(fresh.refresh());
    CHECK_REFUSED(fresh.find("b/x"), "tuf.signature.threshold");
    world.let_sign("C", {"key-of-a", "key-of-b"});
    world.publish_all();
    CHECK_OK(world.download("a/x"));
    CHECK_OK(world.download("b/x"));
}

void kept_roles_answer_to_todays_delegator(World& world) {
    world.delegate("targets", "region", {"*"});
    world.add_target("region", "x", "one");
    world.publish_all();
    CHECK_OK(world.download("x"));
    world.appoint("region", {"new"});
    world.let_sign("region", {"region"});
    world.publish({"targets", "snapshot", "timestamp"});
    CHECK_REFUSED(world.download("x"), "tuf.signature.threshold");
}

void delegated_expiry(World& world) {
    world.delegate("targets", "region", {"*"});
    world.add_target("region", "x", "one");
    world.let_expire("region");
    world.publish_all();
    CHECK_OK(world.refresh());
    CHECK_REFUSED(world.download("x"), "tuf.delegated.expired");
    CHECK_EQ(world.believed("region"), 0);
}

void kept_delegated_expiry(World& world) {
    world.delegate("targets", "region", {"*"});
    world.add_target("region", "x", "one");
    world.set("region", "expires", Json{to_rfc3339(world.now + std::chrono::days{7})});
    world.publish_all();
    CHECK_OK(world.download("x"));
    world.now += std::chrono::days{18};
    CHECK_REFUSED(world.download("x"), "tuf.delegated.expired");
    world.set("region", "expires", Json{to_rfc3339(world.now + std::chrono::days{7})});
    world.publish({"region", "snapshot", "timestamp"});
    CHECK_OK(world.download("x"));
}

void delegated_refusals(World& world) {
    world.state_hashes = true;
    world.delegate("targets", "region", {"*"});
    world.publish_all();
    auto good = world.served("region");
    world.served("region").assign(good.size(), '[');
    CHECK_REFUSED(world.find("x"), "tuf.delegated.hash");
    world.served("region") = good + " ";
    CHECK_REFUSED(world.find("x"), "tuf.delegated.length");
    world.repository.files.erase("metadata/1.region.json");
    CHECK_REFUSED(world.find("x"), "tuf.delegated.missing");

    World other;
    other.delegate("targets", "region", {"*"});
    other.publish_all();
    other.set_version("region", 2);
    other.serve("region");
    other.repository.files["metadata/1.region.json"] = other.served("region");
    CHECK_REFUSED(other.find("x"), "tuf.delegated.version");
}

void names_that_are_taken(World& world) {
    for (const auto* name : {"root", "timestamp", "snapshot", "targets"}) {
        World own;
        own.set("targets", "delegations",
                Json{JsonObject{{"keys", Json{JsonObject{}}},
                                {"roles", Json{JsonArray{trust::delegation_json({name, {}, {"*"}, false})}}}}});
        own.publish_all();
        CHECK_REFUSED(own.find("x"), "tuf.targets.format");
        CHECK_EQ(own.believed("root"), 1);
    }
    CHECK_OK(world.refresh());
}

void unusual_names(World& world) {
    for (const auto& [name, quoted] : std::map<std::string, std::string>{{"?", "%3F"},
                                                                         {"#", "%23"},
                                                                         {"/sub", "%2Fsub"},
                                                                         {"../up", "..%2Fup"},
                                                                         {"gemeente é", "gemeente%20%C3%A9"}}) {
        World own;
        own.delegate("targets", name, {"*"});
        own.publish_all();
        CHECK(!own.find("nothing")->has_value());
        CHECK(own.asked().ends_with(" 1." + quoted));
        CHECK_EQ(own.store.documents.size(), 5U);
    }
    CHECK_OK(world.refresh());
}

void visits_are_bounded(World& world) {
    std::string from = "targets";
    for (int i = 0; i < 40; ++i) {
        auto to = "r" + std::to_string(i);
        world.delegate(from, to, {"*"});
        from = to;
    }
    world.publish_all();
    CHECK_REFUSED(world.find("x"), "tuf.delegation.limit");
    world.limits.visited_roles = 41;
    CHECK(!world.find("x")->has_value());
}

void lists_what_can_be_found(World& world) {
    world.delegate("targets", "national", {"pages/*"});
    world.delegate("targets", "region", {"bulletins/*"}, true);
    world.delegate("targets", "late", {"bulletins/*", "sites/*"});
    world.add_target("targets", "situation.toml", "s");
    world.add_target("national", "pages/water.md", "p");
    world.add_target("national", "bulletins/fake.xml", "not national's to sign");
    world.add_target("region", "bulletins/flood.xml", "b");
    world.add_target("late", "bulletins/late.xml", "behind a final delegation");
    world.add_target("late", "bulletins/flood.xml", "another");
    world.add_target("late", "sites/one.toml", "s");
    world.publish_all();
    auto updater = *world.begin();
    CHECK_OK(updater.refresh());
    auto all = *updater.all_targets();
    std::string listed;
    for (const auto& [path, target] : all) listed += path + " by " + target.role + "\n";
    CHECK_EQ(listed, std::string("bulletins/flood.xml by region\npages/water.md by national\n"
                                 "sites/one.toml by late\nsituation.toml by targets\n"));
    for (const auto& [path, target] : all) CHECK(*updater.find(path) == target);
}

}  // namespace

int run_delegation_tests() {
    const CMUnitTest tests[] = {
        test<folders>("each case folder is searched as expected"),
        test<patterns>("path patterns match as a shell's, within one folder"),
        test<hostile_pattern>("no pattern takes long to match"),
        test<hash_prefixes, World>("a role may answer for paths by the beginning of their hash"),
        test<hash_bins, World>("a path falls into the bin of its hash"),
        test<targets_in_bins, World>("a target is found in its hash bin"),
        test<one_role_two_delegators, World>("a role is believed for one delegator at a time"),
        test<kept_roles_answer_to_todays_delegator, World>("a kept role is checked with today's keys"),
        test<delegated_expiry, World>("an expired delegated role is refused and not kept"),
        test<kept_delegated_expiry, World>("a kept delegated role that expired is replaced by a newer one"),
        test<delegated_refusals, World>("a delegated role of another hash, length or version is refused"),
        test<names_that_are_taken, World>("a delegated role may not take the name of a top-level one"),
        test<unusual_names, World>("a role's name is quoted before it names a file"),
        test<visits_are_bounded, World>("a search visits a bounded number of roles"),
        test<lists_what_can_be_found, World>("the list of targets is what can be found, no more and no less"),
    };
    return run("trust.delegation", tests);
}
