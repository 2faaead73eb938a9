#include "kiosk/sync/intake.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/content.hpp"
#include "exchange/trust/signatures.hpp"
#include "exchange/trust/updater.hpp"
#include "kiosk/store/generation_files.hpp"
#include "kiosk/store/staged_trust.hpp"

namespace baken::sync {
namespace {

// The repository as the updater knows it, at the end of a road.
class RoadRepository final : public trust::Repository {
public:
    explicit RoadRepository(Road& road) : road_(road) {}
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override {
        return road_.fetch("repository/" + name, limit);
    }

private:
    Road& road_;
};

using Targets = std::map<std::string, trust::Target>;

bool is_sha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// Only of a target that passed check_target.
store::Object object_of(const trust::Target& target) {
    return {to_lower_ascii(target.facts.hashes.at("sha256")), *target.facts.length};
}

Done check_target(const trust::Target& target, const IntakeLimits& limits) {
    if (target.facts.length.value_or(0) > limits.file_bytes) {
        return refuse("intake.size", fmt::format("{}: {} bytes, at most {} are taken", target.path,
                                                 target.facts.length.value_or(0), limits.file_bytes));
    }
    auto hash = target.facts.hashes.find("sha256");
    if (hash == target.facts.hashes.end() || !is_sha256(hash->second)) {
        return refuse("intake.hash", target.path + ": no SHA-256 vouches for it");
    }
    auto depth = static_cast<std::size_t>(std::ranges::count(target.path, '/'));
    if (target.path.size() > limits.path_bytes || depth >= limits.path_depth) {
        return refuse("intake.path", target.path.substr(0, limits.path_bytes) + ": too long or too deep a name");
    }
    return {};
}

Result<store::FileMap> files_of(const Targets& targets, const IntakeLimits& limits) {
    if (targets.size() > limits.files) {
        return refuse("intake.count", fmt::format("{} files, at most {} are taken", targets.size(), limits.files));
    }
    store::FileMap files;
    for (const auto& [path, target] : targets) {
        TRY_DONE(check_target(target, limits));
        files.emplace(path, object_of(target));
    }
    return files;
}

// When the timestamp was signed, by its signer's clock; never beyond the moment until which it vouches for anything.
// Messages say a time too, but theirs may lie ahead.
std::optional<Instant> signed_time(const trust::Timestamp& timestamp) {
    const auto* issued = timestamp.content.find("issued");
    auto moment = issued != nullptr && issued->text() != nullptr ? parse_rfc3339(*issued->text()) : std::nullopt;
    return moment ? std::optional(std::min(*moment, timestamp.expires)) : std::nullopt;
}

// One round, step by step; what it learns goes into the outcome as it learns it.
class Round {
public:
    Round(store::Store& store, Road& road, Instant now, const IntakeLimits& limits, Outcome& outcome)
        : store_(store), road_(road), limits_(limits), now_(now), outcome_(outcome), staged_(store), source_(road) {}

    Done run() {
        TRY_DONE(road_.begin_round());
        TRY(auto updater, trust::Updater::begin(staged_, source_, now_, trust::ExpiryPolicy::Kiosk));
        auto refreshed = updater.refresh();
        outcome_.remarks = updater.remarks();
        // Keys that changed have changed, whatever becomes of the rest.
        TRY_DONE(store_.keep_roots(staged_.changes()));
        if (!refreshed) return refreshed;
        outcome_.version = updater.timestamp().version;
        // An old word that is given for the newest does not make what is shown any newer.
        outcome_.arrival.at = std::min(now_, updater.timestamp().expires);
        TRY(auto current, store_.current());
        TRY(bool damaged, store_.is_damaged());
        damaged_ = damaged;
        bool same_version = current && current->version == outcome_.version && !damaged;
        if (same_version) return settle(Outcome::Kind::Unchanged);
        TRY(auto targets, updater.all_targets());
        TRY(auto files, files_of(targets, limits_));
        TRY_DONE(store_.room_for(files));
        TRY_DONE(fetch_new(updater, targets));
        return switch_to(updater, std::move(files), std::move(current));
    }

private:
    Done settle(Outcome::Kind kind) {
        outcome_.kind = kind;
        return {};
    }

    Done fetch_new(trust::Updater& updater, const Targets& targets) {
        TRY(auto present, store_.objects().present());
        for (const auto& [path, target] : targets) {
            auto object = object_of(target);
            auto known = present.find(object.sha256);
            bool here = known != present.end();
            // A name and a size vouch for nothing: what rotted since it came would be switched in unseen, and a warning
            // that is on the screen, read long ago, would leave it.
            if (here && store_.objects().read(object)) continue;
            TRY(auto bytes, updater.fetch(target));
            TRY_DONE(store_.objects().add(object, bytes));
            present[object.sha256] = object.bytes;
            healed_ = healed_ || here;
            outcome_.fetched_files += 1;
            outcome_.fetched_bytes += object.bytes;
        }
        return store_.objects().sync();
    }

    Done switch_to(const trust::Updater& updater, store::FileMap files, std::optional<store::Generation> current) {
        store::GenerationFiles view(store_.files(), store_.objects(), files, store_.folder() / "incoming");
        auto content = bulletins::load_content(view, std::span(&view.root(), 1));
        auto moment = signed_time(updater.timestamp());
        if (current && current->files == files) {
            TRY_DONE(store_.renew(outcome_.version, outcome_.arrival, staged_.changes(), moment));
            current->version = outcome_.version;
            // What was shown meanwhile was something older, or less.
            if (damaged_ || healed_) outcome_.generation = std::move(current);
            return settle(Outcome::Kind::Renewed);
        }
        bool nothing = content.alerts.empty() && content.pages.topics().empty() && content.sites.empty();
        if (nothing) return refuse("intake.content", "there is nothing in it that could be shown");
        store::Generation next{0, outcome_.version, outcome_.arrival, std::move(files)};
        TRY(outcome_.generation, store_.switch_to(next, staged_.changes(), moment));
        return settle(Outcome::Kind::Switched);
    }

    store::Store& store_;
    Road& road_;
    const IntakeLimits& limits_;
    Instant now_;
    Outcome& outcome_;
    bool damaged_ = false;  // objects of the current generation, found by a start
    bool healed_ = false;   // objects that were here and not what they were
    store::StagedTrust staged_;
    RoadRepository source_;
};

// The road's own errors, as against what was found at its end.
bool is_of_the_road(const std::string& check) {
    return check.starts_with("http.") || check == "stick.read" || check == "stick.empty";
}

}  // namespace

Done trust_root(store::Store& store, std::string_view root) {
    TRY(auto document, trust::read_root(root));
    TRY(auto known, store.roots());
    if (std::ranges::find(known, root) != known.end()) return {};
    TRY_DONE(trust::check_signatures(document, document.keys, document.roles.find("root")->second, "root", "itself"));
    return store.begin_trust(document.version, root);
}

Outcome take_in(store::Store& store, Road& road, Instant now, const IntakeLimits& limits) {
    Outcome outcome;
    outcome.arrival = {road.kind(), now};
    auto done = Round(store, road, now, limits, outcome).run();
    if (!done && done.error().check == "stick.system") {
        outcome.kind = Outcome::Kind::SystemOnly;
    } else if (!done) {
        outcome.kind = is_of_the_road(done.error().check) ? Outcome::Kind::NotReached : Outcome::Kind::Refused;
        outcome.why = std::move(done.error());
        outcome.generation.reset();
        // What residents tell needs the room more than half of something that does not fit. What cannot be removed now
        // is removed by the next round.
        if (outcome.why->check == "store.full") (void)store.forget_fetched();
    }
    // A journal that cannot be written is no reason to hide what happened.
    if (outcome.kind != Outcome::Kind::Unchanged) (void)store.note(now, describe(outcome));
    return outcome;
}

}  // namespace baken::sync
