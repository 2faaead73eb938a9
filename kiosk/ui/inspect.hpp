// Looks at a scene as a strict designer would: nothing cut off, nothing on top of something else, every target large
// enough and apart from its neighbours. Also writes a scene down for people and tests.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/metrics.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

// One sentence per fault, naming the element; empty when the scene is fit to show.
[[nodiscard]] std::vector<std::string> faults(const Scene& scene, const Metrics& metrics);

// The elements with a role, one a line, indented by their depth: `button "Terug" [back] 24,980 180x110`.
[[nodiscard]] std::string outline(const Scene& scene);

// What a reader would say of the screen from top to bottom, one line an element, in the screen's words.
[[nodiscard]] std::vector<std::string> read_aloud(const Scene& scene);

[[nodiscard]] std::string_view role_word(Role role);

}  // namespace baken::ui
