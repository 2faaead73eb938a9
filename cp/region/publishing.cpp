#include "cp/region/publishing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cp/region/assignment.hpp"
#include "cp/region/record_keys.hpp"
#include "cp/region/toml_text.hpp"
#include "exchange/records/cp_keys.hpp"

namespace baken::cp {
namespace {

using trust::Publisher;

const std::vector<std::string> kOnlineRoles{"snapshot", "timestamp"};

Result<trust::Targets> top_targets(const Publisher& publisher) {
    auto document = publisher.document("targets");
    if (!document) return refuse("publish.no_root", "the repository was never published", "begin with baken-cp init");
    return trust::read_targets(*document);
}

// The delegation as it stands, to be changed and made again.
Result<trust::DelegationPlan> plan_of_delegation(const trust::Targets& targets, const std::string& role) {
    auto found = std::ranges::find(targets.delegations, role, &trust::Delegation::name);
    if (found == targets.delegations.end()) return refuse("publish.unknown_role", "there is no role " + role);
    trust::DelegationPlan plan{role, {{}, found->rule.threshold}, found->paths, found->terminating};
    const auto* declared = targets.content.find("delegations")->find("keys");
    for (const auto& id : found->rule.key_ids) plan.signers.keys.push_back({id, *declared->find(id)});
    return plan;
}

bool has_changed(const Publisher& publisher, const std::string& role, const std::map<std::string, ContentFile>& files) {
    auto document = publisher.document(role);
    auto present = document ? trust::read_targets(*document, "delegated") : Result<trust::Targets>{};
    if (!document || !present) return true;
    return !std::ranges::equal(present->files, files, [](const auto& old, const auto& next) {
        return old.first == next.first && old.second == next.second.facts;
    });
}

Result<std::string> signed_by(const trust::Json& content, const std::vector<trust::SigningKey>& keys) {
    auto document = trust::draft(content);
    for (const auto& key : keys) {
        TRY(document, trust::sign(document, key));
    }
    return document;
}

}  // namespace

Result<Publishing::Open> Publishing::open() {
    TRY(auto lock, RegionLock::take(region_));
    TRY(auto publisher, open_publisher());
    return Open{std::move(lock), std::move(publisher)};
}

Result<Publisher> Publishing::open_publisher() {
    TRY(auto publisher, Publisher::open(*files_, region_.repository()));
    if (!publisher.root()) return refuse("region.missing", region_.root.string() + ": holds no region");
    return publisher;
}

Result<Changes> Publishing::finish(Publisher& publisher, const std::vector<std::string>& signing_roles) {
    TRY(auto before, Edition::read(*files_, region_.repository()));
    auto roles = signing_roles;
    std::ranges::copy_if(kOnlineRoles, std::back_inserter(roles), [&](const auto& role) {
        return std::ranges::find(signing_roles, role) == signing_roles.end();
    });
    TRY(auto keys, keyring_->open(roles));
    TRY(auto published, publisher.publish(keys, clock_->now()));
    TRY(auto after, Edition::read(*files_, region_.repository()));
    auto changes = compare(before, after);
    changes.published = std::move(published);
    return changes;
}

Result<trust::RootPlan> Publishing::first_root(const NewRegion& plan) {
    trust::RootPlan root{.expires = clock_->now() + std::chrono::days{3 * 365}};
    root.root.threshold = plan.root_threshold;
    for (int count = 0; count < plan.root_keys; ++count) {
        TRY(auto key, keyring_->make("root"));
        root.root.keys.push_back(key.declared());
    }
    for (auto [role, signers] :
         {std::pair{"timestamp", &root.timestamp}, {"snapshot", &root.snapshot}, {"targets", &root.targets}}) {
        TRY(auto key, keyring_->make(role));
        signers->keys.push_back(key.declared());
    }
    return root;
}

// They go with whatever else the region's role publishes; a role that is not published now keeps what it had.
Done Publishing::add_record_keys(FilesByRole& assigned) {
    auto region = assigned.find("region");
    if (region == assigned.end()) return {};
    CheckedContent own;
    TRY_DONE(add_file(*files_, own, std::string(records::kCpKeysPath), region_.cp_keys()));
    for (auto& [path, file] : own.files) region->second.insert_or_assign(path, std::move(file));
    return {};
}

// The keys under which records come and receipts go; their public halves are published with the content.
Done Publishing::make_record_keys() {
    return RecordKeys(*files_, *keyring_, region_).begin();
}

Done Publishing::delegate(Publisher& publisher, const NewRegion& plan) {
    for (const auto& duty : duties_of(plan.municipalities)) {
        TRY(auto key, keyring_->make(duty.role));
        TRY_DONE(publisher.delegate("targets", {duty.role, {{key.declared()}, 1}, duty.patterns}));
    }
    return {};
}

Result<Changes> Publishing::begin(const NewRegion& plan) {
    if (plan.root_threshold < 1 || plan.root_threshold > plan.root_keys) {
        return refuse("region.threshold", fmt::format("{} of {} root keys", plan.root_threshold, plan.root_keys));
    }
    TRY(auto there, files_->read(region_.facts(), ByteLimit{64 * 1024}));
    TRY(auto keys, files_->list(region_.keys(), 1000));
    if (there || (keys && !keys->empty())) {
        return refuse("region.exists", region_.root.string() + ": holds a region or its keys already");
    }
    TRY_DONE(files_->make_folder(region_.root));
    TRY(auto lock, RegionLock::take(region_));
    TRY_DONE(files_->make_folder(region_.keys()));
    std::error_code ignored;
    std::filesystem::permissions(region_.keys(), std::filesystem::perms::owner_all, ignored);
    TRY_DONE(make_record_keys());
    TRY(auto root, first_root(plan));
    TRY(auto holders, keyring_->open({"root"}));
    TRY(auto document, signed_by(trust::root_content(root, 1), holders));
    TRY(auto publisher, Publisher::open(*files_, region_.repository()));
    TRY_DONE(publisher.add_root(document));
    TRY_DONE(delegate(publisher, plan));
    std::vector<std::string> roles{"targets"};
    for (const auto& duty : duties_of(plan.municipalities)) roles.push_back(duty.role);
    TRY(auto changes, finish(publisher, roles));
    // The name comes last: a folder without it is no region yet.
    TRY_DONE(files_->replace(region_.facts(), fmt::format("name = {}\n", toml_text(plan.name))));
    return changes;
}

Result<trust::DelegationPlan> Publishing::plan_of_duty(const trust::Targets& targets, const Duty& duty) {
    trust::DelegationPlan plan{duty.role};
    if (auto present = plan_of_delegation(targets, duty.role)) {
        plan = std::move(*present);
    } else {
        TRY(auto key, keyring_->make(duty.role));
        plan.signers.keys.push_back(key.declared());
    }
    plan.paths = duty.patterns;
    return plan;
}

// Otherwise they would stay in what the role signs, where nobody looks for them, and could never be signed again.
Done Publishing::take_out(Publisher& publisher, const std::string& name, const Edition::Role& present,
                          const std::vector<std::string>& lost) {
    if (lost.empty()) return {};
    trust::TargetSources rest;
    for (const auto& [path, facts] : present.files) {
        if (std::ranges::find(lost, path) == lost.end()) rest[path] = place_in_repository(region_, path, facts);
    }
    return publisher.set_targets(name, rest);
}

Result<Changes> Publishing::set_municipality(const Municipality& municipality,
                                             const std::vector<std::string>& dropped) {
    TRY(auto region, open());
    TRY(auto targets, top_targets(region.publisher));
    TRY(auto edition, Edition::read(*files_, region_.repository()));
    auto duty = duty_of(municipality);
    const auto& present = edition.roles[duty.role];
    auto lost = left_out(present.files, duty);
    TRY_DONE(check_dropped(lost, dropped));
    TRY(auto plan, plan_of_duty(targets, duty));
    TRY_DONE(region.publisher.delegate("targets", plan));
    TRY_DONE(take_out(region.publisher, duty.role, present, lost));
    TRY(auto changes, finish(region.publisher, {"targets", duty.role}));
    // One that stays behind is named and left out at every publication.
    for (const auto& path : lost) static_cast<void>(files_->remove(region_.desk_content() / path));
    return changes;
}

Result<Changes> Publishing::publish(const RegionLock& /*held*/, const CheckedContent& content,
                                    const std::vector<std::string>& also, const CheckedContent& kept) {
    if (!content.findings.empty()) {
        return refuse("publish.content", fmt::format("{} files cannot be shown", content.findings.size()));
    }
    TRY(auto publisher, open_publisher());
    TRY(auto targets, top_targets(publisher));
    TRY(auto assigned, assign(targets, content));
    for (const auto& role : also) {
        if (std::ranges::find(targets.delegations, role, &trust::Delegation::name) == targets.delegations.end()) {
            return refuse("publish.unknown_role", "there is no role " + role);
        }
        assigned.try_emplace(role);
    }
    TRY(auto staying, assign(targets, kept));
    for (auto& [role, files] : assigned) {
        for (const auto& [path, file] : staying[role]) files.insert_or_assign(path, file);
    }
    TRY_DONE(add_record_keys(assigned));
    std::vector<std::string> signing;
    for (const auto& [role, files] : assigned) {
        if (!has_changed(publisher, role, files)) continue;
        trust::TargetSources sources;
        for (const auto& [path, file] : files) sources[path] = file.source;
        TRY_DONE(publisher.set_targets(role, sources));
        signing.push_back(role);
    }
    return finish(publisher, signing);
}

Result<std::vector<std::string>> Publishing::every_role(const Publisher& publisher) {
    TRY(auto targets, top_targets(publisher));
    std::vector<std::string> roles{"targets"};
    for (const auto& delegation : targets.delegations) roles.push_back(delegation.name);
    return roles;
}

Result<Changes> Publishing::renew(Reach reach) {
    TRY(auto region, open());
    std::vector<std::string> roles;
    if (reach == Reach::EveryRole) {
        TRY(roles, every_role(region.publisher));
    }
    return finish(region.publisher, roles);
}

Result<Changes> Publishing::pass(trust::Version seen) {
    TRY(auto region, open());
    TRY(auto roles, every_role(region.publisher));
    TRY_DONE(region.publisher.pass(seen));
    return finish(region.publisher, roles);
}

Result<trust::DeclaredKey> Publishing::change_oldest(trust::RolePlan& plan, const std::string& role,
                                                     trust::Version declaring) {
    TRY(auto present, keyring_->open({role}));
    auto is_there = [&plan](const trust::DeclaredKey& key) {
        return std::ranges::find(plan.keys, key) != plan.keys.end();
    };
    // The oldest by its file; where the files are elsewhere, the first that is declared.
    auto oldest = plan.keys.front();
    for (const auto& key : present) {
        if (!is_there(key.declared())) continue;
        oldest = key.declared();
        break;
    }
    // Each change made a version of the document that declares the keys.
    TRY(auto next, keyring_->make(role, std::ssize(plan.keys) + declaring - 1));
    *std::ranges::find(plan.keys, oldest) = next.declared();
    return oldest;
}

Result<trust::DeclaredKey> Publishing::rotate_top_level(Publisher& publisher, const std::string& role) {
    TRY(auto plan, trust::plan_of(publisher.document("root").value_or("")));
    auto& signers = role == "root"        ? plan.root
                    : role == "timestamp" ? plan.timestamp
                    : role == "snapshot"  ? plan.snapshot
                                          : plan.targets;
    TRY(auto gone, change_oldest(signers, role, publisher.root()->version));
    plan.expires = clock_->now() + std::chrono::days{3 * 365};
    TRY(auto holders, keyring_->open({"root"}));
    TRY(auto document, signed_by(trust::root_content(plan, publisher.root()->version + 1), holders));
    TRY_DONE(publisher.add_root(document));
    return gone;
}

Result<trust::DeclaredKey> Publishing::rotate_delegated(Publisher& publisher, const std::string& role) {
    TRY(auto targets, top_targets(publisher));
    TRY(auto plan, plan_of_delegation(targets, role));
    TRY(auto gone, change_oldest(plan.signers, role, targets.version));
    TRY_DONE(publisher.delegate("targets", plan));
    return gone;
}

Result<Changes> Publishing::rotate(const std::string& role) {
    TRY(auto region, open());
    bool top_level = trust::is_top_level(role);
    TRY(auto gone, top_level ? rotate_top_level(region.publisher, role) : rotate_delegated(region.publisher, role));
    std::vector<std::string> signing;
    if (!top_level) signing = {"targets", role};
    if (role == "targets") signing = {role};
    TRY(auto changes, finish(region.publisher, signing));
    TRY_DONE(keyring_->retire(role, gone));
    return changes;
}

}  // namespace baken::cp
