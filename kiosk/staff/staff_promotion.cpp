#include "kiosk/staff/staff_promotion.hpp"

#include <algorithm>

#include "exchange/bulletins/isolate.hpp"
#include "exchange/bulletins/language_names.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::staff {

using namespace records;

namespace {

constexpr std::string_view kDots = "…";

// Staff read Dutch or English; whoever goes there must know which language to speak. Nothing for Dutch.
std::string speaks(const StaffView& view, const Record& record) {
    const auto& tag = record.head.language;
    if (tag.starts_with("nl")) return {};
    return view.say("emergency-speaks", {{"language", bulletins::language_in(tag, view.matter.strings.language())}});
}

std::string told_by(const StaffView& view, const std::optional<Contact>& contact, const Record& record) {
    if (!contact) return screens::joined({view.say("emergency-told-by"), record.head.ticket});
    // How to reach them comes first: a long name may be cut.
    return as_line(screens::joined({view.say("emergency-told-by"), contact->phone, contact->otherwise, contact->name}),
                   kNameText);
}

// What the resident wrote.
std::string_view story_of(const Record& record) {
    if (const auto* help = std::get_if<HelpRequest>(&record.body)) return help->note;
    const auto* signal = std::get_if<Signal>(&record.body);
    return signal == nullptr ? std::string_view{} : signal->what;
}

}  // namespace

std::string as_line(std::string text, TextRule rule) {
    text = bulletins::without_isolates(std::move(text));
    std::ranges::replace(text, '\n', ' ');
    if (count_letters(text) <= rule.most) return text;
    while (count_letters(text) >= rule.most) text.resize(ui::letter_before(text, text.size()));
    return text + std::string(kDots);
}

EmergencyReport promoted(const StaffView& view, const Record& record) {
    EmergencyReport report;
    report.promoted_from = record.head.id;
    if (const auto* help = std::get_if<HelpRequest>(&record.body)) {
        report.place = help->place;
        report.what =
            as_line(screens::joined({view.word("need", name_of(help->need)),
                                     view.say("people", {{"count", help->people}}), speaks(view, record), help->note}));
        report.reporter = told_by(view, help->contact, record);
        if (help->need == Need::MedicalCare) {
            report.incident = Incident::Medical;
            report.needed = {Service::Ambulance};
            report.casualties = help->people;
        }
    }
    if (const auto* signal = std::get_if<Signal>(&record.body)) {
        report.place = signal->place;
        report.what =
            as_line(screens::joined({view.word("sight", name_of(signal->sight)), speaks(view, record), signal->what}));
        report.reporter = told_by(view, signal->contact, record);
        if (signal->sight == Sight::Water) report.incident = Incident::Water;
    }
    return report;
}

bool is_shortened(const EmergencyReport& report, const Record& record) {
    return report.what.ends_with(kDots) && !story_of(record).ends_with(kDots);
}

}  // namespace baken::staff
