#include "tests/ui/ui_tests.hpp"

int main() {
    return run_theme_tests() + run_metrics_tests() + run_layout_tests() + run_touch_tests() + run_focus_tests() +
           run_paint_tests() + run_inspect_tests() + run_text_field_tests() + run_keyboard_tests();
}
