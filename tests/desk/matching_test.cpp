// An offer and a request that are matched at the desk: both sites hear of it once, or neither.
#include "cp/inbox/sql_session.hpp"
#include "tests/desk/counterpart.hpp"
#include "tests/desk/desk_tests.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;

namespace {

struct Pair : Counterpart {
    std::string request = hand_in(records::Kind::HelpRequest);
    std::string offer = hand_in(records::Kind::Offer);

    // As a page that saw only that both came.
    int match(const std::string& one, const std::string& other) {
        return ask(post("records/match",
                        R"({"id":")" + one + R"(","with":")" + other +
                            R"(","n":1,"with_n":1,"answer":"Er is hulp.","answer_with":"U bent nodig."})"))
            .status;
    }
    // The disk takes what is known of the offer no more.
    void match_in_vain(const std::string& one, const std::string& other) {
        auto in_the_way = region.desk_cases() / (offer + ".json.new");
        CHECK_OK(files.make_folder(in_the_way));
        CHECK(match(one, other) != 200);
        std::filesystem::remove(in_the_way);
    }
    KeptRecord at(const std::string& id) { return *office->inbox.find(id); }
    bool is_untouched() {
        return cases.find(request)->matches.empty() && cases.find(offer)->matches.empty() && at(request).last_n == 1;
    }
};

void tells_both(Pair& desk) {
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK(desk.at(desk.request).state == ReceiptState::Answered);
    CHECK(desk.at(desk.offer).state == ReceiptState::Answered);
    // Somebody else has it on the page as before, or the answer got lost and they press once more.
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK_EQ(desk.match(desk.offer, desk.request), 200);
    CHECK_EQ(desk.at(desk.request).last_n, 2);
    CHECK_EQ(desk.at(desk.offer).last_n, 2);
}

void opens_nothing_closed(Pair& desk) {
    CHECK_OK(desk.office->inbox.tell(desk.offer, ReceiptState::Handled, ""));
    CHECK_EQ(desk.match(desk.request, desk.offer), 409);
    CHECK_EQ(desk.match(desk.offer, desk.request), 409);
    CHECK(desk.is_untouched());
    CHECK(desk.at(desk.offer).state == ReceiptState::Handled);
}

void gives_an_offer_away_once(Pair& desk) {
    auto other = desk.hand_in(records::Kind::HelpRequest);
    CHECK_EQ(desk.match(other, desk.offer), 200);
    CHECK_EQ(desk.match(desk.request, desk.offer), 409);
    CHECK(desk.cases.find(desk.request)->matches.empty());
    CHECK_EQ(desk.at(desk.request).last_n, 1);
    CHECK_EQ(desk.at(desk.offer).last_n, 2);
}

// The store is full when the second of them is to be told.
void tells_both_or_neither(Pair& desk) {
    auto session = std::move(*SqlSession::open(desk.region.inbox().string(), {}));
    session->sql << "CREATE TRIGGER full BEFORE INSERT ON receipt WHEN NEW.record = '" + desk.offer +
                        "' BEGIN SELECT RAISE(ABORT, 'full'); END";
    CHECK_EQ(desk.match(desk.request, desk.offer), 503);
    CHECK(desk.is_untouched());
    CHECK_EQ(desk.at(desk.offer).last_n, 1);
    session->sql << "DROP TRIGGER full";
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK_EQ(desk.at(desk.request).last_n, 2);
    CHECK_EQ(desk.at(desk.offer).last_n, 2);
}

// Otherwise both would be told a second time when somebody presses once more.
void tells_nobody_what_it_cannot_keep(Pair& desk) {
    for (const auto& [one, other] : {std::pair{desk.offer, desk.request}, {desk.request, desk.offer}}) {
        desk.match_in_vain(one, other);
        CHECK(desk.is_untouched());
        CHECK_EQ(desk.at(desk.offer).last_n, 1);
    }
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK_EQ(desk.at(desk.request).last_n, 2);
    CHECK_EQ(desk.at(desk.offer).last_n, 2);
}

// What was kept of the offer is gone, as after a power cut between the two.
void ends_what_it_began(Pair& desk) {
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK_OK(desk.files.remove(desk.region.desk_cases() / (desk.offer + ".json")));
    CHECK_EQ(desk.match(desk.request, desk.offer), 200);
    CHECK_EQ(desk.cases.find(desk.request)->matches.size(), 1U);
    CHECK_EQ(desk.cases.find(desk.offer)->matches.size(), 1U);
    CHECK_EQ(desk.at(desk.request).last_n, 2);
    CHECK_EQ(desk.at(desk.offer).last_n, 2);
}

// A side without words gets no step that would show it.
void sees_a_match_without_words(Pair& desk) {
    auto other = desk.hand_in(records::Kind::HelpRequest);
    auto matches = [&](const std::string& request) {
        return desk
            .ask(desk.post("records/match", R"({"id":")" + request + R"(","with":")" + desk.offer +
                                                R"(","n":1,"with_n":1,"matches":0,"with_matches":0,"answer":"Ja."})"))
            .status;
    };
    CHECK_EQ(matches(other), 200);
    CHECK_EQ(desk.at(desk.offer).last_n, 1);
    CHECK_EQ(matches(desk.request), 409);
    CHECK(desk.cases.find(desk.request)->matches.empty());
    CHECK_EQ(desk.at(desk.request).last_n, 1);
}

}  // namespace

int run_matching_tests() {
    const CMUnitTest tests[] = {
        test<tells_both, Pair>("a request and an offer that are matched are told so once"),
        test<opens_nothing_closed, Pair>("what a colleague closed is not opened by matching it"),
        test<gives_an_offer_away_once, Pair>("an offer that was given away meanwhile is not given away twice"),
        test<tells_both_or_neither, Pair>("both sites hear of a match, or neither"),
        test<tells_nobody_what_it_cannot_keep, Pair>("nobody is told of a match that cannot be kept"),
        test<ends_what_it_began, Pair>("a match that was kept by halves is kept whole by pressing once more"),
        test<sees_a_match_without_words, Pair>("an offer that was given away without a word is not given away twice"),
    };
    return cmocka_run_group_tests_name("matching", tests, nullptr, nullptr);
}
