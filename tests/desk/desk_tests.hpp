// The groups of this module's tests; each runs and returns the number of failures.
#pragma once

int run_access_tests();
int run_audit_tests();
int run_courier_tests();
int run_draft_tests();
int run_places_tests();
int run_press_tests();
int run_reader_keys_tests();
int run_shelf_tests();
