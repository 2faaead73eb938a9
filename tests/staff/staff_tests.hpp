// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_door_tests();
int run_honest_tests();
int run_alarm_tests();
int run_menu_card_tests();
int run_notice_tests();
