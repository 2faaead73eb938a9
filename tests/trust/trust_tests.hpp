// The groups of this module's tests; each runs and returns the number of failures.
#pragma once

int run_json_tests();
int run_updater_tests();
int run_rollback_tests();
int run_expiry_tests();
int run_root_tests();
int run_signature_tests();
int run_delegation_tests();
int run_tamper_tests();
int run_key_tests();
int run_publisher_tests();
