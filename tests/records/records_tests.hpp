// The groups of this module's tests; each runs and returns the number of failures.
#pragma once

int run_json_tests();
int run_schema_tests();
int run_ticket_tests();
int run_envelope_tests();
int run_receipt_tests();
int run_outbox_tests();
int run_radio_tests();
int run_merge_tests();
int run_statistics_tests();
int run_travel_tests();
