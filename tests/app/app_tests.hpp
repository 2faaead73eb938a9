// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_session_tests();
int run_motion_tests();
int run_plain_locale_tests();
int run_wording_tests();
int run_models_tests();
int run_options_tests();
int run_key_codes_tests();
int run_watch_tests();
int run_supply_tests();
int run_trouble_tests();
int run_house_keeper_tests();
int run_idle_tests();
int run_story_tests();
int run_exercise_tests();
int run_diagnostic_tests();
int run_cover_tests();
int run_stick_teller_tests();
int run_danger_tests();
int run_worn_card_tests();
