// situation.toml: what is going on, for the home screen's header and for choosing which guidance comes first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/bulletins/local_text.hpp"

namespace baken::bulletins {

// From when on something counts: as preparation, in the first 72 hours, or later.
enum class Phase : std::uint8_t { Before, First72, After };

[[nodiscard]] std::optional<Phase> phase_of(std::string_view name);  // "before", "first72", "after"
[[nodiscard]] std::string_view name_of(Phase phase);

struct Situation {
    std::string id;
    std::optional<Instant> started;
    Phase phase = Phase::Before;
    bool exercise = false;
    std::vector<std::string> hazards;  // "power", "water": the words pages use in their `hazards`
    std::optional<Instant> expected_recovery;
    LocalText title;
    LocalText recovery_note;
};

// Errors: toml.*, naming the key and the line.
[[nodiscard]] Result<Situation> parse_situation(std::string_view bytes);

}  // namespace baken::bulletins
