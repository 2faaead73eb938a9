// tuf-author: publishes a repository with the signer, for tests with other people's clients. Its keys are made of their
// names and protect nothing.
//   tuf-author begin REPOSITORY CONTENT     a root of three holders, a region below the targets, and the content
//   tuf-author publish REPOSITORY CONTENT   the content as it is now
//   tuf-author rotate REPOSITORY            another root holder, new timestamp and snapshot keys
#include <fmt/format.h>

#include <cstdio>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/trust/publisher.hpp"

using namespace baken;
using namespace baken::trust;

namespace {

using Names = std::vector<std::string>;

SigningKey key_named(const std::string& name) {
    return SigningKey::from_seed(sha256_hex("tuf-author " + name).substr(0, 32));
}

std::vector<SigningKey> keys_named(const Names& names) {
    std::vector<SigningKey> keys;
    for (const auto& name : names) keys.push_back(key_named(name));
    return keys;
}

RolePlan signers(const Names& names, int threshold = 1) {
    RolePlan plan{{}, threshold};
    for (const auto& name : names) plan.keys.push_back(key_named(name).declared());
    return plan;
}

const Names kAllKeys{"timestamp", "timestamp-2", "snapshot", "snapshot-2", "targets", "region", "municipality"};

Result<std::string> signed_root(const RootPlan& plan, Version version, const Names& holders) {
    auto document = draft(root_content(plan, version));
    for (const auto& holder : holders) {
        TRY(document, sign(document, key_named(holder)));
    }
    return document;
}

// The region answers for bulletins, a municipality below it for one folder of them, "targets" for the rest.
Done fill(Files& files, Publisher& publisher, const Path& content) {
    TRY(auto all, list_tree(files, content));
    TargetSources region;
    TargetSources municipality;
    TargetSources rest;
    for (const auto& [path, source] : all) {
        auto& place = path.starts_with("bulletins/local/") ? municipality
                      : path.starts_with("bulletins/")     ? region
                                                           : rest;
        place[path] = source;
    }
    TRY_DONE(publisher.set_targets("targets", rest));
    TRY_DONE(publisher.set_targets("region", region));
    return publisher.set_targets("municipality", municipality);
}

Done publish(Publisher& publisher) {
    TRY(auto published, publisher.publish(keys_named(kAllKeys), SystemClock().now()));
    for (const auto& name : published.written) fmt::print("{}\n", name);
    return {};
}

Done begin(Files& files, const Path& repository, const Path& content) {
    auto expires = SystemClock().now() + std::chrono::days{1000};
    RootPlan plan{signers({"anna", "bert", "carla"}, 2), signers({"timestamp"}), signers({"snapshot"}),
                  signers({"targets"}), expires};
    TRY(auto publisher, Publisher::open(files, repository));
    TRY(auto root, signed_root(plan, 1, {"anna", "carla"}));
    TRY_DONE(publisher.add_root(root));
    TRY_DONE(publisher.delegate("targets", {"region", signers({"region"}), {"bulletins/*", "bulletins/*/*"}, true}));
    TRY_DONE(publisher.delegate("region", {"municipality", signers({"municipality"}), {"bulletins/local/*"}, false}));
    TRY_DONE(fill(files, publisher, content));
    return publish(publisher);
}

Done publish_again(Files& files, const Path& repository, const Path& content) {
    TRY(auto publisher, Publisher::open(files, repository));
    TRY_DONE(fill(files, publisher, content));
    return publish(publisher);
}

Done rotate(Files& files, const Path& repository) {
    TRY(auto publisher, Publisher::open(files, repository));
    TRY(auto plan, plan_of(publisher.document("root").value_or("")));
    plan.root = signers({"anna", "bert", "dirk"}, 2);
    plan.timestamp = signers({"timestamp-2"});
    plan.snapshot = signers({"snapshot-2"});
    TRY(auto root, signed_root(plan, publisher.root()->version + 1, {"anna", "bert"}));
    TRY_DONE(publisher.add_root(root));
    return publish(publisher);
}

}  // namespace

int main(int count, char** words) {
    Names arguments(words + 1, words + count);
    DiskFiles files;
    Done done = refuse("usage", "tuf-author begin|publish REPOSITORY CONTENT, or rotate REPOSITORY");
    if (arguments.size() == 3 && arguments[0] == "begin") done = begin(files, arguments[1], arguments[2]);
    if (arguments.size() == 3 && arguments[0] == "publish") done = publish_again(files, arguments[1], arguments[2]);
    if (arguments.size() == 2 && arguments[0] == "rotate") done = rotate(files, arguments[1]);
    if (done) return 0;
    std::fputs(fmt::format("tuf-author: {}\n", done.error().text()).c_str(), stderr);
    return 1;
}
