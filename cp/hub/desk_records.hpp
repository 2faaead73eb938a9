// What residents and staff report, at the desk: emergencies first, then help, signals and initiatives; what was told
// them; and what came by radio. What a record says is opened for who may see it, goes to the page and nowhere else.
#pragma once

#include <vector>

#include "cp/hub/desk_bulletins.hpp"
#include "cp/hub/desk_cases.hpp"
#include "cp/hub/inbox_office.hpp"

namespace baken::hub {

class DeskRecords {
public:
    // `cases` must outlive this. `office` is null where the keys for records are not open; then every door says
    // desk.sealed. It is used in the desk's lane only, and outlives this.
    DeskRecords(DeskTools tools, InboxOffice* office, DeskCases& cases)
        : tools_(std::move(tools)), office_(office), cases_(cases) {}

    // records, record, records/tell, records/assign, records/match, radio, radio/join, situations
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    Result<Response> list(DeskCall& call);
    Result<Response> show(DeskCall& call);
    Result<Response> tell(DeskCall& call);
    Result<Response> assign(DeskCall& call);
    Result<Response> match(DeskCall& call);
    Result<Response> note_radio(DeskCall& call);
    Result<Response> join(DeskCall& call);
    Result<Response> list_situations(DeskCall& call);
    Result<InboxOffice*> office();
    trust::Json describe(const KeptRecord& kept);
    trust::Json content_of(const KeptRecord& kept);

    DeskTools tools_;
    InboxOffice* office_;
    DeskCases& cases_;
};

}  // namespace baken::hub
