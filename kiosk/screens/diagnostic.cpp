#include "kiosk/screens/diagnostic.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View state_icon(DiagnosticLine::State state) {
    switch (state) {
        case DiagnosticLine::State::Good:
            return icon("good", 7_mm, Tone::GoodInk);
        case DiagnosticLine::State::Doubtful:
            return icon("warning", 7_mm, Tone::Ink);
        case DiagnosticLine::State::Bad:
            return icon("danger", 7_mm, Tone::DangerInk);
    }
    return icon("danger", 7_mm, Tone::DangerInk);
}

View line_view(const DiagnosticLine& line) {
    return row(state_icon(line.state),
               column(tight(words(Type::Label, line.what, text::Weight::Bold)), tight(words(Type::Body, line.text)))
                   .gapped(0.5_mm)
                   .growing())
        .gapped(4_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::ListItem, joined({line.what, line.text}));
}

}  // namespace

View diagnostic(const Setting& setting, const DiagnosticModel& model) {
    View list = column(page_title(setting.say("diagnostic.title")), words(Type::Body, setting.say("diagnostic.intro")))
                    .gapped(5_mm);
    View facts = column().gapped(4_mm).padded(6_mm);
    for (const auto& line : model.lines) facts.children.push_back(line_view(line));
    list.children.push_back(card(std::move(facts)));
    if (!model.problems.empty()) {
        list.children.push_back(part_title(setting.say("diagnostic.problems")));
        for (const auto& problem : model.problems) {
            list.children.push_back(words(Type::Meta, problem).in_language("en"));
        }
    }
    list.children.push_back(words(Type::Meta, "Baken " + model.version).inked(Tone::Mute));
    return framed(setting, model.chrome, column(scrolling(setting, "diagnostic", std::move(list))));
}

namespace {

View built_in_block(const std::string& language, std::vector<std::string> lines) {
    View block = column().gapped(2.5_mm).in_language(language);
    for (auto& line : lines) {
        bool first = block.children.empty();
        block.children.push_back(first ? tight(words(Type::Title, std::move(line), text::Weight::Bold))
                                       : tight(words(Type::Body, std::move(line))));
    }
    return std::move(block).growing();
}

View built_in_band(Shape shape, const BuiltInModel& model) {
    bool tiny = shape == Shape::Tiny;
    View triangle;
    triangle.part = TrianglePart{tiny ? 11_mm : 15_mm};
    return row(std::move(triangle),
               column(tight(words(Type::Brand, "NOODSTEUNPUNT", text::Weight::Bold)),
                      tight(words(Type::Meta, model.site)).droppable())
                   .growing(),
               words(Type::Clock, model.time, text::Weight::Bold))
        .gapped(tiny ? 3_mm : 5_mm)
        .padded(tiny ? 4_mm : 7_mm, 2.5_mm)
        .filled(Tone::Band)
        .inked(Tone::OnBand)
        .aligned(Place::Start, Place::Center)
        .named(Role::Banner, "NOODSTEUNPUNT");
}

}  // namespace

View built_in(Shape shape, const BuiltInModel& model) {
    View dutch = built_in_block("nl", {"Dit scherm heeft nu geen berichten",
                                       "Er kan wel gevaar zijn. Geen bericht betekent niet dat alles veilig is.",
                                       "Levensgevaar? Bel 112. Lukt bellen niet? Haal een medewerker.",
                                       "Vraag een medewerker om nieuws en hulp.", "Luister naar de radio van uw regio.",
                                       "Kijk of uw buren hulp nodig hebben."});
    View english =
        built_in_block("en", {"This screen has no messages now",
                              "There may still be danger. No message does not mean that all is safe.",
                              "Life in danger? Call 112. Does calling not work? Get a member of staff.",
                              "Ask a member of staff for news and help.", "Listen to the radio station of your region.",
                              "See whether your neighbours need help."});
    View both = shape == Shape::Wide ? row(std::move(dutch), std::move(english)).gapped(10_mm).evenly()
                                     : column(std::move(dutch), std::move(english)).gapped(8_mm);
    View cause = tight(words(Type::Meta, "Oorzaak voor het coördinatiepunt / cause: " + model.cause)).inked(Tone::Mute);
    View body =
        scroll({"built-in", "Omhoog", "Omlaag"}, column(std::move(both), spring(), std::move(cause)).gapped(6_mm));
    return column(built_in_band(shape, model),
                  column(std::move(body)).padded(7_mm, 6_mm).growing().named(Role::Main, "Baken"))
        .filled(Tone::Ground);
}

}  // namespace baken::screens
