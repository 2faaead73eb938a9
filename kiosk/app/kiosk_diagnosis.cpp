// How the machine stands, in sentences for staff: what is wrong, and what to do about it.
#include "kiosk/app/kiosk.hpp"
#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::app {

using screens::DiagnosticLine;
using State = DiagnosticLine::State;

namespace {

constexpr std::uint64_t kLittleDisk = 50'000'000;  // bytes
constexpr int kWornDisk = 80;                      // percent of its life

State state_of(bool good) {
    return good ? State::Good : State::Doubtful;
}

DiagnosticLine clock_line(const visit::Matter& matter) {
    bool sure = matter.clock == visit::ClockState::Sure;
    return {state_of(sure), matter.strings.text("diagnostic.clock"),
            matter.strings.dates().moment(matter.now, matter.now) + " · " +
                matter.strings.text(sure ? "diagnostic.clock-sure" : "diagnostic.clock-unsure")};
}

DiagnosticLine disk_line(const visit::Matter& matter, const std::optional<device::Disk>& disk) {
    const auto& strings = matter.strings;
    auto what = strings.text("staff.check-disk");
    if (!disk) return {State::Bad, what, strings.text("staff.diagnostic-disk-none")};
    if (disk->tpm_off) return {State::Bad, what, strings.text("staff.diagnostic-disk-tpm-off")};
    if (!disk->writable) return {State::Bad, what, strings.text("staff.diagnostic-disk-locked")};
    auto megabytes = std::pair{"megabytes", disk->free / 1'000'000};
    if (disk->free < kLittleDisk) {
        return {State::Bad, what, strings.format("staff.diagnostic-disk-full", {{megabytes.first, megabytes.second}})};
    }
    if (disk->remade) return {State::Doubtful, what, strings.text("staff.diagnostic-disk-remade")};
    bool failing = disk->worn.value_or(0) >= kWornDisk || disk->errors.value_or(0) > 0;
    if (failing) return {State::Doubtful, what, strings.text("staff.diagnostic-disk-failing")};
    return {State::Good, what, strings.format("staff.disk-free", {{megabytes.first, megabytes.second}})};
}

DiagnosticLine network_line(const visit::Matter& matter, device::Network network) {
    const auto* key = network == device::Network::NoCard    ? "staff.diagnostic-network-no-card"
                      : network == device::Network::NoCable ? "staff.diagnostic-network-no-cable"
                                                            : "staff.diagnostic-network-cable";
    return {state_of(network == device::Network::Cable), matter.strings.text("staff.diagnostic-network"),
            matter.strings.text(key)};
}

}  // namespace

void Kiosk::tell_machine(const visit::Matter& matter, screens::DiagnosticModel& model) {
    const auto& strings = matter.strings;
    bool known = machine_.panel_size == PanelSize::Known;
    auto size = visit::panel_words(metrics_.panel());
    if (!known) size = screens::joined({size, strings.text("staff.diagnostic-panel-guessed")});
    if (panel_back_) {
        auto moment = strings.dates().moment(*panel_back_, matter.now);
        size = screens::joined({size, strings.format("staff.diagnostic-panel-was-gone", {{"moment", moment}})});
    }
    model.lines.push_back({state_of(known && !panel_back_), strings.text("diagnostic.panel"), size});
    bool touch = machine_.has_touch;
    model.lines.push_back({state_of(touch), strings.text("diagnostic.touch"),
                           strings.text(touch ? "diagnostic.touch-good" : "diagnostic.touch-missing")});
    auto facts = device().facts();
    // Only a machine of our own is spoken of; a window on a desktop has nothing to tell.
    if (facts.system || facts.disk) model.lines.push_back(disk_line(matter, facts.disk));
    if (facts.network != device::Network::Unknown) model.lines.push_back(network_line(matter, facts.network));
    const auto& story = stick_.story();
    if (!story) return;
    auto text = screens::joined({strings.dates().moment(story->at, matter.now), strings.text(story->words)});
    model.lines.push_back({state_of(story->good), strings.text("staff.check-stick"), text});
}

screens::DiagnosticModel Kiosk::diagnostic_model(const visit::Matter& matter) {
    screens::DiagnosticModel model;
    model.chrome = visit::chrome_of(matter);
    model.version = machine_.version;
    const auto& strings = matter.strings;
    auto findings = holdings_->content.all_findings();
    for (const auto& problem : supply_problems_) model.problems.push_back(problem.text());
    if (house_trouble_) model.problems.push_back(house_trouble_->text());
    for (const auto& problem : machine_.problems) model.problems.push_back(problem.text());
    if (machine_.icons != nullptr)
        for (const auto& problem : machine_.icons->problems()) model.problems.push_back(problem.text());
    for (const auto& finding : findings) model.problems.push_back(bulletins::to_text(finding));
    auto count =
        strings.format("diagnostic.content-text", {{"bulletins", holdings_->alerts.size()},
                                                   {"pages", holdings_->content.pages.topics().size()},
                                                   {"languages", holdings_->content.strings.languages().size()}});
    model.lines.push_back({state_of(findings.empty()), strings.text("diagnostic.content"), count});
    model.lines.push_back(clock_line(matter));
    tell_machine(matter, model);
    auto silence = alarm_.silence();
    model.lines.push_back({state_of(!silence), strings.text("diagnostic.sound"),
                           silence ? strings.format("diagnostic.sound-missing", {{"why", silence->check}})
                                   : strings.text("diagnostic.sound-good")});
    bool fonts = !machine_.fonts.is_rescue();
    model.lines.push_back({state_of(fonts), strings.text("diagnostic.fonts"),
                           fonts ? strings.text("diagnostic.fonts-good")
                                 : strings.format("diagnostic.fonts-missing", {{"list", "Noto Sans"}})});
    return model;
}

}  // namespace baken::app
