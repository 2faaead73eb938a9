#include "kiosk/app/stick_teller.hpp"

#include "kiosk/app/wording.hpp"

namespace baken::app {
namespace {

constexpr Duration kTold = std::chrono::seconds{45};

std::string told_of_records(const StickCarried& carried, const bulletins::Strings& strings) {
    if (carried.failed) return strings.format("staff.stick-failed", {{"cause", carried.failed->check}});
    return strings.format("staff.stick-took", {{"given", carried.given}, {"receipts", carried.receipts}});
}

}  // namespace

void StickTeller::hear(SupplyNews& news, Tick tick, Instant now) {
    if (news.wrote) answer_ = std::move(news.wrote);
    if (news.stick_at) system_.begin(news.stick_at->filename(), news.brings_system, tick);
    if (!news.stick) return;
    if (news.stick_at)
        coming_ = std::move(news.stick);
    else
        tell(std::move(*news.stick), tick, now);
}

void StickTeller::hear(const PostNews& news, Tick tick, Instant now) {
    if (!news.stick_done || !coming_) return;
    carried_ = news.stick;
    tell(*std::exchange(coming_, std::nullopt), tick, now);
}

bool StickTeller::pass(Tick tick, Instant now, device::Machine& machine) {
    if (!system_.pass(tick, machine)) return false;
    tell_again(tick, now);
    return true;
}

void StickTeller::tell(sync::Outcome outcome, Tick tick, Instant now) {
    outcome_ = std::move(outcome);
    tell_again(tick, now);
}

void StickTeller::tell_again(Tick tick, Instant now) {
    if (!outcome_) return;
    told_until_ = tick + kTold;
    bool good = only_system() ? !system_.has_failed() : outcome_->heard();
    story_ = {now, only_system() ? system_.words() : sync::words_for(*outcome_), good};
}

bool StickTeller::only_system() const {
    return outcome_->kind == sync::Outcome::Kind::SystemOnly;
}

// While a system is at work the stick must stay in, so nothing then says that it may be pulled out.
screens::StickNoticeModel StickTeller::model(const Matter& matter) const {
    screens::StickNoticeModel model;
    model.chrome = chrome_of(matter);
    bool has_system = system_.stage() != SystemWatch::Stage::None;
    auto system = has_system ? matter.strings.text(system_.words()) : std::string{};
    bool alone = only_system() || (system_.is_at_work() && outcome_->heard());
    model.good = (only_system() || outcome_->heard()) && !system_.has_failed();
    model.words = alone ? system : matter.strings.text(sync::words_for(*outcome_));
    if (!alone) model.system = system;
    if (outcome_->why) model.cause = outcome_->why->check;
    // Words for staff are there in two languages; in others the notice says nothing of records.
    const auto& language = matter.session.language();
    if (carried_ && (language == "nl" || language == "en")) model.records = told_of_records(*carried_, matter.strings);
    return model;
}

}  // namespace baken::app
