#include "cp/office/desk_radio.hpp"

#include <fmt/format.h>

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

trust::Json describe(const KeptStub& stub, const Inbox& inbox) {
    return json_of(trust::JsonObject{{"id", json_of(stub.id)},
                                     {"site", json_of(stub.site)},
                                     {"number", json_of(fmt::format("{:05}", stub.check_number))},
                                     {"at", json_of(to_rfc3339(stub.at))},
                                     {"note", json_of(inbox.note_of(stub.note))},
                                     {"record", json_of(stub.record)}});
}

trust::Json describe(const std::vector<KeptStub>& stubs, const Inbox& inbox) {
    trust::JsonArray messages;
    for (const auto& stub : stubs) messages.push_back(describe(stub, inbox));
    return json_of(std::move(messages));
}

}  // namespace

Result<trust::Json> radio_messages(InboxOffice& office) {
    TRY(auto stubs, office.store->stubs());
    return describe(stubs, office.inbox);
}

Result<trust::Json> radio_messages_of(InboxOffice& office, const KeptRecord& record) {
    TRY(auto stubs, office.store->stubs());
    std::erase_if(stubs, [&](const KeptStub& stub) { return stub.kiosk != record.kiosk || stub.record != record.id; });
    return describe(stubs, office.inbox);
}

}  // namespace baken::cp
