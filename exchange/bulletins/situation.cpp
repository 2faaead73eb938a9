#include "exchange/bulletins/situation.hpp"

#include <algorithm>
#include <array>

#include "exchange/base/toml_reader.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostSituationBytes{64 * 1024};
constexpr std::array<std::pair<std::string_view, Phase>, 3> kPhases{
    {{"before", Phase::Before}, {"first72", Phase::First72}, {"after", Phase::After}}};

}  // namespace

std::optional<Phase> phase_of(std::string_view name) {
    for (const auto& [known, phase] : kPhases) {
        if (known == name) return phase;
    }
    return std::nullopt;
}

std::string_view name_of(Phase phase) {
    return std::ranges::find(kPhases, phase, &std::pair<std::string_view, Phase>::second)->first;
}

Result<Situation> parse_situation(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostSituationBytes));
    Situation situation;
    situation.id = table.text("id");
    situation.started = table.maybe_moment("started");
    auto phase = phase_of(table.text("phase"));
    if (!phase) table.refuse_key("phase", "must be before, first72 or after");
    situation.phase = phase.value_or(Phase::Before);
    situation.exercise = table.flag_or("exercise", false);
    situation.hazards = table.texts("hazards");
    situation.expected_recovery = table.maybe_moment("expected_recovery");
    situation.title = read_local_text(table, "title");
    situation.recovery_note = read_local_text(table, "recovery_note");
    TRY_DONE(table.finish());
    return situation;
}

}  // namespace baken::bulletins
