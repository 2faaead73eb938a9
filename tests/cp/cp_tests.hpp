// The groups of this module's tests; each runs and returns the number of failures.
#pragma once

int run_crew_tests();
int run_request_target_tests();
int run_byte_range_tests();
int run_responder_tests();
int run_publishing_tests();
int run_publication_guard_tests();
int run_hub_rounds_tests();
int run_stick_tests();
int run_kiosk_register_tests();
int run_server_tests();
int run_inbox_tests();
int run_inbox_answers_tests();
int run_inbox_radio_tests();
int run_inbox_join_tests();
int run_inbox_disk_tests();
int run_counter_tests();
int run_cap_draft_tests();
int run_cap_import_tests();
int run_imports_kept_tests();
int run_store_watch_tests();
int run_backup_tests();
int run_retention_tests();
