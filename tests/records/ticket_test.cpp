#include "exchange/records/ticket.hpp"

#include <set>

#include "tests/records/records_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

constexpr std::string_view kAll = "ACDEFHJKLMNPRTUVWXY0123456789";
const Ticket kSample[] = {{"KRT", 1},  {"KRT", 10},   {"KRT", 427},   {"AAA", 1},      {"AAA", 11111},
                          {"YXW", 99}, {"ACD", 9876}, {"HJK", 10000}, {"LMN", 99'999}, {"VUT", 5050}};

std::string plain(const Ticket& ticket) {
    auto text = format(ticket);
    std::erase(text, '-');
    return text;
}

void ticket_round_trip() {
    CHECK_EQ(format({"KRT", 427}).substr(0, 8), std::string("KRT-427-"));
    for (const char* place : {"KRT", "AAA", "YYY"}) {
        for (int number = 1; number <= kLastTicketNumber; number += 7) {
            CHECK(*parse_ticket(format({place, number})) == (Ticket{place, number}));
        }
    }
}

void one_wrong() {
    for (const auto& ticket : kSample) {
        auto good = plain(ticket);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (char other : kAll) {
                auto bad = good;
                bad[i] = other;
                CHECK_EQ(parse_ticket(bad).has_value(), bad == good);
            }
        }
    }
}

void two_swapped() {
    for (const auto& ticket : kSample) {
        auto good = plain(ticket);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (std::size_t j = i + 1; j < good.size(); ++j) {
                auto bad = good;
                std::swap(bad[i], bad[j]);
                CHECK_EQ(parse_ticket(bad).has_value(), bad == good);
            }
        }
    }
}

void as_typed() {
    const Ticket ticket{"KRT", 427};
    auto check = std::string(1, format(ticket).back());
    for (const auto& typed : {"krt427" + check, " K R T - 4 2 7 - " + check, "KRT-٤٢٧-" + check, "krt ۴۲۷ " + check}) {
        CHECK_OK(parse_ticket(typed));
        CHECK(*parse_ticket(typed) == ticket);
    }
}

// The letters stand in docs/records: whoever reckons them anew gets the same.
void a_kiosk_has_its_letters() {
    std::set<std::string> places;
    for (int i = 0; i < 200; ++i) {
        auto place = ticket_place_of("kiosk-" + std::to_string(i));
        CHECK(is_ticket_place(place));
        CHECK_EQ(place.find_first_of("AEUY"), std::string::npos);
        places.insert(place);
    }
    CHECK(places.size() > 190);
    CHECK_EQ(ticket_place_of("a"), std::string("NFT"));
}

void refused() {
    CHECK_REFUSED(parse_ticket("KRT-O27-A"), "ticket.character");
    CHECK_REFUSED(parse_ticket("KRT-427-\xFF"), "ticket.character");
    CHECK_REFUSED(parse_ticket("КРТ-427-A"), "ticket.character");
    for (const char* typed : {"", "KRT", "KRT-427", "427", "KR-427-A", "KRTA-427-A", "KRT-0427-A", "KRT-0-A",
                              "KRT-427427-A", "KRT-427-AA", "KRT-4A27-A", "A-427-KRT"}) {
        CHECK_REFUSED(parse_ticket(typed), "ticket.form");
    }
    CHECK_REFUSED(parse_ticket(std::string(10'000, '4')), "ticket.form");
    CHECK(!is_ticket_place("BGI") && !is_ticket_place("KR") && !is_ticket_place("krt") && is_ticket_place("KRT"));
}

}  // namespace

int run_ticket_tests() {
    const CMUnitTest tests[] = {
        test<ticket_round_trip>("a ticket is the same after it was written and read"),
        test<one_wrong>("any one wrong character is noticed"),
        test<two_swapped>("any two swapped characters are noticed"),
        test<as_typed>("small letters, spaces and Arabic or Persian digits are fine"),
        test<a_kiosk_has_its_letters>("each kiosk has letters of its own"),
        test<refused>("what is no ticket is refused by name"),
    };
    return run("records.ticket", tests);
}
