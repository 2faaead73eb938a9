// The groups of this binary beside supply_test.cpp; each returns the number of failed tests.
#pragma once

int run_supply_worker_tests();
int run_watch_tests();
int run_worn_card_tests();
