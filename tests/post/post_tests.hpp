// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_post_keeping_tests();
int run_post_staff_tests();
int run_post_receipts_tests();
int run_post_worn_tests();
int run_post_courier_tests();
