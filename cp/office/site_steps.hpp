// What staff of a noodsteunpunt did with a record there, by their follow-ups, so that nobody at the desk does it again.
// It changes nothing of how the record stands: the operator decides.
//
// A follow-up is sealed, and which record it is about stands in it. So the statuses of a kiosk are opened, each once,
// and what is remembered of a follow-up is its place and its kind of step; what staff wrote is opened when it is told.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cp/inbox/inbox_office.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

struct SiteStep {
    records::Step step = records::Step::Noted;
    Instant at{};
    std::string to_whom;
    std::string note;
};

// {"step", "at", "to_whom", "note"}
[[nodiscard]] trust::Json json_of(const std::vector<SiteStep>& steps);

// Used in the desk's lane only.
class SiteSteps {
public:
    // Beyond so many statuses those kiosks are forgotten that nobody looked at for longest; a hub needs some hundred
    // megabytes for these.
    static constexpr std::size_t kMostKnown = 250'000;
    explicit SiteSteps(std::size_t most_known = kMostKnown) : most_known_(most_known) {}

    // Takes in what came of these kiosks since it looked last; nothing where no key for records is open. Opens some
    // hundreds at once, the newest first: the rest is for the next calls. Errors: inbox.store.
    [[nodiscard]] Done look(InboxOffice& office, const std::set<std::string>& kiosks);
    // What look() found about this record by its own kiosk, oldest first, at most a hundred; without those that were
    // wiped, or that the keys do not open.
    [[nodiscard]] std::vector<SiteStep> all_of(InboxOffice& office, const KeptRecord& record) const;
    // The one that says how it stands, as the kiosk shows it: a note only where there is nothing else. One or none.
    [[nodiscard]] std::vector<SiteStep> last_of(InboxOffice& office, const KeptRecord& record) const;

private:
    struct Taken {
        KeptRecord follow_up;
        records::Step step = records::Step::Noted;
    };
    void make_room();
    void forget(const std::string& kiosk);
    Done list(InboxOffice& office, const std::string& kiosk);
    void open_waiting(InboxOffice& office, const std::set<std::string>& kiosks);
    void take(InboxOffice& office, const KeptRecord& status);
    const std::vector<Taken>& about(const KeptRecord& record) const;

    std::size_t most_known_;
    std::uint64_t looks_ = 0;
    std::map<std::string, std::uint64_t> asked_;  // in which look a kiosk was asked for last
    // All by KIOSK/ID, as another kiosk may have handed in the same id.
    std::set<std::string> known_;
    std::map<std::string, std::vector<Taken>> about_;
    std::vector<KeptRecord> waiting_;              // known, not opened yet
    std::map<std::string, std::int64_t> counted_;  // the statuses of a kiosk when they were listed
};

}  // namespace baken::cp
