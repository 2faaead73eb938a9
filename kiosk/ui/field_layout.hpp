// Where the letters of a text field and its caret stand.
#pragma once

#include "kiosk/ui/measure.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

// The least room a field asks for; it takes all the width it is given.
[[nodiscard]] draw::Size field_size(const FieldPart& part, const Measure& measure);

// Fills the item's text, its place and its caret; the item's rectangle is the field's.
void lay_out_field(const FieldPart& part, const Measure& measure, const Tongue& tongue, Item& item);

}  // namespace baken::ui
