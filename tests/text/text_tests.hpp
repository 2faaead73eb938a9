// The groups of tests of this binary; each returns how many failed.
#pragma once

int run_case_tests();
int run_font_tests();
int run_glyph_tests();
int run_isolate_tests();
int run_layout_tests();
int run_line_break_tests();
int run_random_tests();
