#include "tests/text/text_tests.hpp"

int main() {
    return run_isolate_tests() + run_font_tests() + run_line_break_tests() + run_layout_tests() + run_glyph_tests() +
           run_case_tests() + run_random_tests();
}
