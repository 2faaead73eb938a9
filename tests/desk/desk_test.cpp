#include "tests/desk/desk_tests.hpp"

int main() {
    return run_access_tests() + run_audit_tests() + run_press_tests() + run_draft_tests() + run_courier_tests() +
           run_feeds_tests() + run_imports_tests() + run_list_tests() + run_matching_tests() + run_places_tests() +
           run_reader_keys_tests() + run_records_tests() + run_shelf_tests();
}
