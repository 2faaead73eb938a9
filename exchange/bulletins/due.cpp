#include "exchange/bulletins/due.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "exchange/bulletins/due_order.hpp"
#include "exchange/bulletins/due_time.hpp"

namespace baken::bulletins {
namespace {

using Index = std::size_t;

struct Verdict {
    HiddenWhy why;
    std::string words;
    std::optional<Index> by;
};

// Status, type and scope: what the public never sees, whatever the time and place.
std::optional<Verdict> not_for_the_public(const Alert& alert) {
    switch (alert.status) {
        case Status::Test:
            return Verdict{HiddenWhy::StatusTest, "a test message", {}};
        case Status::System:
            return Verdict{HiddenWhy::StatusSystem, "a message between systems", {}};
        case Status::Draft:
            return Verdict{HiddenWhy::StatusDraft, "a draft", {}};
        default:
            break;
    }
    if (alert.msg_type == MsgType::Ack) return Verdict{HiddenWhy::Acknowledgement, "acknowledges another message", {}};
    if (alert.msg_type == MsgType::Error) return Verdict{HiddenWhy::ErrorMessage, "rejects another message", {}};
    if (alert.scope == Scope::Restricted) return Verdict{HiddenWhy::ScopeRestricted, "for a restricted group", {}};
    if (alert.scope == Scope::Private) return Verdict{HiddenWhy::ScopePrivate, "addressed to named receivers", {}};
    return std::nullopt;
}

// A calendar that counts from the Buddha is 543 years ahead.
std::string future_words(Instant sent, Instant now) {
    bool other_era = sent - now > std::chrono::years{500};
    return "sent later than now: " + to_rfc3339(sent) + (other_era ? ", perhaps a year of another calendar" : "");
}

Verdict replaced(const Link& link) {
    switch (link.fate) {
        case Fate::Cancelled:
            return {HiddenWhy::Cancelled, "cancelled by a later message", link.by};
        case Fate::Superseded:
            return {HiddenWhy::Superseded, "replaced by a later message", link.by};
        case Fate::Duplicate:
            return {HiddenWhy::Duplicate, "the same message came before", link.by};
        default:
            return {HiddenWhy::Conflict, "another message with the same identity came before", link.by};
    }
}

class Judge {
public:
    Judge(std::span<const Received> messages, const SiteArea& site, Instant now, const DuePolicy& policy)
        : messages_(messages), site_(site), policy_(policy), moment_(now, policy) {
        due_.now = now;
    }

    Due judge() {
        chains_ = resolve_chains(messages_, {policy_.trusted_senders, policy_.tombstones, in_force()});
        for (Index i = 0; i < messages_.size(); ++i) judge_message(i);
        settle_branches();
        put_in_order(due_.shown, messages_);
        apply_limit();
        std::sort(due_.hidden.begin(), due_.hidden.end(),
                  [](const Hidden& one, const Hidden& other) { return one.alert < other.alert; });
        std::sort(due_.history.begin(), due_.history.end(), [](const Past& one, const Past& other) {
            return std::tuple(one.at, other.alert) > std::tuple(other.at, one.alert);
        });
        due_.tombstones = std::move(chains_.tombstones);
        due_.changes_after = moment_.next_change();
        return std::move(due_);
    }

private:
    [[nodiscard]] const Alert& alert(Index i) const { return messages_[i].alert; }

    // An Update that is held back or not yet in effect leaves what it replaces on the screen.
    std::vector<bool> in_force() {
        std::vector<bool> in_force(messages_.size());
        for (Index i = 0; i < messages_.size(); ++i)
            in_force[i] = has_begun(i) && !moment_.is_sent_in_future(messages_[i]);
        return in_force;
    }

    // What begins elsewhere replaces nothing here, where the message has something to say here later.
    bool has_begun(Index i) {
        const auto& infos = alert(i).infos;
        bool elsewhere = infos_here(i).empty();
        return infos.empty() || std::ranges::any_of(infos, [&](const Info& info) {
                   return (elsewhere || is_here(i, info)) &&
                          !moment_.is_to_come(messages_[i], window_of(messages_[i], info, policy_));
               });
    }

    void hide(Index i, Verdict verdict) {
        due_.hidden.push_back({i, verdict.why, std::move(verdict.words), verdict.by});
    }

    void judge_message(Index i) {
        const auto& link = chains_.links[i];
        if (link.fate == Fate::Duplicate || link.fate == Fate::Conflict) return hide(i, replaced(link));
        if (auto verdict = not_for_the_public(alert(i))) return hide(i, std::move(*verdict));
        if (moment_.is_sent_in_future(messages_[i]))
            return hide(i, {HiddenWhy::SentInFuture, future_words(sent_of(messages_[i]), moment_.now()), {}});
        if (link.fate != Fate::Live) {
            if (link.fate == Fate::Cancelled) remember(i, HiddenWhy::Cancelled, cancelled_at(link));
            return hide(i, replaced(link));
        }
        if (alert(i).infos.empty()) return hide(i, without_info(alert(i)));
        judge_infos(i);
    }

    static Verdict without_info(const Alert& alert) {
        if (alert.msg_type == MsgType::Cancel) return {HiddenWhy::CancelNotice, "a cancellation without text", {}};
        return {HiddenWhy::NoInfo, "has no info block to show", {}};
    }

    Instant cancelled_at(const Link& link) { return link.by ? sent_of(messages_[*link.by]) : moment_.now(); }

    // A block without any area shares the areas of the others: they are often given in one language only.
    [[nodiscard]] AreaMatch area_of(Index i, const Info& info) const {
        if (!info.areas.empty()) return match_areas(info.areas, site_);
        std::vector<Area> all;
        for (const auto& other : alert(i).infos) all.insert(all.end(), other.areas.begin(), other.areas.end());
        return match_areas(all, site_);
    }

    [[nodiscard]] bool is_here(Index i, const Info& info) const {
        return area_of(i, info).verdict != AreaVerdict::Outside;
    }

    [[nodiscard]] std::vector<Index> infos_here(Index i) const {
        std::vector<Index> here;
        for (Index k = 0; k < alert(i).infos.size(); ++k)
            if (is_here(i, alert(i).infos[k])) here.push_back(k);
        return here;
    }

    // What is left of a message's blocks after time and place, and why others fell away.
    struct Sifted {
        std::vector<Index> infos;
        std::optional<Window> window;
        std::optional<Instant> starts;
        bool to_come = false;
        bool inside = false;
        std::string elsewhere;  // why a block that is valid now does not concern this site
        std::string doubt;      // why that cannot be told
    };

    void sift(Index i, Index k, Sifted& sifted) {
        const auto& info = alert(i).infos[k];
        auto window = window_of(messages_[i], info, policy_);
        if (moment_.is_over(window)) return;
        if (moment_.is_to_come(messages_[i], window)) {
            sifted.to_come = true;
            return;
        }
        auto match = area_of(i, info);
        if (match.verdict == AreaVerdict::Outside) {
            sifted.elsewhere = match.why;
            return;
        }
        sifted.inside = sifted.inside || match.verdict == AreaVerdict::Inside;
        if (match.verdict == AreaVerdict::Undetermined) sifted.doubt = match.why;
        sifted.infos.push_back(k);
        sifted.window = sifted.window ? joined(*sifted.window, window) : window;
        if (!info.onset || !moment_.lies_ahead(info.onset->at)) return;
        sifted.starts = std::min(sifted.starts.value_or(info.onset->at), info.onset->at);
    }

    void judge_infos(Index i) {
        Sifted sifted;
        for (Index k = 0; k < alert(i).infos.size(); ++k) sift(i, k, sifted);
        if (sifted.window) return show(i, sifted);
        if (!sifted.elsewhere.empty()) return hide(i, {HiddenWhy::OtherArea, sifted.elsewhere, {}});
        if (sifted.to_come) return hide(i, {HiddenWhy::NotYetEffective, "not yet in effect", {}});
        expire(i);
    }

    static Window joined(const Window& one, const Window& other) {
        const auto& later = one.until >= other.until ? one : other;
        return {std::min(one.from, other.from), later.until, later.end_is_ours};
    }

    void expire(Index i) {
        auto ended = window_of(messages_[i], alert(i).infos.front(), policy_).until;
        for (const auto& info : alert(i).infos) ended = std::max(ended, window_of(messages_[i], info, policy_).until);
        remember(i, HiddenWhy::Expired, ended);
        hide(i, {HiddenWhy::Expired, "ended on " + to_rfc3339(ended) + "; that does not say it is safe", {}});
    }

    void remember(Index i, HiddenWhy why, Instant at) {
        Past past{i, infos_here(i), why, at};
        bool recent = at + policy_.history_for > moment_.now();
        if (recent && !past.infos.empty()) due_.history.push_back(std::move(past));
        if (recent) static_cast<void>(moment_.lies_ahead(at + policy_.history_for));
    }

    void show(Index i, const Sifted& sifted) {
        Shown shown{.alert = i, .infos = sifted.infos, .starts = sifted.starts};
        shown.kind = kind_of(alert(i), shown.infos);
        shown.takeover = shown.kind == Kind::Danger;
        shown.exercise = alert(i).status == Status::Exercise;
        shown.from = sifted.window->from;
        shown.until = sifted.window->until;
        shown.reasons = reasons_for(messages_[i], *sifted.window);
        if (!sifted.inside) shown.reasons.push_back({Why::AreaNotDetermined, sifted.doubt});
        due_.shown.push_back(std::move(shown));
    }

    std::vector<Reason> reasons_for(const Received& message, const Window& window) {
        std::vector<Reason> reasons;
        auto say = [&](bool holds, Why why, std::string words) {
            if (holds) reasons.push_back({why, std::move(words)});
        };
        const auto& alert = message.alert;
        say(moment_.is_new(message), Why::New, "came lately");
        say(alert.msg_type == MsgType::Update, Why::Updated, "updates an earlier message");
        say(moment_.is_stale(message), Why::Stale, "sent on " + to_rfc3339(sent_of(message)) + ", nothing newer since");
        say(window.end_is_ours, Why::ExpiresUnknown, "no usable end given; " + to_rfc3339(window.until) + " is ours");
        say(moment_.is_doubted(message, window), Why::ClockDoubtful, "shown because the clock may be wrong");
        bool unclear = alert.status == Status::Unknown || alert.msg_type == MsgType::Unknown ||
                       alert.scope == Scope::Unknown || !alert.sent;
        say(unclear, Why::Unclear, "status, type, scope or moment of sending is not clear");
        return reasons;
    }

    // Of the messages that continue one story, and that concern this site, the newest is shown. An all-clear does not
    // take away a warning that it does not refer to, nor an exercise the real thing that it turned into: both stay.
    void settle_branches() {
        auto branch_of = [&](const Shown& item) { return chains_.links[item.alert].branch; };
        std::vector<Shown> kept;
        for (const auto& item : due_.shown) {
            auto winner = item.alert;
            bool alone = true;
            for (const auto& other : due_.shown) {
                if (other.alert == item.alert || !branch_of(item) || branch_of(other) != branch_of(item)) continue;
                alone = false;
                bool calms = other.kind == Kind::AllClear && item.kind != Kind::AllClear;
                bool pretends = other.exercise && !item.exercise;
                if (!calms && !pretends && is_newer(messages_, other.alert, winner)) winner = other.alert;
            }
            if (winner != item.alert) {
                hide(item.alert, {HiddenWhy::Branch, "a newer message continues the same story", winner});
                continue;
            }
            kept.push_back(item);
            if (!alone) kept.back().reasons.push_back({Why::Branch, "other messages continue the same story"});
        }
        due_.shown = std::move(kept);
    }

    void apply_limit() {
        while (due_.shown.size() > policy_.most_shown && due_.shown.back().kind != Kind::Danger) {
            hide(due_.shown.back().alert, {HiddenWhy::Limit, "more messages than can be shown", {}});
            due_.shown.pop_back();
        }
    }

    std::span<const Received> messages_;
    const SiteArea& site_;
    const DuePolicy& policy_;
    Moment moment_;
    Chains chains_;
    Due due_;
};

}  // namespace

Due due(std::span<const Received> messages, const SiteArea& site, Instant now, const DuePolicy& policy) {
    return Judge(messages, site, now, policy).judge();
}

}  // namespace baken::bulletins
