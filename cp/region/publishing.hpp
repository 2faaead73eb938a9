// The region's repository: begun, filled, renewed, and given new keys. Each call holds the region's lock, its own or
// its caller's, and leaves the repository as it was or as it should be.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cp/region/assignment.hpp"
#include "cp/region/changes.hpp"
#include "cp/region/content_check.hpp"
#include "cp/region/duties.hpp"
#include "cp/region/keyring.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/trust/publisher.hpp"

namespace baken::cp {

struct NewRegion {
    std::string name;
    std::vector<Municipality> municipalities;
    int root_keys = 1;
    int root_threshold = 1;
};

class Publishing {
public:
    // `files` writes what everyone may read; `files` and `keyring` must outlive this.
    Publishing(Files& files, RegionFolder region, Keyring& keyring, const Clock& clock)
        : files_(&files), region_(std::move(region)), keyring_(&keyring), clock_(&clock) {}

    // A new region: its folders, keys, delegations, and an empty first repository. Errors: region.exists;
    // region.threshold; key.passphrase; those of Publisher and Files.
    [[nodiscard]] Result<Changes> begin(const NewRegion& plan);

    // The municipality answers for these sites from now on, and for no others; one that is new gets a role and a key.
    // What it published of sites in `dropped` goes out of the repository and of what the desk wrote. Errors:
    // duty.left_out naming what is published of a site that is neither among these nor dropped; publish.keys when the
    // key of "targets" is not here.
    [[nodiscard]] Result<Changes> set_municipality(const Municipality& municipality,
                                                   const std::vector<std::string>& dropped = {});

    // Gives each file to the role that may sign it, the one with the narrowest pattern, and publishes. A role none of
    // whose files is in the content keeps what it had, unless it is named in `also`. What a role is given anew goes on
    // with its files in `kept`, which come before those of the content. `held` is this region's lock, and the content
    // was read under it: what somebody else published since would be lost. Errors: publish.content when a
    // finding stands in the content; publish.nobody naming a file that no role may sign; publish.unknown_role;
    // publish.keys; key.*; those of Publisher.
    [[nodiscard]] Result<Changes> publish(const RegionLock& held, const CheckedContent& content,
                                          const std::vector<std::string>& also, const CheckedContent& kept = {});

    // Renews what is past half of its time: timestamp and snapshot, or every role whose keys are here.
    enum class Reach { Timestamp, EveryRole };
    [[nodiscard]] Result<Changes> renew(Reach reach);

    // Signs every role with a number above `seen`: for a folder that was put back from an older copy, as kiosks take
    // nothing with a lower number than what they saw. Errors: publish.version; publish.keys naming a role whose keys
    // are not here.
    [[nodiscard]] Result<Changes> pass(trust::Version seen);

    // A role's oldest key goes and a new one comes, and what it signed is signed anew. Errors: publish.unknown_role;
    // publish.keys when the keys of who delegates to the role are not here.
    [[nodiscard]] Result<Changes> rotate(const std::string& role);

private:
    struct Open {
        RegionLock lock;
        trust::Publisher publisher;
    };
    Result<Open> open();
    Result<trust::Publisher> open_publisher();
    static Result<std::vector<std::string>> every_role(const trust::Publisher& publisher);
    Done make_record_keys();
    Done add_record_keys(FilesByRole& assigned);
    Done delegate(trust::Publisher& publisher, const NewRegion& plan);
    Result<trust::DelegationPlan> plan_of_duty(const trust::Targets& targets, const Duty& duty);
    Done take_out(trust::Publisher& publisher, const std::string& name, const Edition::Role& present,
                  const std::vector<std::string>& lost);
    Result<trust::RootPlan> first_root(const NewRegion& plan);
    Result<Changes> finish(trust::Publisher& publisher, const std::vector<std::string>& signing_roles);
    Result<trust::DeclaredKey> rotate_top_level(trust::Publisher& publisher, const std::string& role);
    Result<trust::DeclaredKey> rotate_delegated(trust::Publisher& publisher, const std::string& role);
    Result<trust::DeclaredKey> change_oldest(trust::RolePlan& plan, const std::string& role, trust::Version declaring);

    Files* files_;
    RegionFolder region_;
    Keyring* keyring_;
    const Clock* clock_;
};

}  // namespace baken::cp
