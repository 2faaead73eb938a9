#include "kiosk/sync/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::sync {
namespace {

std::string words_for_refusal(const std::string& check) {
    auto ends = [&](std::string_view end) { return check.ends_with(end); };
    if (ends(".rollback") || check == "tuf.snapshot.removed") return "sync.refused-older";
    if (ends(".missing")) return "sync.refused-incomplete";
    if (check == "store.full" || check == "files.full") return "sync.refused-full";
    if (check.starts_with("stick.") || check.starts_with("intake.")) return "sync.refused-shape";
    if (check.starts_with("tuf.") || check.starts_with("json.")) return "sync.refused-false";
    return "sync.refused-other";
}

}  // namespace

const trust::Remark* Outcome::run_out() const {
    auto found = std::ranges::find(remarks, "tuf.timestamp.expired", &trust::Remark::check);
    return found == remarks.end() ? nullptr : &*found;
}

std::string describe(const Outcome& outcome) {
    const auto* road = outcome.arrival.road == store::RoadKind::Stick ? "stick" : "network";
    switch (outcome.kind) {
        case Outcome::Kind::Switched:
            return fmt::format("{}: content version {} is shown now; {} files came, {} bytes", road, outcome.version,
                               outcome.fetched_files, outcome.fetched_bytes);
        case Outcome::Kind::Renewed:
            return fmt::format("{}: the content shown was vouched for again, version {}", road, outcome.version);
        case Outcome::Kind::Unchanged:
            return fmt::format("{}: nothing newer than version {}", road, outcome.version);
        case Outcome::Kind::Refused:
            return fmt::format("{}: refused, nothing changed: {}", road, outcome.why ? outcome.why->text() : "");
        case Outcome::Kind::NotReached:
            return fmt::format("{}: not reached: {}", road, outcome.why ? outcome.why->text() : "");
        case Outcome::Kind::SystemOnly:
            return fmt::format("{}: a new system, and no messages", road);
    }
    return {};
}

std::string words_for(const Outcome& outcome) {
    switch (outcome.kind) {
        case Outcome::Kind::Switched:
            return "sync.switched";
        case Outcome::Kind::Renewed:
        case Outcome::Kind::Unchanged:
            return "sync.unchanged";
        case Outcome::Kind::Refused:
            return words_for_refusal(outcome.why ? outcome.why->check : "");
        case Outcome::Kind::NotReached:
            return "sync.not-reached";
        case Outcome::Kind::SystemOnly:
            return "staff.stick-system-looking";
    }
    return {};
}

}  // namespace baken::sync
