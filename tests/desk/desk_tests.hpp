// The groups of this module's tests; each runs and returns the number of failures.
#pragma once

int run_access_tests();
int run_audit_tests();
int run_courier_tests();
int run_draft_tests();
int run_feeds_tests();
int run_imports_tests();
int run_list_tests();
int run_matching_tests();
int run_places_tests();
int run_press_tests();
int run_reader_keys_tests();
int run_records_tests();
int run_shelf_tests();
