// What residents and staff report, at the desk: emergencies first, then help, signals and initiatives; what was told
// them; and what came by radio. What a record says is opened for who may see it, goes to the page and nowhere else.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cp/inbox/inbox_office.hpp"
#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_cases.hpp"
#include "cp/office/site_reports.hpp"
#include "cp/office/site_steps.hpp"
#include "cp/region/reader_keys.hpp"

namespace baken::cp {

class DeskRecords {
public:
    // `cases` must outlive this. `office` is null in a region without keys for records; then every door says
    // desk.sealed. Where somebody is signed in whose session carries no keys, what a record says is
    // {"problem": "inbox.locked"}. It is used in the desk's lane only, and outlives this.
    DeskRecords(DeskTools tools, InboxOffice* office, DeskCases& cases)
        : tools_(std::move(tools)), office_(office), cases_(cases) {}

    // GET records[?all=1][&class=emergency][&skip=N] gives 200 at most, the most urgent class first and the newest
    // first within it, and whether there are "more". GET records/fresh counts those that nobody took on yet.
    // POST records/tell takes "n", the last step that stood on the page: 409 when it would take back what came after
    // it; and "step", a UUID version 7 that the page made: told again under it, before anything else was told of this
    // record, it is told once. An emergency that is nobody's is handled by whoever accepts it. What staff did with a
    // record at the site itself stands in its "site_steps": the last of them in records, all in record?id=, whose own
    // "steps" are what this desk told, and whose "stubs" (desk_radio.hpp) are what was joined with it. POST radio takes
    // an "id", a UUID version 7 that the page made: told again under it, a message is noted once. POST records/match
    // takes "n" and "with_n", and "matches" and "with_matches", how many the page showed: 409, and neither site hears a
    // word, when one of the two went on or was matched since then, or is closed; where they are matched already nobody
    // is told more. After an error of Files both sites may have been told. GET watch tells a browser that was signed in
    // whether an emergency "waits", and nothing more. records, records/fresh, watch, record, records/tell,
    // records/assign, records/match, radio, radio/join, situations
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    Result<Response> list(DeskCall& call);
    Result<Response> count_fresh(DeskCall& call);
    Result<Response> watch(DeskCall& call);
    Result<records::Kind> kind_of(const KeptRecord& kept);
    Result<Response> show(DeskCall& call);
    Result<Response> tell(DeskCall& call);
    Result<Response> assign(DeskCall& call);
    Result<Response> match(DeskCall& call);
    Result<Response> note_radio(DeskCall& call);
    Result<Response> join(DeskCall& call);
    Result<Response> list_situations(DeskCall& call);
    // The office, with the keys that this session carries; they are gone with it.
    class Opened;
    Result<Opened> open_for(const DeskCall& call);
    trust::Json describe(const KeptRecord& kept, const std::vector<SiteStep>& steps);
    trust::Json content_of(const KeptRecord& kept);

    DeskTools tools_;
    InboxOffice* office_;
    DeskCases& cases_;
    SiteReports reports_;
    SiteSteps steps_;
    std::map<std::string, records::Kind> kinds_;  // of records that were opened to be counted
};

}  // namespace baken::cp
