#include "kiosk/app/stick_teller.hpp"

#include <algorithm>

#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::app {
namespace {

constexpr Duration kTold = std::chrono::seconds{45};

std::string told_of_records(const post::StickCarried& carried, const bulletins::Strings& strings) {
    if (carried.failed) return strings.format("staff.stick-failed", {{"cause", carried.failed->check}});
    return strings.format("staff.stick-took", {{"given", carried.given}, {"receipts", carried.receipts}});
}

}  // namespace

bool StickTeller::Told::went_well() const {
    bool content = outcome.heard() || outcome.kind == sync::Outcome::Kind::SystemOnly;
    return content && !(carried && carried->failed);
}

void StickTeller::wish() {
    answer_.reset();
    wished_ = true;
}

void StickTeller::hear(supply::SupplyNews& news, Tick tick, Instant now) {
    if (news.wrote) {
        answer_ = std::move(news.wrote);
        wished_ = false;
    }
    if (news.stick_at) system_.begin(news.stick_at->filename(), news.brings_system, tick);
    if (news.stick && news.stick_at)
        coming_.push_back({*news.stick_at, std::move(*news.stick)});
    else if (news.stick)
        finish({std::move(*news.stick), std::nullopt});
    tell_what_is_done(tick, now);
}

void StickTeller::hear(const post::PostNews& news, Tick tick, Instant now) {
    if (!news.stick_done) return;
    auto found = std::ranges::find(coming_, *news.stick_done, &Coming::stick);
    if (found == coming_.end()) return;
    finish({std::move(found->outcome), news.stick});
    coming_.erase(found);
    tell_what_is_done(tick, now);
}

void StickTeller::finish(Told done) {
    if (!next_ || next_->went_well() || !done.went_well()) next_ = std::move(done);
}

void StickTeller::tell_what_is_done(Tick tick, Instant now) {
    if (is_written() || !(next_ || again_)) return;
    if (next_) told_ = std::exchange(next_, std::nullopt);
    again_ = false;
    tell_again(tick, now);
}

bool StickTeller::pass(Tick tick, Instant now, device::Machine& machine) {
    if (!system_.pass(tick, machine)) return false;
    again_ = true;
    tell_what_is_done(tick, now);
    return true;
}

bool StickTeller::tells(Tick tick) const {
    return told_ && !is_written() && tick < told_until_;
}

void StickTeller::tell_again(Tick tick, Instant now) {
    if (!told_) return;
    told_until_ = tick + kTold;
    bool good = only_system() ? !system_.has_failed() : told_->outcome.heard();
    story_ = {now, tells_of_system_alone() ? system_.words() : sync::words_for(told_->outcome), good};
}

bool StickTeller::only_system() const {
    return told_->outcome.kind == sync::Outcome::Kind::SystemOnly;
}

bool StickTeller::tells_of_system_alone() const {
    return only_system() || (system_.is_at_work() && told_->outcome.heard());
}

screens::StickNoticeModel StickTeller::model(const visit::Matter& matter) const {
    screens::StickNoticeModel model;
    model.chrome = visit::chrome_of(matter);
    bool has_system = system_.stage() != SystemWatch::Stage::None;
    auto system = has_system ? matter.strings.text(system_.words()) : std::string{};
    bool alone = tells_of_system_alone();
    model.good = (only_system() || told_->outcome.heard()) && !system_.has_failed();
    model.words = alone ? system : matter.strings.text(sync::words_for(told_->outcome));
    if (!alone) model.system = system;
    if (told_->outcome.why) model.cause = told_->outcome.why->check;
    // Words for staff are there in two languages; in others the notice says nothing of records.
    const auto& language = matter.session.language();
    if (told_->carried && (language == "nl" || language == "en"))
        model.records = told_of_records(*told_->carried, matter.strings);
    return model;
}

}  // namespace baken::app
