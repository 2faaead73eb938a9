// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_theme_tests();
int run_metrics_tests();
int run_layout_tests();
int run_touch_tests();
int run_focus_tests();
int run_paint_tests();
int run_inspect_tests();
int run_text_field_tests();
int run_keyboard_tests();
