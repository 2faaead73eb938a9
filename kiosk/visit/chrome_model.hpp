// What stands around every public screen: where and when it is, what is going on, how fresh that is, and the languages
// offered.
#pragma once

#include <vector>

#include "kiosk/visit/models.hpp"

namespace baken::visit {

// In the visitor's language, at the matter's moment.
[[nodiscard]] screens::Chrome chrome_of(const Matter& matter);

// The languages that are offered here and that the screens can speak, in the order of the site, else of the strings.
// The visitor's own is selected.
[[nodiscard]] std::vector<screens::LanguageChoice> language_choices(const Matter& matter);

}  // namespace baken::visit
