// What the case folders cannot say: the moments of change, tombstones kept elsewhere, limits, the order of arrival.
#include "exchange/bulletins/due.hpp"

#include "exchange/bulletins/alert_parse.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/bulletins/cap_messages.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

const SiteArea kSite{Position{53.21938, 6.56820}, {"GM0014"}};

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

Received received(const AlertText& text, std::string_view when) {
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    return {std::move(parsed->alert), at(when), Road::Network};
}

bool has_reason(const Shown& shown, Why why) {
    return std::any_of(shown.reasons.begin(), shown.reasons.end(),
                       [&](const Reason& reason) { return reason.why == why; });
}

void tells_when_it_changes() {
    std::vector<Received> messages{
        received({.times = "<effective>2026-11-23T12:00:00+01:00</effective><onset>2026-11-23T15:00:00+01:00</onset>"
                           "<expires>2026-11-23T20:00:00+01:00</expires>"},
                 "2026-11-23T09:00:00Z")};
    std::vector<std::string> changes;
    auto now = at("2026-11-23T09:30:00Z");
    for (auto answer = due(messages, kSite, now); answer.changes_after; answer = due(messages, kSite, now)) {
        now = *answer.changes_after;
        changes.push_back(to_rfc3339(now).substr(5, 11));
        CHECK(changes.size() < 20);
    }
    // Begins; no longer new was before; the danger itself begins; ends; leaves the history.
    CHECK(changes == (std::vector<std::string>{"11-23T11:00", "11-23T14:00", "11-23T19:00", "11-26T19:00"}));
}

void nothing_changes_in_between() {
    std::vector<Received> messages{received({}, "2026-11-23T09:00:00Z"),
                                   received({.identifier = "a-2", .times = ""}, "2026-11-23T09:10:00Z")};
    auto now = at("2026-11-23T09:15:00Z");
    auto before = due(messages, kSite, now);
    auto just_before = due(messages, kSite, *before.changes_after - Duration{1});
    CHECK_EQ(before.shown.size(), just_before.shown.size());
    for (std::size_t i = 0; i < before.shown.size(); ++i)
        CHECK_EQ(before.shown[i].reasons.size(), just_before.shown[i].reasons.size());
    CHECK(has_reason(before.shown[1], Why::New) && has_reason(before.shown[0], Why::New));
    auto after = due(messages, kSite, *before.changes_after);
    CHECK(!has_reason(after.shown[1], Why::New));
}

void tombstones_outlive_their_messages() {
    AlertText older;
    AlertText cancel{.identifier = "a-2",
                     .sent = "2026-11-23T10:05:00+01:00",
                     .msg_type = "Cancel",
                     .references = "vrgroningen.example,a-1,2026-11-23T10:00:00+01:00",
                     .has_info = false};
    std::vector<Received> first{received(cancel, "2026-11-23T09:06:00Z")};
    auto answer = due(first, kSite, at("2026-11-23T09:10:00Z"));
    CHECK_EQ(answer.tombstones.size(), 1U);
    DuePolicy policy;
    policy.tombstones = answer.tombstones;
    std::vector<Received> late{received(older, "2026-11-23T09:20:00Z")};
    auto later = due(late, kSite, at("2026-11-23T09:30:00Z"), policy);
    CHECK(later.shown.empty());
    CHECK(later.hidden.at(0).why == HiddenWhy::Cancelled);
    CHECK(later.tombstones == answer.tombstones);
}

void a_stranger_leaves_no_tombstone() {
    AlertText cancel{.identifier = "x-2",
                     .sender = "iemand.example",
                     .msg_type = "Cancel",
                     .references = "vrgroningen.example,a-1,2026-11-23T10:00:00+01:00",
                     .has_info = false};
    std::vector<Received> messages{received(cancel, "2026-11-23T09:06:00Z")};
    CHECK(due(messages, kSite, at("2026-11-23T09:10:00Z")).tombstones.empty());
}

void the_limit_cuts_no_danger() {
    std::vector<Received> messages;
    for (int i = 0; i < 6; ++i)
        messages.push_back(received({.identifier = "m-" + std::to_string(i), .severity = i < 3 ? "Extreme" : "Minor"},
                                    "2026-11-23T09:00:00Z"));
    DuePolicy policy;
    policy.most_shown = 4;
    auto answer = due(messages, kSite, at("2026-11-23T09:10:00Z"), policy);
    CHECK_EQ(answer.shown.size(), 4U);
    CHECK_EQ(answer.hidden.size(), 2U);
    CHECK(answer.hidden[0].why == HiddenWhy::Limit);
    policy.most_shown = 1;
    CHECK_EQ(due(messages, kSite, at("2026-11-23T09:10:00Z"), policy).shown.size(), 3U);
}

// Whatever the order in which a chain arrives, the same message stands on the screen.
void the_order_of_arrival_does_not_matter() {
    AlertText one;
    AlertText two{.identifier = "a-2",
                  .sent = "2026-11-23T10:01:00+01:00",
                  .msg_type = "Update",
                  .references = "vrgroningen.example,a-1,2026-11-23T10:00:00+01:00"};
    AlertText three{.identifier = "a-3",
                    .sent = "2026-11-23T10:02:00+01:00",
                    .msg_type = "Update",
                    .references = "vrgroningen.example,a-2,2026-11-23T10:01:00+01:00"};
    std::vector<AlertText> texts{one, two, three};
    std::vector<std::size_t> order{0, 1, 2};
    do {
        std::vector<Received> messages;
        for (auto i : order) messages.push_back(received(texts[i], "2026-11-23T09:05:00Z"));
        auto answer = due(messages, kSite, at("2026-11-23T09:10:00Z"));
        CHECK_EQ(answer.shown.size(), 1U);
        CHECK_EQ(messages[answer.shown[0].alert].alert.identifier, std::string("a-3"));
    } while (std::next_permutation(order.begin(), order.end()));
}

// A circle of many messages, and a long line of them, are worked through in bounded time and with one survivor.
void long_lines_and_circles_end() {
    for (bool circle : {false, true}) {
        std::vector<Received> messages;
        for (int i = 0; i < 600; ++i) {
            auto& alert = messages
                              .emplace_back(received({.identifier = "m-" + std::to_string(i), .msg_type = "Update"},
                                                     "2026-11-23T09:00:00Z"))
                              .alert;
            int before = i > 0 ? i - 1 : 599;
            if (i > 0 || circle) alert.references = {{alert.sender, "m-" + std::to_string(before), alert.sent->at}};
        }
        auto answer = due(messages, kSite, at("2026-11-23T09:10:00Z"));
        CHECK_EQ(answer.shown.size(), 1U);
        CHECK_EQ(answer.shown[0].alert, 599U);
    }
}

// A sender's clock that runs back makes its references point to what seems newer; they count all the same.
void a_line_against_the_clock_counts() {
    std::vector<Received> messages;
    for (int i = 0; i < 7; ++i) {
        auto& alert = messages
                          .emplace_back(received({.identifier = "m-" + std::to_string(i), .msg_type = "Update"},
                                                 "2026-11-23T09:20:00Z"))
                          .alert;
        alert.sent->at -= std::chrono::minutes{i};
        if (i > 0) alert.references = {{alert.sender, "m-" + std::to_string(i - 1), {}}};
    }
    auto answer = due(messages, kSite, at("2026-11-23T09:30:00Z"));
    CHECK_EQ(answer.shown.size(), 1U);
    CHECK_EQ(answer.shown[0].alert, 6U);
}

void all_clear_never_takes_over() {
    AlertText clear{.msg_type = "Update",
                    .references = "vrgroningen.example,a-0,2026-11-23T09:00:00+01:00",
                    .urgency = "Immediate",
                    .severity = "Extreme",
                    .response = "<responseType>AllClear</responseType>"};
    std::vector<Received> messages{received(clear, "2026-11-23T09:00:00Z")};
    auto answer = due(messages, kSite, at("2026-11-23T09:10:00Z"));
    CHECK(answer.shown.at(0).kind == Kind::AllClear && !answer.shown[0].takeover);
    // One block that still warns makes the whole a warning again.
    messages[0].alert.infos.push_back(messages[0].alert.infos[0]);
    messages[0].alert.infos[1].response_types = {ResponseType::Evacuate};
    CHECK(due(messages, kSite, at("2026-11-23T09:10:00Z")).shown.at(0).takeover);
}

}  // namespace

int run_cap_due_tests() {
    const CMUnitTest tests[] = {
        test<tells_when_it_changes>("it tells when the answer changes next"),
        test<nothing_changes_in_between>("nothing changes before the moment it told"),
        test<tombstones_outlive_their_messages>("a tombstone outlives the message that made it"),
        test<a_stranger_leaves_no_tombstone>("another sender leaves no tombstone"),
        test<the_limit_cuts_no_danger>("the limit cuts information, never a danger"),
        test<the_order_of_arrival_does_not_matter>("a chain ends the same in whatever order it arrives"),
        test<long_lines_and_circles_end>("long lines and circles of updates leave one message"),
        test<a_line_against_the_clock_counts>("updates sent before what they replace count all the same"),
        test<all_clear_never_takes_over>("an all-clear never takes the screen over"),
    };
    return run("cap due", tests);
}
