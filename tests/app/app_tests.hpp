// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_motion_tests();
int run_plain_locale_tests();
int run_options_tests();
int run_trouble_tests();
int run_idle_tests();
int run_story_tests();
int run_exercise_tests();
int run_diagnostic_tests();
int run_cover_tests();
int run_stick_teller_tests();
int run_danger_tests();
int run_writing_tests();
int run_loop_tests();
