// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_house_tests();
int run_emergency_tests();
int run_door_tests();
int run_honest_tests();
int run_alarm_tests();
int run_menu_card_tests();
int run_notice_tests();
int run_drill_tests();
int run_strike_tests();
int run_house_keeper_tests();
