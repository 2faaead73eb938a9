// The groups of this module's tests beside store_test.cpp; each runs and returns the number of failures.
#pragma once

int run_ladder_tests();
int run_generation_files_tests();
int run_outbox_tests();
int run_identity_tests();
int run_staff_door_tests();
int run_spare_tests();
