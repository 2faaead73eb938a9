// The post office of a kiosk in a folder of its own, with a coordination point that knows it and a clock that is moved
// by hand.
#pragma once

#include "exchange/records/ticket.hpp"
#include "kiosk/post/post_office.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

// Stands in everything that is typed.
inline const char* const kWord = "zeldzaamwoord";

struct Office {
    TempFolder temp;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    trust::SealingKey cp = trust::SealingKey::generate();
    trust::SigningKey receipts = trust::SigningKey::generate();
    post::PostWishes wishes{.data = temp.path, .site = "draaikom", .tickets_an_hour = 20};
    post::PostState state;
    std::optional<post::PostOffice> office;
    std::uint64_t tokens = 0;

    Office() { start(); }
    void start() {
        office.emplace(clock, wishes);
        state.hear(office->first());
        hear_a_word();
    }
    // Signed just now.
    void hear_a_word() { know_place(clock.now()); }
    void know_place(std::optional<Instant> signed_floor) {
        order(post::KnowPlace{records::CpKeys{{cp.public_bytes()}, {receipts.public_bytes()}}, "draaikom",
                              records::ClockConfidence::Sure, signed_floor});
    }
    void order(post::PostOrder one) { state.hear(office->take(std::move(one))); }
    Result<post::Stored> save(records::Body body, records::Priority priority = records::Priority::Today) {
        order(post::SaveRecord{++tokens, std::move(body), "nl", priority});
        return state.saved.at(tokens);
    }
    Result<post::Stored> step(const std::string& id, records::Step what) {
        order(post::TakeStep{++tokens, {id}, what, "buurtteam", kWord, {}});
        return state.saved.at(tokens);
    }
    // "KRT-427-Y" is the 427th.
    static int number_of(const std::string& ticket) { return records::parse_ticket(ticket)->number; }
    static records::HelpRequest help(records::Need need = records::Need::Food) {
        records::HelpRequest request;
        request.need = need;
        request.note = kWord;
        request.contact = records::Contact{.name = kWord, .phone = "0612345678"};
        return request;
    }
    static records::EmergencyReport emergency() {
        records::EmergencyReport report;
        report.what = kWord;
        report.reporter = "A. de Vries";
        return report;
    }
    static records::Initiative initiative() {
        records::Initiative start;
        start.title = "Soep bij de kerk";
        start.what = "Iedere dag om zes uur";
        start.contact = records::Contact{.name = kWord};
        start.showing = records::Showing::MayBeShown;
        return start;
    }
    void open_door() { order(post::SetPin{{}, trust::Secret("2580")}); }
};

// The card still reads, and takes no record any more.
inline void wear_out(const Path& folder) {
    auto database = store::Database::open(folder / "outbox.sqlite");
    CHECK_OK(database);
    CHECK_OK(
        database->run(std::string("CREATE TRIGGER worn BEFORE INSERT ON entry"
                                  " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")));
}

}  // namespace baken::testing
