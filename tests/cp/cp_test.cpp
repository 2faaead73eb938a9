#include "tests/cp/cp_tests.hpp"

int main() {
    return run_crew_tests() + run_request_target_tests() + run_byte_range_tests() + run_responder_tests() +
           run_publishing_tests() + run_stick_tests() + run_kiosk_register_tests() + run_server_tests() +
           run_inbox_tests() + run_inbox_answers_tests() + run_inbox_radio_tests() + run_inbox_join_tests() +
           run_inbox_disk_tests() + run_counter_tests() + run_cap_draft_tests() + run_cap_import_tests() +
           run_imports_kept_tests() + run_store_watch_tests() + run_backup_tests() + run_retention_tests() +
           run_publication_guard_tests() + run_hub_rounds_tests();
}
