#include "tests/records/records_tests.hpp"

int main() {
    return run_json_tests() + run_schema_tests() + run_ticket_tests() + run_envelope_tests() + run_receipt_tests() +
           run_outbox_tests() + run_radio_tests() + run_merge_tests() + run_statistics_tests() + run_travel_tests();
}
