// Courier sticks at the desk. The stick is in the browser's machine: the page fetches what goes onto it (the published
// tree, every record's newest receipt, the courier's pass) as files or as one zip, and hands in what came back as
// envelopes or as a zip in parts. Whatever is handed in goes through the same check as over the network.
#pragma once

#include <set>
#include <vector>

#include "cp/inbox/inbox_office.hpp"
#include "cp/office/courier_zip.hpp"
#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_doors.hpp"
#include "cp/office/desk_sticks.hpp"
#include "exchange/records/courier_pass.hpp"

namespace baken::cp {

class DeskCourier {
public:
    // `office` as in DeskRecords.
    DeskCourier(DeskTools tools, InboxOffice* office)
        : tools_(std::move(tools)), office_(office), sticks_(tools_.files, tools_.region.desk_sticks()) {}

    // What goes out counts as under way once the page has all of it, and says so by courier/written with "made",
    // "version" and "sites": courier/begin gives the first two, and courier/zip as X-Baken-Made and X-Baken-Version.
    // courier, courier/begin, courier/receipts, courier/written, courier/zip, courier/envelopes, courier/part,
    // courier/read
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    struct HandedIn;
    Result<Response> list(DeskCall& call);
    Result<Response> begin(DeskCall& call);
    Result<Response> list_receipts(DeskCall& call);
    Result<Response> note_written(DeskCall& call);
    Result<Response> give_zip(DeskCall& call);
    Result<Response> take_envelopes(DeskCall& call);
    Result<Response> take_part(DeskCall& call);
    Result<Response> read_parts(DeskCall& call);
    Result<InboxOffice*> office();
    Result<records::CourierPass> new_pass();
    Result<DeskStick> stick_of(DeskCall& call, const records::CourierPass& pass, trust::Version version);
    Done note_stick(DeskCall& call, DeskStick stick);
    Done take(HandedIn& into, std::string_view envelope);
    Result<Response> told(DeskCall& call, const std::string& pass, HandedIn handed_in, trust::JsonObject more);
    [[nodiscard]] Path upload_of(const DeskCall& call) const;

    DeskTools tools_;
    InboxOffice* office_;
    DeskSticks sticks_;
    std::set<Instant> given_;  // when the passes were made, also of sticks that nobody finished
};

}  // namespace baken::cp
